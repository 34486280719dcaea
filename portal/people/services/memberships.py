"""Giving and ending memberships. Rights follow from them, so every change is audited."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.people import rights, selectors
from portal.people.enums import STAFF_ROLES, Post, Role
from portal.people.models import Membership, Unit, UnitParent, User
from portal.people.reasons import EndReason, StartReason
from portal.people.rights import Action
from portal.people.services.notices import tell_of_membership
from portal.people.services.refusal import Refusal
from portal.people.services.rows import closing_day

SEPARATED: Final = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Who changes and who audits are two people (GB/T 22239-2019, 三权分立)."""


class MembershipError(Refusal):
    """A role that cannot be given or ended so."""


@dataclass(eq=False)
class NotInYourUnits(MembershipError):
    """The actor may not manage members of `unit`."""

    unit: Unit
    field: ClassVar[str] = "unit"

    @property
    def message(self) -> str:
        return _("%(unit)s不归你管。只能在自己单位和下级单位里安排") % {"unit": self.unit.name}


@dataclass(eq=False)
class BelongsElsewhere(MembershipError):
    """A role with rights is given by an administrator whom the person's home unit is under."""

    field: ClassVar[str] = "role"

    @property
    def message(self) -> str:
        return _(
            "这个人的所在单位不归你管，你只能给市民、学员、志愿者。"
            "别的角色请上级单位的管理员来给，他管的单位要包括这里和这个人的所在单位"
        )


@dataclass(eq=False)
class Overlaps(MembershipError):
    """The person already has the role there at that time, since `since`."""

    since: date
    field: ClassVar[str] = "role"

    @property
    def message(self) -> str:
        since = self.since.isoformat()
        return _("这个人从 %(since)s 起已经有这个角色，不用再加") % {"since": since}


@dataclass(eq=False)
class WrongOrder(MembershipError):
    """The end is not after the start `begins`."""

    begins: date
    field: ClassVar[str] = "valid_to"

    @property
    def message(self) -> str:
        return _("结束日期要晚于开始日期 %(begins)s") % {"begins": self.begins.isoformat()}


@dataclass(eq=False)
class AlreadyEnded(MembershipError):
    """The membership ended on `ended` already."""

    ended: date
    field: ClassVar[str] = "valid_to"

    @property
    def message(self) -> str:
        return _("这项任职已在 %(ended)s 结束") % {"ended": self.ended.isoformat()}


@dataclass(eq=False)
class MustBeSeparate(MembershipError):
    """One person would both administer and audit."""

    held: Role
    field: ClassVar[str] = "role"

    @property
    def message(self) -> str:
        return _("这个人已是%(role)s。管理员和审计员要由两个人担任") % {"role": self.held.label}


@dataclass(eq=False)
class UnitNotThere(MembershipError):
    """The membership would outlast `unit`, which closes on `ends`."""

    unit: Unit
    ends: date
    field: ClassVar[str] = "unit"

    @property
    def message(self) -> str:
        return _("%(unit)s从 %(day)s 起撤销。另选一个单位，或让任职在那天以前结束") % {
            "unit": self.unit.name,
            "day": self.ends.isoformat(),
        }


@dataclass(eq=False)
class LastAdministrator(MembershipError):
    """Nobody would be left to administer `unit`."""

    unit: Unit
    field: ClassVar[str] = ""

    @property
    def message(self) -> str:
        return _("这是%(unit)s唯一的管理员。先安排另一个管理员，再结束这一项") % {
            "unit": self.unit.name
        }


def add_membership(
    *,
    actor: User,
    user: User,
    unit: Unit,
    role: Role,
    reason: StartReason,
    valid_from: date,
    valid_to: date | None = None,
    post: Post = Post.NONE,
) -> Membership:
    """Give `user` a role in `unit` from `valid_from` up to and excluding `valid_to`.

    The same open membership again raises Overlaps and writes nothing, so that a form
    sent twice gives one membership. A staff role changes what the person has to do to get in
    anywhere, so nobody gives one to a person of other units. Raises a MembershipError.
    """
    _refuse_outside(actor, unit)
    if role in STAFF_ROLES and not selectors.answers_for(actor, user):
        raise BelongsElsewhere
    if valid_to is not None and valid_to <= valid_from:
        raise WrongOrder(valid_from)
    with transaction.atomic():
        _refuse_after_the_end(unit, valid_to)
        _refuse_overlap(user, unit, role, valid_from, valid_to)
        _refuse_mixture(user, role, valid_from, valid_to)
        try:
            with transaction.atomic():
                membership = Membership.objects.create(
                    user=user, unit=unit, role=role, post=post,
                    valid_from=valid_from, valid_to=valid_to,
                )  # fmt: skip
        except IntegrityError as error:
            raise Overlaps(valid_from) from error
        _record(actor, membership, "people.membership.added", reason)
        if user != actor:
            tell_of_membership(membership)
    rights.forget(user)
    return membership


