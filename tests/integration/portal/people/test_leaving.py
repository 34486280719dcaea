"""A role given to somebody who did not ask: they are told, and may give back what has no rights."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people import services
from portal.people.enums import STAFF_ROLES, Role
from portal.people.models import Membership
from portal.people.reasons import StartReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def give(world):
    def run(role=Role.LEARNER, days=0, user=world.volunteer):
        return services.add_membership(
            actor=world.administrator, user=user, unit=world.county, role=role,
            reason=StartReason.ENROLLED,
            valid_from=timezone.localdate() + timedelta(days=days),
        )  # fmt: skip

    return run


def leave(client, membership):
    return client.post(f"/me/memberships/{membership.pk}/leave/")


def test_whoever_is_given_a_role_is_told_by_which_unit_and_how_to_leave(give, world):
    give()
    message = Message.objects.get(to=world.volunteer, is_in_inbox=True)
    assert message.subject == "安澜县把你加为学员"
    assert "退出" in message.body and timezone.localdate().isoformat() in message.body


def test_whoever_is_given_office_is_told_of_the_second_factor(give, world):
    give(Role.EDITOR)
    body = Message.objects.get(to=world.volunteer).body
    assert "第二步验证" in body and "退出" not in body


def test_a_role_that_one_gives_oneself_needs_no_message(give, world):
    give(user=world.administrator)
    assert not Message.objects.exists()


def test_a_person_leaves_from_the_own_page_and_what_was_stays(client, world):
    client.force_login(world.volunteer)
    own = world.volunteer.memberships.get()
    address = f"/me/memberships/{own.pk}/leave/"
    assert address in client.get("/me/").content.decode()
    assert "柳树村" in client.get(address).content.decode()
    own.refresh_from_db()
    assert own.valid_to is None
    response = client.post(address, follow=True)
    assert "已退出" in response.content.decode()
    own.refresh_from_db()
    assert own.valid_to == timezone.localdate()
    event = AuditEvent.objects.get(action="people.membership.left")
    assert (event.unit_id, event.data["role"]) == (world.village.pk, "volunteer")


@pytest.mark.parametrize("days", [0, 5])
def test_a_role_that_never_held_a_day_goes_altogether(client, world, give, days):
    given = give(days=days)
    client.force_login(world.volunteer)
    assert leave(client, given).status_code == 302
    assert not Membership.objects.filter(pk=given.pk).exists()
    assert AuditEvent.objects.filter(action="people.membership.left").count() == 1


def test_leaving_twice_and_leaving_for_others_find_nothing(client, world, give):
    given = give()
    client.force_login(world.learner)
    assert leave(client, given).status_code == 404
    client.force_login(world.volunteer)
    assert [leave(client, given).status_code for _time in range(2)] == [302, 404]
    assert not services.leave(user=world.volunteer, membership=given)


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_office_is_not_left_but_ended_by_an_administrator(client, world, role):
    held = Membership.objects.create(
        user=world.volunteer, unit=world.county, role=role, valid_from=timezone.localdate()
    )
    client.force_login(world.volunteer)
    assert f"/me/memberships/{held.pk}/leave/" not in client.get("/me/").content.decode()
    assert leave(client, held).status_code == 404
    assert Membership.objects.filter(pk=held.pk, valid_to=None).exists()
