"""The tree of units over time: adding, changing, moving, closing, by whom and from when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.foundation.audit.models import AuditEvent
from portal.people import rights, selectors, services
from portal.people.enums import Role, UnitKind
from portal.people.models import Membership, Unit, UnitParent, User
from portal.people.reasons import StartReason
from portal.people.rights import Action
from portal.people.services import units

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 1)


def test_the_service_itself_takes_no_name_with_something_unseen(world):
    with pytest.raises(services.UnitError, match="看不见的字符"):
        add(world, name="新\u200b村")
    with pytest.raises(services.UnitError, match="看不见的字符"):
        services.change_unit(
            actor=world.administrator, unit=world.village, name="柳树\n村",
            kind=UnitKind.VILLAGE, division=None,
        )  # fmt: skip
    assert not Unit.objects.filter(code="xincun").exists()


def add(world, **changes):
    given = {
        "actor": world.administrator, "parent": world.town, "code": "xincun", "name": "新村",
        "kind": UnitKind.VILLAGE, "valid_from": DAY, **changes,
    }  # fmt: skip
    return services.add_unit(**given)


def test_a_new_unit_stands_under_its_parent_from_its_first_day(world):
    unit = add(world)
    link = UnitParent.objects.get(unit=unit)
    assert (link.parent, link.valid_from, link.valid_to) == (world.town, DAY, None)
    assert rights.can(world.administrator, Action.MEMBER_MANAGE, unit)
    event = AuditEvent.objects.get(action="people.unit.added")
    assert event.unit_id == unit.pk and event.actor_public_id == world.administrator.public_id


def test_one_code_is_one_unit(world):
    with pytest.raises(units.CodeTaken):
        add(world, code="liushu")
    assert Unit.objects.filter(code="liushu").get().name == "柳树村"


def test_nothing_is_put_under_a_unit_before_it_was_founded_or_after_it_has_an_end(world):
    Unit.objects.filter(pk=world.village.pk).update(valid_from=DAY)
    world.village.refresh_from_db()
    with pytest.raises(units.ParentIsYounger):
        add(world, parent=world.village, valid_from=DAY - timedelta(days=1))
    Unit.objects.filter(pk=world.village.pk).update(valid_to=date(2030, 1, 1))
    with pytest.raises(units.IsClosed):
        add(world, parent=world.village)
    assert not Unit.objects.filter(code="xincun").exists()


def test_a_move_holds_from_its_day_and_the_day_before_is_the_last_under_the_old_parent(world):
    services.move_unit(
        actor=world.administrator, unit=world.village, parent=world.other_town, since=DAY
    )
    places = UnitParent.objects.filter(unit=world.village)
    assert places.valid_on(DAY - timedelta(days=1)).get().parent == world.town
    assert places.valid_on(DAY).get().parent == world.other_town
    event = AuditEvent.objects.get(action="people.unit.moved")
    assert event.data == {
        "before": world.town.pk, "parent": world.other_town.pk, "since": "2026-09-01",
    }  # fmt: skip


def test_no_unit_goes_below_itself_today_or_by_a_move_that_is_planned(world):
    move = {"actor": world.administrator, "since": DAY}
    with pytest.raises(units.BelowItself):
        services.move_unit(unit=world.town, parent=world.village, **move)
    later = DAY + timedelta(days=30)
    services.move_unit(
        actor=world.administrator, unit=world.other_town, parent=world.village, since=later
    )
    with pytest.raises(units.BelowItself):
        services.move_unit(unit=world.village, parent=world.other_town, **move)
    assert UnitParent.objects.filter(unit=world.village).count() == 1


def test_a_move_to_the_same_place_or_before_the_present_place_began_is_refused(world):
    began = UnitParent.objects.get(unit=world.village).valid_from
    move = {"actor": world.administrator, "unit": world.village}
    with pytest.raises(units.StandsThere):
        services.move_unit(parent=world.town, since=DAY, **move)
    with pytest.raises(units.TooEarly):
        services.move_unit(parent=world.other_town, since=began, **move)
    with pytest.raises(units.IsRoot):
        services.move_unit(
            actor=world.administrator, unit=world.county, parent=world.town, since=DAY
        )


def test_who_runs_a_town_changes_what_is_in_it_and_not_its_own_place(world, town_administrator):
    act = {"actor": town_administrator}
    made = add(world, **act)
    services.change_unit(unit=made, name="新新村", kind=UnitKind.COMMUNITY, division=None, **act)
    with pytest.raises(units.NotYours):
        add(world, parent=world.other_town, code="waicun", **act)
    with pytest.raises(units.NotYours):
        services.move_unit(unit=made, parent=world.other_town, since=DAY, **act)
    with pytest.raises(units.NotYours):
        services.close_unit(unit=world.town, valid_to=DAY, **act)
    with pytest.raises(units.NotYours):
        services.change_unit(
            unit=world.other_town, name="改", kind=UnitKind.TOWN, division=None, **act
        )


def test_a_changed_unit_is_not_overwritten_by_who_read_it_before(world):
    change = {"actor": world.administrator, "kind": UnitKind.VILLAGE, "division": None}
    read_before = Unit.objects.get(pk=world.village.pk)
    services.change_unit(unit=world.village, name="柳树新村", **change)
    with pytest.raises(units.ChangedMeanwhile):
        services.change_unit(unit=read_before, name="老柳树村", **change)
    services.change_unit(unit=world.village, name="柳树新村", **change)
    assert Unit.objects.get(pk=world.village.pk).name == "柳树新村"
    assert AuditEvent.objects.get(action="people.unit.changed").data == {"fields": ["name"]}


def test_a_unit_closes_only_when_nobody_and_nothing_is_left_in_it(world):
    close = {"actor": world.administrator, "valid_to": DAY}
    with pytest.raises(units.StillInUse, match="下级单位"):
        services.close_unit(unit=world.town, **close)
    with pytest.raises(units.StillInUse, match="任职"):
        services.close_unit(unit=world.village, **close)
    assert Unit.objects.get(pk=world.village.pk).valid_to is None
    Membership.objects.filter(unit=world.village).update(valid_to=DAY)
    services.close_unit(unit=world.village, **close)
    with pytest.raises(units.IsClosed):
        services.close_unit(unit=world.village, **close)
    assert AuditEvent.objects.filter(action="people.unit.closed").count() == 1
    Membership.objects.filter(unit=world.town).update(valid_to=DAY)
    services.close_unit(unit=world.town, **close)  # its only village is closed


def test_a_closed_unit_takes_nobody_and_its_things_stay_with_the_unit_above(world):
    today = timezone.localdate()
    Membership.objects.filter(unit=world.village).update(valid_to=today)
    services.close_unit(actor=world.administrator, unit=world.village, valid_to=today)
    with pytest.raises(services.UnitNotThere):
        services.add_membership(
            actor=world.administrator, user=world.learner, unit=world.village,
            role=Role.LEARNER, reason=StartReason.ENROLLED, valid_from=today,
        )  # fmt: skip
    fresh = User.objects.get(pk=world.administrator.pk)
    assert rights.can(fresh, Action.PLAN_EDIT, world.village)


def test_a_county_stands_under_a_prefecture_only(world):
    made = add(world)
    with pytest.raises(services.UnitError, match="下面不能有县"):
        services.change_unit(
            actor=world.administrator, unit=made, name="新村", kind=UnitKind.COUNTY, division=None
        )
    Unit.objects.filter(pk=world.county.pk).update(kind=UnitKind.PREFECTURE)
    county = add(world, code="xinxian", kind=UnitKind.COUNTY, parent=Unit.objects.get(code="anlan"))
    with pytest.raises(services.UnitError, match="下面不能有县"):
        services.move_unit(
            actor=world.administrator, unit=county, parent=world.town, since=DAY + timedelta(days=9)
        )


def test_the_unit_at_the_top_stays_what_runs_a_portal_so_that_the_front_page_keeps_its_plan(
    client, world
):
    client.force_login(world.administrator)
    page = f"/people/units/{world.county.pk}/change/"
    given = {
        "name": "安澜县", "kind": "town", "division": "",
        "seen": client.get(page).context["form"]["seen"].value(),
    }  # fmt: skip
    answer = client.post(page, given)
    assert answer.status_code == 422
    assert answer.context["form"].errors["kind"] == ["安澜县是最上级，类别只能是县或市、州、盟"]
    assert world.county in selectors.government_units()
    assert client.post(page, given | {"kind": "prefecture"}).status_code == 302
    assert world.county in selectors.government_units()


def test_a_prefecture_stays_one_while_a_county_stands_below_or_is_planned_there(world):
    change = {"actor": world.administrator, "name": "安澜", "division": None}
    Unit.objects.filter(pk=world.county.pk).update(kind=UnitKind.PREFECTURE)
    top = Unit.objects.get(pk=world.county.pk)
    county = add(world, code="xinxian", name="新县", kind=UnitKind.COUNTY, parent=top)
    with pytest.raises(units.HasBelow, match="下面有新县，是县，只能由市、州、盟管"):
        services.change_unit(unit=top, kind=UnitKind.COUNTY, **change)
    later = timezone.localdate() + timedelta(days=40)
    services.close_unit(actor=world.administrator, unit=county, valid_to=later)
    with pytest.raises(units.HasBelow):
        services.change_unit(unit=top, kind=UnitKind.COUNTY, **change)
    Unit.objects.filter(pk=county.pk).update(valid_to=timezone.localdate())
    assert services.change_unit(unit=top, kind=UnitKind.COUNTY, **change).kind == "county"


def test_what_was_read_before_a_change_decides_nothing_about_kinds(world):
    Unit.objects.filter(pk=world.county.pk).update(kind=UnitKind.PREFECTURE)
    read_before = Unit.objects.get(pk=world.county.pk)
    Unit.objects.filter(pk=world.county.pk).update(kind=UnitKind.COUNTY)
    with pytest.raises(units.StandsHigher, match="安澜县是县，下面不能有县"):
        add(world, kind=UnitKind.COUNTY, parent=read_before)
    assert not Unit.objects.filter(code="xincun").exists()
