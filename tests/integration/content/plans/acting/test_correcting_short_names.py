"""An editor corrects an actor whose full name stands in a clause that others do not read."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.services.extracts import make_extracts
from tests.samples import who_acts
from tests.samples.reviewed_plans import published

FULL, SHORT = "县赤霄应急管理局", "赤霄办"
PLAN = f"""安澜县防沙应急预案

1 总则

1.1 分工

{FULL}（以下简称“{SHORT}”）负责指挥。

2 处置

2.1 转移

{SHORT}负责转移群众。{FULL}负责清点人数。县公安局负责警戒。

2.2 值班

{SHORT}负责值班。
"""
MOVED = f"{SHORT}负责转移"


@pytest.fixture
def draft(import_small):
    return import_small(
        PLAN, publish=False, kind="special", title="安澜县防沙应急预案", slug="sand"
    ).version  # fmt: skip


@pytest.fixture
def public(world, client):
    """What everybody reads once the clause with the full name is restricted."""

    def run(version):
        clause = version.clauses.get(heading="分工")
        services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
        published(version, world.editor, world.reviewer)
        version.refresh_from_db()
        make_extracts(version.document)
        return who_acts.duties_of(version, AnonymousUser())

    return run


def test_who_is_taken_out_is_out_for_the_public_too(draft, world, public, client):
    who_acts.say(draft, world.editor, Says.NO_ACTOR, MOVED, FULL)
    found = public(draft)
    assert found[SHORT] == ["赤霄办负责值班。"] and FULL not in found
    assert found["县公安局"] == ["县公安局负责警戒。"]
    data = json.loads(b"".join(client.get(f"/plans/{draft.document.slug}/plan.json")))
    duties = {one["name"]: len(one["duties"]) for one in data["actors"]}
    assert duties[SHORT] == 1


def test_who_is_called_otherwise_is_so_for_the_public_and_not_twice(draft, world, public, client):
    who_acts.say(draft, world.editor, Says.ACTOR_NAMED, MOVED, FULL, "县民政局")
    assert public(draft) == {
        "县民政局": ["赤霄办负责转移群众。", "县赤霄应急管理局负责清点人数。"],
        "县公安局": ["县公安局负责警戒。"], SHORT: ["赤霄办负责值班。"],
    }  # fmt: skip


def test_nothing_of_the_restricted_clause_is_kept_with_the_clause_that_does_not_write_it(
    import_small, world
):
    version = import_small(
        PLAN.replace(f"{SHORT}负责值班。", f"{FULL}负责值班。"), publish=False, kind="special",
        title="安澜县防沙应急预案",
    ).version  # fmt: skip
    who_acts.say(version, world.editor, Says.NO_ACTOR, f"{FULL}负责值班", FULL)
    told = version.clauses.get(heading="值班").told
    assert [one.get("written", "") for one in told] == [""]
    who_acts.say(version, world.editor, Says.NO_ACTOR, MOVED, FULL)
    (said,) = version.clauses.get(heading="转移").told
    assert said["written"] == SHORT