def end_membership(
    *, actor: User, membership: Membership, valid_to: date, reason: EndReason
) -> Membership:
    """End a membership; `valid_to` is the first day without it. Raises a MembershipError."""
    _refuse_outside(actor, membership.unit)
    if valid_to <= membership.valid_from:
        raise WrongOrder(membership.valid_from)
    with transaction.atomic():
        if membership.role == Role.ADMINISTRATOR:
            _refuse_orphans(membership, valid_to)
        still_open = Membership.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=valid_to), pk=membership.pk
        )
        if not still_open.update(valid_to=valid_to):
            membership.refresh_from_db()
            raise AlreadyEnded(membership.valid_to or valid_to)
        membership.refresh_from_db()
        _record(actor, membership, "people.membership.ended", reason)
    rights.forget(membership.user)
    return membership


def refuse_if_last_administrator(*, user: User) -> None:
    """Raise LastAdministrator when a unit would have no administrator without `user`."""
    today = timezone.localdate()
    for membership in Membership.objects.filter(user=user, role=Role.ADMINISTRATOR).valid_on(today):
        _refuse_orphans(membership, today)


def _refuse_outside(actor: User, unit: Unit) -> None:
    if not rights.can(actor, Action.MEMBER_MANAGE, unit):
        raise NotInYourUnits(unit)


def _refuse_after_the_end(unit: Unit, valid_to: date | None) -> None:
    ends = closing_day(unit)
    if ends is not None and (valid_to is None or valid_to > ends):
        raise UnitNotThere(unit, ends)


def _at_the_same_time(valid_from: date, valid_to: date | None) -> Q:
    overlap = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    return overlap if valid_to is None else overlap & Q(valid_from__lt=valid_to)


def _refuse_overlap(
    user: User, unit: Unit, role: Role, valid_from: date, valid_to: date | None
) -> None:
    held = (
        Membership.objects.filter(
            _at_the_same_time(valid_from, valid_to), user=user, unit=unit, role=role
        )
        .order_by("valid_from")
        .first()
    )
    if held is not None:
        raise Overlaps(held.valid_from)


def _refuse_mixture(user: User, role: Role, valid_from: date, valid_to: date | None) -> None:
    if role not in SEPARATED:
        return
    (other,) = SEPARATED - {role}
    if Membership.objects.filter(
        _at_the_same_time(valid_from, valid_to), user=user, role=other
    ).exists():
        raise MustBeSeparate(other)


def _refuse_orphans(membership: Membership, valid_to: date) -> None:
    """Another administrator of this unit or of one above it has to be there afterwards."""
    above = _unit_and_above(membership.unit_id, valid_to)
    # Two administrators who end each other at the same moment queue up here: PostgreSQL
    # would let both pass the check below.
    hold(Unit.objects.filter(pk=above[-1]), by="kind")
    others = (
        Membership.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=valid_to),
            role=Role.ADMINISTRATOR,
            unit_id__in=above,
            valid_from__lte=valid_to,
            user__is_active=True,
        )
        .exclude(user_id=membership.user_id)
        .exists()
    )
    if not others:
        raise LastAdministrator(membership.unit)


def _unit_and_above(unit_id: int, day: date) -> list[int]:
    """The unit, its parent, … up to the root on that day."""
    parents = dict(UnitParent.objects.all().valid_on(day).values_list("unit_id", "parent_id"))
    found: list[int] = []
    current: int | None = unit_id
    while current is not None and current not in found:
        found.append(current)
        current = parents.get(current)
    return found


def _record(
    actor: User, membership: Membership, action: str, reason: StartReason | EndReason
) -> None:
    record(
        actor=actor,
        action=action,
        target=membership.user,
        unit_id=membership.unit_id,
        data={
            "role": membership.role,
            "post": membership.post,
            "from": membership.valid_from.isoformat(),
            "to": membership.valid_to.isoformat() if membership.valid_to else None,
            "reason": str(reason),
        },
    )
