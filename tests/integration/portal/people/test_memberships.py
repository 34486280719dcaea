"""Giving and ending roles: own units only, dated, audited, never without an administrator."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.foundation.audit.models import AuditEvent
from portal.people import rights, services
from portal.people.enums import Post, Role
from portal.people.models import Membership
from portal.people.reasons import EndReason, StartReason

pytestmark = pytest.mark.django_db


def add(actor, user, unit, role=Role.EDITOR, **changes):
    values = {"reason": StartReason.APPOINTED, "valid_from": timezone.localdate(), **changes}
    return services.add_membership(actor=actor, user=user, unit=unit, role=role, **values)


def end(actor, membership, **changes):
    values = {"reason": EndReason.TERM_OVER, "valid_to": timezone.localdate(), **changes}
    return services.end_membership(actor=actor, membership=membership, **values)


def test_a_role_works_from_its_first_day(world):
    assert not rights.can(world.learner, rights.Action.PLAN_EDIT, world.town)
    add(world.administrator, world.learner, world.town, post=Post.INFORMATION_OFFICER)
    assert rights.can(world.learner, rights.Action.PLAN_EDIT, world.town)


def test_it_is_audited_with_its_reason_and_without_a_name(world):
    add(world.administrator, world.learner, world.town)
    event = AuditEvent.objects.get(action="people.membership.added")
    assert event.unit_id == world.town.pk and event.actor_public_id == world.administrator.public_id
    assert event.data["role"] == "editor" and event.data["reason"] == "appointed"
    assert "小李" not in str(event.data) + event.target_key


@pytest.mark.parametrize("role", list(Role))
def test_nobody_gives_a_role_outside_the_own_units(world, town_administrator, role):
    for unit in (world.county, world.other_town):
        with pytest.raises(services.NotInYourUnits):
            add(town_administrator, world.learner, unit, role)
    assert add(town_administrator, world.learner, world.village, role)


@pytest.mark.parametrize("who", ["editor", "reviewer", "trainer", "examiner", "auditor", "learner"])
def test_only_administrators_give_roles(world, who):
    with pytest.raises(services.NotInYourUnits):
        add(getattr(world, who), world.volunteer, world.town)
    assert not AuditEvent.objects.filter(action__startswith="people.").exists()


def test_a_form_sent_twice_gives_one_membership(world):
    add(world.administrator, world.learner, world.town)
    with pytest.raises(services.Overlaps) as caught:
        add(world.administrator, world.learner, world.town)
    assert "已经有这个角色" in caught.value.message
    assert Membership.objects.filter(user=world.learner, role=Role.EDITOR).count() == 1


@pytest.mark.parametrize(
    ("start", "stop", "refused"),
    [
        (date(2026, 3, 1), date(2026, 4, 1), True),
        (date(2025, 12, 1), date(2026, 2, 1), True),
        (date(2026, 6, 30), None, True),
        (date(2025, 1, 1), date(2026, 1, 1), False),
        (date(2026, 7, 1), date(2026, 8, 1), False),
    ],
)
def test_the_same_role_cannot_be_held_twice_at_one_time(world, start, stop, refused):
    add(world.administrator, world.learner, world.town,
        valid_from=date(2026, 1, 1), valid_to=date(2026, 7, 1))  # fmt: skip
    if refused:
        with pytest.raises(services.Overlaps):
            add(world.administrator, world.learner, world.town, valid_from=start, valid_to=stop)
    else:
        add(world.administrator, world.learner, world.town, valid_from=start, valid_to=stop)


def test_a_membership_taken_in_the_same_moment_is_settled_by_the_database(world, monkeypatch):
    add(world.administrator, world.learner, world.town)
    monkeypatch.setattr(services.memberships, "_refuse_overlap", lambda *arguments: None)
    with pytest.raises(services.Overlaps):
        add(world.administrator, world.learner, world.town)


@pytest.mark.parametrize("days", [0, -1])
def test_an_end_before_the_start_is_refused(world, days):
    today = timezone.localdate()
    with pytest.raises(services.WrongOrder) as caught:
        add(world.administrator, world.learner, world.town, valid_to=today + timedelta(days=days))
    assert "晚于开始日期" in caught.value.message


def test_who_administers_does_not_audit(world):
    with pytest.raises(services.MustBeSeparate) as caught:
        add(world.administrator, world.auditor, world.town, Role.ADMINISTRATOR)
    assert "由两个人担任" in caught.value.message
    with pytest.raises(services.MustBeSeparate):
        add(world.administrator, world.administrator, world.town, Role.AUDITOR)


def test_an_ended_role_gives_nothing_from_that_day(world):
    membership = world.editor.memberships.get()
    end(world.administrator, membership)
    rights.forget(world.editor)
    assert not rights.can(world.editor, rights.Action.PLAN_EDIT, world.town)
    event = AuditEvent.objects.get(action="people.membership.ended")
    assert event.data["reason"] == "term_over"


def test_it_cannot_be_ended_twice(world):
    membership = world.editor.memberships.get()
    end(world.administrator, membership)
    with pytest.raises(services.AlreadyEnded) as caught:
        end(world.administrator, membership)
    assert "结束" in caught.value.message
    assert AuditEvent.objects.filter(action="people.membership.ended").count() == 1


def test_nobody_ends_a_role_outside_the_own_units(world, town_administrator):
    with pytest.raises(services.NotInYourUnits):
        end(town_administrator, world.other_editor.memberships.get())


def test_the_last_administrator_stays(world):
    with pytest.raises(services.LastAdministrator) as caught:
        end(world.administrator, world.administrator.memberships.get())
    assert "先安排另一个管理员" in caught.value.message
    world.administrator.refresh_from_db()
    assert world.administrator.memberships.get().valid_to is None


def test_a_town_administrator_may_go_while_the_county_has_one(world, town_administrator):
    end(world.administrator, town_administrator.memberships.get())


def test_a_town_administrator_is_no_replacement_for_the_countys(world, town_administrator):
    with pytest.raises(services.LastAdministrator):
        end(world.administrator, world.administrator.memberships.get())


@pytest.mark.parametrize("fault", ["inactive", "ended", "later"])
def test_a_replacement_has_to_be_there_on_that_day(world, django_user_model, fault):
    today = timezone.localdate()
    other = django_user_model.objects.create_user(username="other", is_active=fault != "inactive")
    Membership.objects.create(
        user=other, unit=world.county, role=Role.ADMINISTRATOR,
        valid_from=today + timedelta(days=1) if fault == "later" else date(2025, 1, 1),
        valid_to=today if fault == "ended" else None,
    )  # fmt: skip
    with pytest.raises(services.LastAdministrator):
        end(world.administrator, world.administrator.memberships.get())


def test_two_administrators_cannot_end_each_other(world, django_user_model):
    other = django_user_model.objects.create_user(username="other")
    Membership.objects.create(
        user=other, unit=world.county, role=Role.ADMINISTRATOR, valid_from=date(2025, 1, 1)
    )
    end(world.administrator, other.memberships.get())
    with pytest.raises(services.NotInYourUnits):
        rights.forget(other)
        end(other, world.administrator.memberships.get())
