"""Who says to which unit a person belongs: whoever answers for the person on both sides."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people import selectors, services
from portal.people.enums import Role
from portal.people.models import Membership, Unit, User

pytestmark = pytest.mark.django_db


def seen(client, address):
    page = client.get(address)
    return page.context["form"]["seen"].value() if page.status_code == 200 else ""


def post(client, person, unit="dongshan", staff_number="", **typed):
    address = f"/people/{person.public_id}/home-unit/"
    typed = {"seen": seen(client, address)} | typed
    return client.post(address, {"unit": unit, "staff_number": staff_number} | typed)


def home_of(person: User) -> Unit | None:
    return User.objects.get(pk=person.pk).home_unit


def test_an_administrator_over_both_units_moves_a_person_and_the_person_is_told(client, world):
    client.force_login(world.administrator)
    assert post(client, world.learner, staff_number="007").status_code == 302
    moved = User.objects.get(pk=world.learner.pk)
    assert (moved.home_unit, moved.staff_number) == (world.other_town, "007")
    data = {
        "before": world.town.pk, "unit": world.other_town.pk,
        "fields": ["home_unit_id", "staff_number"],
    }  # fmt: skip
    events = AuditEvent.objects.filter(action__startswith="people.home_unit").order_by("pk")
    assert list(events.values_list("action", "unit_id", "data")) == [
        ("people.home_unit.left", world.town.pk, data),
        ("people.home_unit.set", world.other_town.pk, data),
    ]
    assert "东山乡" in Message.objects.get(to=moved, is_in_inbox=True).subject
    client.force_login(moved)
    page = client.get("/me/").content.decode()
    assert "东山乡" in page and "007" in page


def test_a_form_sent_twice_changes_and_tells_once(client, world):
    client.force_login(world.administrator)
    for _time in range(2):
        post(client, world.learner)
    assert AuditEvent.objects.filter(action="people.home_unit.set").count() == 1
    assert Message.objects.filter(to=world.learner).count() == 1


def test_nobody_gives_people_away_to_a_unit_of_others(client, world, town_administrator):
    client.force_login(town_administrator)
    response = post(client, world.learner)
    assert response.status_code == 422 and "不归你管" in response.content.decode()
    with pytest.raises(services.NotInYourUnits):
        services.set_home_unit(actor=town_administrator, user=world.learner, unit=world.other_town)
    assert home_of(world.learner) == world.town


def test_nobody_draws_people_of_other_units_into_the_own_one(client, world, town_administrator):
    Membership.objects.create(
        user=world.other_editor, unit=world.town, role=Role.LEARNER, valid_from=date(2025, 1, 1)
    )
    client.force_login(town_administrator)
    response = post(client, world.other_editor, "qinghe")
    assert response.status_code == 403
    assert "同时管两边的上级单位管理员" in response.content.decode()
    assert home_of(world.other_editor) == world.other_town
    assert (
        "home-unit" not in client.get(f"/people/{world.other_editor.public_id}/").content.decode()
    )


def test_who_has_no_home_unit_gets_one_from_the_whole_countys_administrator_only(
    client, world, town_administrator
):
    User.objects.filter(pk=world.learner.pk).update(home_unit=None)
    client.force_login(town_administrator)
    response = post(client, world.learner, "qinghe")
    assert response.status_code == 403 and "管所有单位的管理员" in response.content.decode()
    assert home_of(world.learner) is None
    client.force_login(world.administrator)
    assert post(client, world.learner, "qinghe").status_code == 302
    assert selectors.answers_for(town_administrator, User.objects.get(pk=world.learner.pk))


def test_a_person_out_of_sight_is_absent(client, world, town_administrator):
    client.force_login(town_administrator)
    assert post(client, world.other_editor, "qinghe").status_code == 404


def test_a_closed_unit_takes_nobody_and_keeps_whom_it_has(client, world):
    yesterday = timezone.localdate() - timedelta(days=1)
    Unit.objects.filter(pk=world.other_town.pk).update(valid_to=yesterday)
    client.force_login(world.administrator)
    assert post(client, world.learner).status_code == 422
    assert post(client, world.other_editor, staff_number="12").status_code == 302
    with pytest.raises(services.HomeIsClosed, match="另选一个单位"):
        services.set_home_unit(actor=world.administrator, user=world.learner, unit=world.other_town)


def test_a_staff_number_is_one_persons_in_a_unit(client, world):
    User.objects.filter(pk=world.other_editor.pk).update(staff_number="007")
    client.force_login(world.administrator)
    response = post(client, world.learner, staff_number="007")
    assert response.status_code == 422 and "已经有人用这个工号" in response.content.decode()
    assert home_of(world.learner) == world.town


def test_a_change_on_top_of_another_is_refused(world):
    as_read = User.objects.get(pk=world.learner.pk)
    services.set_home_unit(actor=world.administrator, user=world.learner, unit=world.county)
    with pytest.raises(services.HomeChangedMeanwhile):
        services.set_home_unit(actor=world.administrator, user=as_read, unit=world.other_town)
    assert home_of(world.learner) == world.county


def test_an_older_page_does_not_undo_what_another_administrator_saved(client, world):
    client.force_login(world.administrator)
    address = f"/people/{world.learner.public_id}/home-unit/"
    older = seen(client, address)
    assert post(client, world.learner, "anlan", "1").status_code == 302
    response = post(client, world.learner, "dongshan", "", seen=older)
    assert response.status_code == 422
    assert "别人改过：所在单位、工号。" in response.content.decode()
    assert home_of(world.learner) == world.county
    assert post(client, world.learner, "anlan", "1", seen=older).status_code == 302
    form = response.context["form"]
    assert (form["unit"].value(), form["staff_number"].value()) == ("dongshan", "1")
    renewed = {name: form[name].value() for name in ("unit", "staff_number", "seen")}
    assert post(client, world.learner, **renewed).status_code == 302
    assert home_of(world.learner) == world.other_town


def test_an_administrator_of_the_unit_ends_it_and_the_person_is_told(
    client, world, town_administrator
):
    User.objects.filter(pk=world.learner.pk).update(staff_number="007")
    client.force_login(town_administrator)
    assert post(client, world.learner, "qinghe", "007", ends="on").status_code == 302
    ended = User.objects.get(pk=world.learner.pk)
    assert (ended.home_unit, ended.staff_number) == (None, "")
    event = AuditEvent.objects.get(action__startswith="people.home_unit")
    assert (event.action, event.unit_id) == ("people.home_unit.left", world.town.pk)
    assert "不再属于青河镇" in Message.objects.get(to=ended, is_in_inbox=True).subject
    assert not selectors.answers_for(town_administrator, ended)
    assert post(client, world.learner, "qinghe").status_code == 403


def test_whoever_belongs_nowhere_any_more_need_not_be_given_a_unit(client, world):
    client.force_login(world.administrator)
    assert post(client, world.learner, "", "9" * 31, ends="on").status_code == 302
    assert home_of(world.learner) is None


def test_who_has_no_home_unit_is_offered_none_to_end(client, world):
    User.objects.filter(pk=world.learner.pk).update(home_unit=None)
    client.force_login(world.administrator)
    page = client.get(f"/people/{world.learner.public_id}/home-unit/")
    assert "ends" not in page.context["form"].fields
    assert post(client, world.learner, "", ends="on").status_code == 422


@pytest.mark.parametrize("home", ["town", "village", "other_town", None])
@pytest.mark.parametrize("role", [Role.LEARNER, Role.EDITOR])
def test_whom_a_refused_reader_is_sent_to_can_give_the_role(world, town_administrator, home, role):
    Membership.objects.filter(user=world.learner).delete()
    Membership.objects.create(
        user=world.learner, unit=world.town, role=role, valid_from=date(2025, 1, 1)
    )
    unit = getattr(world, home) if home else None
    User.objects.filter(pk=world.learner.pk).update(home_unit=unit)
    person = User.objects.get(pk=world.learner.pk)
    asked = selectors.unit_to_ask(person)
    administrators = User.objects.filter(
        memberships__unit=asked, memberships__role=Role.ADMINISTRATOR
    )
    assert administrators
    assert all(selectors.answers_for(one, person) for one in administrators)
    if home != "other_town" and (home, role) != (None, Role.LEARNER):
        assert asked == world.town
