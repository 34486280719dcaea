"""To which unit a person belongs. Whoever runs the home unit gives its people staff roles and
resets their second factor, so nobody draws a person into the own unit from outside."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.audit.services import record
from portal.people import rights
from portal.people.models import Unit, User
from portal.people.rights import Action
from portal.people.services.memberships import MembershipError, NotInYourUnits
from portal.people.services.notices import tell_of_home_unit
from portal.people.services.rows import as_read, closing_day


@dataclass(eq=False)
class HomeIsElsewhere(MembershipError):
    """The person's present home unit, or none at all, is not in the actor's hands."""

    user: User
    field: ClassVar[str] = "unit"

    @property
    def message(self) -> str:
        if self.user.home_unit_id is None:
            return _("这个人还没有所在单位。第一次要请管所有单位的管理员来定")
        return _("这个人现在的所在单位不归你管。请同时管两边的上级单位管理员来改")


@dataclass(eq=False)
class StaffNumberTaken(MembershipError):
    """Somebody else of the unit has the staff number."""

    unit: Unit
    field: ClassVar[str] = "staff_number"

    @property
    def message(self) -> str:
        return _("%(unit)s里已经有人用这个工号，核对一下") % {"unit": self.unit.name}


@dataclass(eq=False)
class HomeIsClosed(MembershipError):
    """`unit` closed on `ends`."""

    unit: Unit
    ends: date
    field: ClassVar[str] = "unit"

    @property
    def message(self) -> str:
        return _("%(unit)s从 %(day)s 起撤销，不能再有人归到它。另选一个单位") % {
            "unit": self.unit.name,
            "day": self.ends.isoformat(),
        }


@dataclass(eq=False)
class HomeChangedMeanwhile(MembershipError):
    @property
    def message(self) -> str:
        return _("别人刚改过这个人的所在单位。重新打开，看过再改")


def may_set_home_unit(*, actor: User, user: User) -> bool:
    """Whether the person's present home unit is in the actor's hands; who has none is the whole
    county's."""
    if user.home_unit_id is None:
        return rights.covers_root(actor, Action.MEMBER_MANAGE)
    return rights.can(actor, Action.MEMBER_MANAGE, user.home_unit_id)


def set_home_unit(
    *, actor: User, user: User, unit: Unit | None, staff_number: str = ""
) -> list[str]:
    """Say to which unit `user`, as read, belongs and the staff number there; None where to no
    unit any more, and then there is no staff number. Returns the fields that changed. Raises a
    MembershipError."""
    if not may_set_home_unit(actor=actor, user=user):
        raise HomeIsElsewhere(user)
    if unit is not None and not rights.can(actor, Action.MEMBER_MANAGE, unit):
        raise NotInYourUnits(unit)
    before = user.home_unit
    was = {"home_unit_id": user.home_unit_id, "staff_number": user.staff_number}
    wanted = {
        "home_unit_id": unit.pk if unit else None,
        "staff_number": staff_number if unit else "",
    }
    changed = sorted(name for name in wanted if wanted[name] != was[name])
    if not changed:
        return []
    with transaction.atomic():
        if unit is not None and "home_unit_id" in changed:
            _refuse_closed(unit)
        try:
            with transaction.atomic():
                kept = User.objects.filter(as_read(was), pk=user.pk, erased_at=None).update(
                    **wanted
                )
        except IntegrityError as error:
            if unit is None:
                raise
            raise StaffNumberTaken(unit) from error
        if not kept:
            raise HomeChangedMeanwhile
        _record(actor, user, before, unit, changed)
    user.refresh_from_db()
    return changed


def _record(
    actor: User, user: User, before: Unit | None, unit: Unit | None, changed: list[str]
) -> None:
    """Auditors of either unit find it among the events of theirs."""
    event = None
    if before is not None and before != unit:
        event = record(
            actor=actor,
            action="people.home_unit.left",
            target=user,
            unit_id=before.pk,
            data=_facts(before, unit, changed),
        )
    if unit is not None:
        event = record(
            actor=actor,
            action="people.home_unit.set",
            target=user,
            unit_id=unit.pk,
            data=_facts(before, unit, changed),
        )
    if "home_unit_id" in changed and event is not None:
        tell_of_home_unit(user, unit, before=before, occasion=event.pk)


def _facts(before: Unit | None, unit: Unit | None, changed: list[str]) -> dict[str, object]:
    return {
        "before": before.pk if before else None,
        "unit": unit.pk if unit else None,
        "fields": changed,
    }


def _refuse_closed(unit: Unit) -> None:
    ends = closing_day(unit)
    if ends is not None and ends <= timezone.localdate():
        raise HomeIsClosed(unit, ends)
