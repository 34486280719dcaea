"""To which unit a person belongs. Whoever runs the home unit gives its people staff roles and
resets their second factor, so nobody draws a person into the own unit from outside."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.audit.services import record
from portal.people import rights
from portal.people.models import Unit, User
from portal.people.rights import Action
from portal.people.services.memberships import MembershipError, NotInYourUnits, UnitNotThere
from portal.people.services.notices import tell_of_home_unit


@dataclass(eq=False)
class HomeIsElsewhere(MembershipError):
    """The person's present home unit, or none at all, is not in the actor's hands."""

    user: User
    field: ClassVar[str] = "unit"

    @property
    def message(self) -> str:
        if self.user.home_unit_id is None:
            return _("这个人还没有所在单位。第一次要请管全县的管理员来定")
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


def set_home_unit(*, actor: User, user: User, unit: Unit, staff_number: str = "") -> list[str]:
    """Say to which unit `user`, as read, belongs and the staff number there; returns the fields
    that changed. Raises a MembershipError."""
    if not may_set_home_unit(actor=actor, user=user):
        raise HomeIsElsewhere(user)
    if not rights.can(actor, Action.MEMBER_MANAGE, unit):
        raise NotInYourUnits(unit)
    wanted = {"home_unit_id": unit.pk, "staff_number": staff_number}
    changed = sorted(name for name, value in wanted.items() if getattr(user, name) != value)
    if not changed:
        return []
    as_read = (
        Q(home_unit__isnull=True) if user.home_unit_id is None else Q(home_unit=user.home_unit_id)
    ) & Q(staff_number=user.staff_number)
    with transaction.atomic():
        if "home_unit_id" in changed:
            _refuse_closed(unit)
        try:
            with transaction.atomic():
                kept = User.objects.filter(as_read, pk=user.pk, erased_at=None).update(**wanted)
        except IntegrityError as error:
            raise StaffNumberTaken(unit) from error
        if not kept:
            raise HomeChangedMeanwhile
        event = record(
            actor=actor,
            action="people.home_unit.set",
            target=user,
            unit_id=unit.pk,
            data={"before": user.home_unit_id, "unit": unit.pk, "fields": changed},
        )
        if "home_unit_id" in changed:
            tell_of_home_unit(user, unit, occasion=event.pk)
    user.refresh_from_db()
    return changed


def _refuse_closed(unit: Unit) -> None:
    """Whoever closes the unit at this moment queues up behind this row, or this behind them."""
    Unit.objects.filter(pk=unit.pk).update(kind=F("kind"))
    ends = Unit.objects.values_list("valid_to", flat=True).get(pk=unit.pk)
    if ends is not None and ends <= timezone.localdate():
        raise UnitNotThere(unit, ends)
