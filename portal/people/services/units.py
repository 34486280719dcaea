"""Adding, changing, moving and closing units. Rights follow the tree, so every change is audited.

`actor` is None where somebody at the machine itself does it: no right is asked for then.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from portal.foundation.audit.services import record
from portal.people import rights
from portal.people.domain.names import has_unseen
from portal.people.domain.tree import Link, would_stand_below_itself
from portal.people.enums import RUNS_A_PORTAL, UnitKind, may_stand_under
from portal.people.models import Division, Membership, Unit, UnitParent, User
from portal.people.rights import Action
from portal.people.services.rows import as_read, queue_up
from portal.people.services.unit_refusals import (
    BelowItself,
    ChangedMeanwhile,
    ClosesTooEarly,
    CodeTaken,
    HasBelow,
    IsClosed,
    IsRoot,
    LeadsAll,
    NameUnseen,
    NotYours,
    ParentIsYounger,
    StandsHigher,
    StandsThere,
    StillInUse,
    TooEarly,
)


def add_unit(
    *,
    actor: User | None,
    parent: Unit,
    code: str,
    name: str,
    kind: UnitKind,
    valid_from: date,
    division: Division | None = None,
) -> Unit:
    """A new unit under `parent` from `valid_from` on. Raises a UnitError; the same code a second
    time raises CodeTaken, so that a form sent twice makes one unit."""
    _refuse_outside(actor, parent)
    _refuse_unseen(name)
    with transaction.atomic():
        queue_up()
        _refuse_as_parent(parent, valid_from)
        _refuse_too_high(kind, parent)
        try:
            with transaction.atomic():
                unit = Unit.objects.create(
                    code=code, name=name, kind=kind, division=division, valid_from=valid_from
                )
        except IntegrityError as error:
            raise CodeTaken(code) from error
        UnitParent.objects.create(unit=unit, parent=parent, valid_from=valid_from)
        _record(actor, unit, "added", kind=kind, parent=parent.pk, since=valid_from)
    if actor is not None:
        rights.forget(actor)
    return unit


def change_unit(
    *, actor: User | None, unit: Unit, name: str, kind: UnitKind, division: Division | None
) -> Unit:
    """Give a unit its new name, kind and division; what stays the same writes nothing.
    `unit` as it was read: raises ChangedMeanwhile when it is no longer so, and another UnitError
    where a unit of that kind may not stand in this place."""
    _refuse_outside(actor, unit)
    wanted = {"name": name, "kind": str(kind), "division_id": division.pk if division else None}
    was = {field: getattr(unit, field) for field in wanted}
    changed = sorted(field for field in wanted if wanted[field] != was[field])
    if not changed:
        return unit
    if "name" in changed:
        _refuse_unseen(name)
    with transaction.atomic():
        if "kind" in changed:
            queue_up()
            _refuse_kind_in_place(unit, kind)
        if not Unit.objects.filter(as_read(was), pk=unit.pk).update(**wanted):
            raise ChangedMeanwhile()
        _record(actor, unit, "changed", fields=changed)
    unit.refresh_from_db()
    return unit


def move_unit(*, actor: User | None, unit: Unit, parent: Unit, since: date) -> UnitParent:
    """Put `unit`, with all below it, under `parent` from `since` on; the day before is the last
    under the old parent. Raises a UnitError."""
    for concerned in (unit, parent):
        _refuse_outside(actor, concerned)
    with transaction.atomic():
        queue_up()
        link = _open_link(unit)
        _refuse_outside(actor, link.parent)
        _refuse_if_closed(unit)
        if link.parent_id == parent.pk:
            raise StandsThere(parent)
        if since <= link.valid_from:
            raise TooEarly(link.valid_from)
        _refuse_as_parent(parent, since)
        _refuse_too_high(link.unit.kind, parent)
        if would_stand_below_itself(_links(), unit=unit.pk, parent=parent.pk, since=since):
            raise BelowItself(unit)
        still_open = UnitParent.objects.filter(pk=link.pk, valid_to__isnull=True)
        if not still_open.update(valid_to=since):
            raise ChangedMeanwhile()
        moved = UnitParent.objects.create(unit=unit, parent=parent, valid_from=since)
        _record(actor, unit, "moved", before=link.parent_id, parent=parent.pk, since=since)
    if actor is not None:
        rights.forget(actor)
    return moved


def close_unit(*, actor: User | None, unit: Unit, valid_to: date) -> Unit:
    """Close a unit; `valid_to` is the first day without it. Nothing may stand under it and
    nobody hold office in it any more. Raises a UnitError.

    It keeps its place in the tree: what it leaves behind (plans, questions, certificates) stays
    in the hands of the units above it.
    """
    _refuse_outside(actor, unit)
    with transaction.atomic():
        queue_up()
        link = _open_link(unit)
        _refuse_outside(actor, link.parent)
        begins = max(link.valid_from, unit.valid_from or link.valid_from)
        if valid_to <= begins:
            raise ClosesTooEarly(begins)
        if not Unit.objects.filter(pk=unit.pk, valid_to__isnull=True).update(valid_to=valid_to):
            _refuse_if_closed(unit)
        _refuse_in_use(unit, valid_to)
        _record(actor, unit, "closed", to=valid_to)
    unit.refresh_from_db()
    return unit


def _refuse_outside(actor: User | None, unit: Unit) -> None:
    if actor is not None and not rights.can(actor, Action.MEMBER_MANAGE, unit):
        raise NotYours(unit)


def _refuse_unseen(name: str) -> None:
    if has_unseen(name):
        raise NameUnseen()


def _open_link(unit: Unit) -> UnitParent:
    links = UnitParent.objects.select_related("unit", "parent")
    link = links.filter(unit=unit, valid_to=None).first()
    if link is None:
        raise IsRoot(unit)
    return link


def _links() -> list[Link]:
    rows = UnitParent.objects.values_list("unit_id", "parent_id", "valid_from", "valid_to")
    return [Link(*row) for row in rows]


def _refuse_if_closed(unit: Unit) -> None:
    ends = Unit.objects.values_list("valid_to", flat=True).get(pk=unit.pk)
    if ends is not None:
        raise IsClosed(unit, ends)


def _refuse_as_parent(parent: Unit, since: date) -> None:
    _refuse_if_closed(parent)
    if parent.valid_from is not None and since < parent.valid_from:
        raise ParentIsYounger(parent, parent.valid_from)


def _refuse_too_high(kind: str, parent: Unit) -> None:
    above = Unit.objects.get(pk=parent.pk)
    if not may_stand_under(kind, above.kind):
        raise StandsHigher(above, kind)


def _refuse_kind_in_place(unit: Unit, kind: UnitKind) -> None:
    """The kind has to suit every place that is not over: a move may be planned."""
    today = timezone.localdate()
    not_over = UnitParent.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    if not UnitParent.objects.filter(unit=unit).exists() and kind not in RUNS_A_PORTAL:
        raise LeadsAll(unit)
    for link in not_over.filter(unit=unit).select_related("parent"):
        if not may_stand_under(kind, link.parent.kind):
            raise StandsHigher(link.parent, kind)
    below = Unit.objects.open_on(today).filter(pk__in=not_over.filter(parent=unit).values("unit"))
    for child in below.filter(kind__in=RUNS_A_PORTAL):
        if not may_stand_under(child.kind, kind):
            raise HasBelow(child)


def _refuse_in_use(unit: Unit, valid_to: date) -> None:
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_to)
    # A closed unit keeps its link, so it is its own end that counts.
    below = (
        UnitParent.objects.filter(later, parent=unit).exclude(unit__valid_to__lte=valid_to).count()
    )
    held = Membership.objects.filter(later, unit=unit).count()
    if below or held:
        raise StillInUse(below, held)


def _record(actor: User | None, unit: Unit, deed: str, **data: object) -> None:
    """Of other units the id: some codes look like the number of a phone."""
    record(actor=actor, action=f"people.unit.{deed}", target=unit, unit_id=unit.pk, data=data)
