"""What documents are to one another: suggested by the text, decided by an editor."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.enums import Kind, RelationKind, RelationState, Visibility
from content.plans.models import PlanRelation
from content.plans.selectors.relations import (
    below,
    gaps,
    link_check,
    related,
    suggestions,
)
from portal.foundation.audit.models import AuditEvent

GENERAL = """青河镇突发事件总体应急预案

1 总则

1.1 编制目的

做好应急工作。

青河镇人民政府
2026年1月5日
"""
FLOOD = """青河镇防汛应急预案

1 总则

1.1 编制依据

依据《中华人民共和国防洪法》《青河镇突发事件总体应急预案》等，制定本预案。

2 附则

原《青河镇防汛抗旱应急预案》同时废止。

青河镇人民政府
2026年3月2日
"""


@pytest.fixture
def general(import_small):
    return import_small(GENERAL, kind=Kind.GENERAL).document


@pytest.fixture
def flood(general, import_small):
    return import_small(FLOOD, kind=Kind.SPECIAL).document


def offered(plan, person):
    return {(s.kind, s.name): s for s in suggestions(plan, plan.current_version, person)}


def decide(client, plan, kind, name, state):
    address = reverse("plans_desk:relation_decide", args=[plan.slug])
    return client.post(address, {"kind": kind, "name": name, "state": state})


def test_the_text_suggests_its_law_its_upper_plan_and_what_it_ends(flood, general, world):
    found = offered(flood, world.editor)
    assert set(found) == {
        ("based_on", "中华人民共和国防洪法"),
        ("parent", "青河镇突发事件总体应急预案"),
        ("replaces", "青河镇防汛抗旱应急预案"),
    }
    assert found["parent", general.title].other == general
    assert found["based_on", "中华人民共和国防洪法"].other is None


def test_what_is_confirmed_becomes_a_link_or_a_named_gap_and_is_not_suggested_again(
    client, flood, general, world
):
    client.force_login(world.editor)
    decide(client, flood, "parent", general.title, "confirmed")
    decide(client, flood, "based_on", "中华人民共和国防洪法", "confirmed")
    decide(client, flood, "replaces", "青河镇防汛抗旱应急预案", "dismissed")
    assert offered(flood, world.editor) == {}
    parent, law = related(flood, world.editor)
    assert (parent.kind, parent.other, parent.relation.since) == (
        "parent", general, date(2026, 3, 2),
    )  # fmt: skip
    assert law.is_gap and law.relation.clause_key.startswith("clause:")
    assert gaps(world.editor) == {"中华人民共和国防洪法": [flood]}
    assert AuditEvent.objects.filter(action="content.plan.related").count() == 3
    page = client.get(reverse("plans_desk:relations", args=[flood.slug])).content.decode()
    assert "库里没有" in page and "编制依据里写了上级预案" in page


def test_a_gap_closes_when_the_library_gets_the_document(flood, import_small, world):
    services.relate(
        document=flood, kind=RelationKind.REPLACES, named="青河镇防汛抗旱应急预案", actor=None
    )
    old = import_small(GENERAL.replace("突发事件总体", "防汛抗旱"), kind=Kind.SPECIAL).document
    (found,) = related(flood, world.editor)
    assert found.other == old and gaps(world.editor) == {}


def test_the_link_to_the_upper_plan_is_checked_in_four_questions(flood, general, world):
    def check():
        known = related(flood, world.editor)
        found = link_check(flood, flood.current_version, known, world.editor)
        return found.named, found.held, found.in_force, found.in_basis

    assert check() == (False, None, None, None)
    services.relate(document=flood, kind="parent", other=general, actor=None)
    assert check() == (True, True, True, True)
    services.change_document(document=general, actor=None, status="historic")
    assert check() == (True, True, False, True)
    services.relate(document=flood, kind="parent", named="安澜县防汛应急预案", actor=None)
    assert check() == (True, False, False, False)


def test_what_is_added_by_hand_keeps_where_and_since_when_the_text_says_it(flood, general):
    where = flood.current_version.clauses.first().key
    said = services.relate(
        document=flood, kind="parent", other=general, clause_key=where,
        since=date(2026, 3, 2), actor=None,
    )  # fmt: skip
    again = services.relate(document=flood, kind="parent", other=general, actor=None)
    assert (again.pk, again.clause_key, again.since) == (said.pk, where, date(2026, 3, 2))
    assert AuditEvent.objects.filter(action="content.plan.related").count() == 1
    ended = services.relate(
        document=flood, kind="parent", other=general, until=date(2028, 1, 1), actor=None
    )
    assert (ended.clause_key, ended.since, ended.until) == (
        where, date(2026, 3, 2), date(2028, 1, 1),
    )  # fmt: skip
    with pytest.raises(services.PlanRefused, match="要晚于"):
        services.relate(
            document=flood, kind="parent", other=general, until=date(2026, 1, 1), actor=None
        )
    moved = services.relate(
        document=flood, kind="parent", other=general, since=date(2027, 1, 1), actor=None
    )
    assert (moved.clause_key, moved.since, moved.until) == (
        where, date(2027, 1, 1), date(2028, 1, 1),
    )  # fmt: skip


def test_a_manual_stands_below_its_plan(flood, general, import_small, world):
    manual = import_small(
        GENERAL.replace("总体应急预案", "信息报告工作手册"), kind=Kind.MANUAL
    ).document
    for child in (manual, flood):
        services.relate(document=child, kind="parent", other=general, actor=None)
    assert below(general, world.editor) == ([manual], [flood])


def test_a_plan_does_not_stand_under_itself_nor_under_its_own_child(flood, general):
    with pytest.raises(services.PlanRefused, match="自己"):
        services.relate(document=flood, kind="parent", other=flood, actor=None)
    services.relate(document=flood, kind="parent", other=general, actor=None)
    with pytest.raises(services.PlanRefused, match="不能又是它的上级"):
        services.relate(document=general, kind="parent", other=flood, actor=None)


@pytest.mark.parametrize(
    "values",
    [
        {"self": True}, {"named": ""}, {"both": True}, {"again": True},
        {"named": "某法", "kind": "friend"},
        {"named": "某法", "since": date(2026, 1, 2), "until": date(2026, 1, 1)},
    ],
)  # fmt: skip
def test_the_database_refuses_a_relation_that_says_nothing_or_too_much(flood, general, values):
    row = {"document": flood, "kind": "based_on", "other": None} | values
    if row.pop("self", False):
        row["other"] = flood
    if row.pop("both", False):
        row |= {"other": general, "named": "某法"}
    if row.pop("again", False):
        row["other"] = general
        PlanRelation.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanRelation.objects.create(**row)


def test_saying_the_same_twice_says_it_once(flood, general):
    for _ in range(2):
        services.relate(document=flood, kind="parent", other=general, actor=None)
    assert PlanRelation.objects.count() == 1
    assert AuditEvent.objects.filter(action="content.plan.related").count() == 1


def test_no_relation_leads_to_a_document_the_person_may_not_read(flood, general, world):
    services.relate(document=flood, kind="parent", other=general, actor=None)
    services.change_document(document=general, actor=None, visibility=Visibility.RESTRICTED)
    assert related(flood, world.auditor) == []
    assert len(related(flood, world.editor)) == 1
    services.change_document(document=flood, actor=None, visibility=Visibility.RESTRICTED)
    assert below(general, world.auditor) == ([], [])


def test_an_editor_adds_a_relation_by_hand_and_takes_it_back(client, flood, general, world):
    client.force_login(world.editor)
    add = reverse("plans_desk:relation_add", args=[flood.slug])
    both = client.post(add, {"kind": "based_on", "other": general.pk, "named": "某法"})
    assert both.status_code == 422 and "只填一样" in both.content.decode()
    assert client.post(add, {"kind": "based_on", "named": "《某法》"}).status_code == 302
    relation = PlanRelation.objects.get()
    assert (relation.named, relation.state) == ("某法", RelationState.CONFIRMED)
    client.post(reverse("plans_desk:relation_remove", args=[flood.slug, relation.pk]))
    assert not PlanRelation.objects.exists()


def test_the_editor_of_another_town_finds_no_such_page(client, flood, world):
    client.force_login(world.other_editor)
    assert client.get(reverse("plans_desk:relations", args=[flood.slug])).status_code == 404
    answer = decide(client, flood, "based_on", "中华人民共和国防洪法", "confirmed")
    assert answer.status_code == 404 and not PlanRelation.objects.exists()
