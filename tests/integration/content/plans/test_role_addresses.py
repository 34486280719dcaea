"""The address of a role is that of its name: on printed cards nobody can change it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans import services
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import card_of, roles_of
from content.plans.services.extracts import make_extracts

TAX, WATER, LETTERS = "县税务局", "县水务局", "xianshuiwuju"
PLAN = f"""安澜县防洪应急预案

1 总则

1.1 分工

{TAX}负责收费。{TAX}负责登记。

1.2 供水

{WATER}负责供水。
"""


@pytest.fixture
def both(import_small):
    return import_small(PLAN, title="安澜县防洪应急预案")


def keys(plan, person=None):
    text = readable_text(plan.version, person or AnonymousUser())
    return {role.actor.name: role.key for role in roles_of(text)}


def test_an_address_keeps_its_owner_when_another_of_that_spelling_gets_more_to_do(
    both, import_small, client
):
    first = keys(both)
    assert len(set(first.values())) == 2
    later = import_small(
        PLAN + "\n1.3 抢修\n\n县水务局负责抢修。县水务局负责值班。\n",
        title="安澜县防洪应急预案", slug=both.document.slug,
    )  # fmt: skip
    assert keys(later) == first
    for name, key in first.items():
        assert card_of(readable_text(later.version, AnonymousUser()), key).role.actor.name == name
        page = client.get(reverse("plans:role", args=[both.document.slug, key]))
        assert name in page.content.decode()


def test_who_sees_fewer_clauses_has_the_same_address(both, world):
    before = keys(both, world.editor)
    clause = both.version.clauses.get(heading="分工")
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    make_extracts(both.document)
    assert keys(both) == {WATER: before[WATER]}
    assert keys(both, world.editor) == before
    public = readable_text(both.version, AnonymousUser())
    assert card_of(public, before[TAX]) is None


def test_an_old_address_leads_on_where_one_name_is_spelt_so(both, import_small, client):
    slug = both.document.slug
    for name in ("role", "role_card"):
        assert client.get(reverse(f"plans:{name}", args=[slug, LETTERS])).status_code == 404
    alone = import_small(PLAN.replace(f"{TAX}负责", "县公安局负责"), title="安澜县另一份应急预案")
    page = client.get(reverse("plans:role", args=[alone.document.slug, LETTERS]))
    assert WATER in page.content.decode()
    card = client.get(reverse("plans:role_card", args=[alone.document.slug, LETTERS]))
    assert keys(alone)[WATER] in card["Content-Disposition"]


def test_the_longest_name_has_an_address(import_small):
    name = "县" + "防汛抗旱" * 5 + "中心"
    plan = import_small(PLAN.replace(WATER, name), title="安澜县防洪应急预案")
    make_extracts(plan.document)
    assert len(keys(plan)[name]) <= 72
