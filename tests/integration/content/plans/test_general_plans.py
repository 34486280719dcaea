"""Whose general plan stands first on the front page, and who may claim which level."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans import services
from content.plans.enums import Kind, Level
from content.plans.models import PlanDocument
from content.plans.selectors.register import general_plans
from portal.people.enums import Role, UnitKind
from tests.integration.conftest import make_person, make_unit


@pytest.fixture
def general(import_small):
    """A general plan of that unit, published at that level."""

    def run(unit, level=Level.COUNTY):
        title = f"{unit.name}突发事件总体应急预案"
        imported = import_small(
            f"{title}\n\n一、总则\n\n有事打 119，由{unit.name}负责。",
            unit=unit, title=title, kind=Kind.GENERAL, level=level,
        )  # fmt: skip
        return imported.document

    return run


@pytest.fixture
def bureau(world):
    return make_unit("anlan-ju", "安澜县应急管理局", UnitKind.DEPARTMENT, world.county)


def said_to_be_of_the_county(plan):
    """As it was registered before levels were asked about."""
    PlanDocument.objects.filter(pk=plan.pk).update(level=Level.COUNTY)
    plan.refresh_from_db()
    return plan


def levels(form):
    return [value for value, _label in form.fields["level"].choices]


def test_only_who_speaks_for_the_whole_place_has_a_general_plan_on_the_front_page(
    general, world, bureau
):
    office = make_unit("qinghe-ban", "青河镇应急办", UnitKind.DEPARTMENT, world.town)
    of_the_county, of_the_bureau = general(world.county), general(bureau)
    for unit in (world.town, world.village, office):
        said_to_be_of_the_county(general(unit, ""))
    shown = set(general_plans(AnonymousUser()))
    assert shown == {of_the_county, of_the_bureau}


def test_a_town_cannot_call_its_plan_a_plan_of_the_county(client, general, world):
    plan = general(world.town, Level.TOWN)
    client.force_login(world.editor)
    address = reverse("plans_desk:change", args=[plan.slug])
    form = client.get(address).context["form"]
    assert levels(form) == [Level.TOWN, Level.GRASSROOTS]
    typed = {name: form[name].value() or "" for name in form.fields if name != "hazards"}
    refused = client.post(address, typed | {"level": Level.COUNTY})
    assert refused.status_code == 422 and "level" in refused.context["form"].errors
    assert PlanDocument.objects.get().level == Level.TOWN


@pytest.mark.parametrize("whose", ["county", "bureau"])
def test_the_county_and_its_departments_keep_documents_from_above(
    client, general, world, bureau, whose
):
    unit = world.county if whose == "county" else bureau
    plan = general(unit)
    client.force_login(make_person("xianbian", "县编辑", unit, Role.EDITOR))
    form = client.get(reverse("plans_desk:change", args=[plan.slug])).context["form"]
    assert levels(form) == list(Level)


def test_a_level_that_was_given_before_stays_to_be_chosen(client, general, world):
    plan = said_to_be_of_the_county(general(world.town, Level.TOWN))
    client.force_login(world.editor)
    form = client.get(reverse("plans_desk:change", args=[plan.slug])).context["form"]
    assert levels(form) == [Level.COUNTY, Level.TOWN, Level.GRASSROOTS]
    changed = services.change_document(document=plan, actor=world.editor, issuer="青河镇")
    assert (changed.issuer, changed.level) == ("青河镇", Level.COUNTY)


def test_no_way_in_gives_a_town_a_level_above_its_own(general, world):
    with pytest.raises(services.PlanRefused, match="乡镇级、村、社区和单位"):
        general(world.town, Level.COUNTY)
    assert not PlanDocument.objects.exists()
    plan = general(world.town, Level.TOWN)
    with pytest.raises(services.PlanRefused, match="不能是“省级”"):
        services.change_document(document=plan, actor=None, level=Level.PROVINCE)
    plan.refresh_from_db()
    assert plan.level == Level.TOWN
