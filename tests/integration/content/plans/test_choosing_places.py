"""Choosing a unit or a division where there are too many for a list."""

import pytest
from django.urls import reverse

from portal.foundation.picking import FEW
from portal.people.enums import UnitKind
from portal.people.models import Division
from tests.integration.conftest import make_unit
from tests.integration.content.plans.test_choosing import options
from tests.samples import drills

MANY = FEW + 5


@pytest.fixture
def villages(world):
    """So many villages of the town that nobody looks through a list of them."""
    for number in range(MANY):
        code = f"9999011{number:05d}"
        make_unit(f"v{number}", f"第{number}村", UnitKind.VILLAGE, parent=world.town)
        Division.objects.create(
            code=code, name=f"第{number}村", level="village", parent=world.division
        )
    return world


PAGES = {
    "upload": ("plans_desk:upload", "owner_unit"),
    "division": ("plans_desk:upload", "division"),
    "register": ("plans_desk:change", "division"),
    "drill": ("drills:new", "owner_unit"),
    "improvement": ("drills:improvement_new", "responsible_unit"),
}


@pytest.mark.parametrize("where", PAGES)
def test_words_find_the_unit_or_place_among_many(client, villages, import_small, where):
    text = "青河镇防汛应急预案\n\n一、总则\n\n制定本预案。\n"
    plan = import_small(text, kind="special").document
    held = drills.held(plan, villages.town)
    name, field = PAGES[where]
    keys = {"plans_desk:change": [plan.slug], "drills:improvement_new": [held.pk]}.get(name, [])
    address = reverse(name, args=keys)
    client.force_login(villages.editor)
    page = client.get(address).content.decode()
    assert f'name="{field}_words"' in page
    assert len(options(page, field)) <= 2
    found = client.get(address, {f"{field}_words": "第7村"}).content.decode()
    chosen = found[found.index(f'<select name="{field}"') :]
    assert "第7村" in chosen[: chosen.index("</select>")]


def test_a_few_units_stand_in_a_list_as_ever(client, world):
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:upload")).content.decode()
    assert "owner_unit_words" not in page and "青河镇" in page
