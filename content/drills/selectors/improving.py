"""Improvements as somebody looks for them: still to be made, overdue, made."""

from datetime import date

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from content.drills.models import Improvement
from content.drills.selectors.drills import TO_MAKE, improvements_for
from portal.people import rights
from portal.people.rights import Action, Person


class ImprovementState(TextChoices):
    """What somebody may look for on the list."""

    LATE = "late", _("逾期")
    TO_MAKE = "to_make", _("没完成")
    MADE = "made", _("已完成")
    WITHDRAWN = "withdrawn", _("已撤回")


def improvements_in(
    person: Person, state: str, today: date, *, own: bool = False
) -> QuerySet[Improvement]:
    """Of those the person may read; `own`: those that they may finish (`views.own.may_finish`).
    `state` is one of ImprovementState, or empty. Still to be made first, by their day; those
    that were withdrawn last."""
    found = improvements_for(person)
    if own:
        units = rights.units_for(person, Action.PLAN_EDIT)
        found = found.filter(Q(responsible_unit__in=units) | Q(drill__owner_unit__in=units))
    if state == ImprovementState.MADE:
        found = found.filter(done_on__isnull=False)
    elif state == ImprovementState.WITHDRAWN:
        found = found.filter(withdrawn_on__isnull=False)
    elif state:
        found = found.filter(TO_MAKE)
    if state == ImprovementState.LATE:
        found = found.filter(due_on__lt=today)
    last = (F(name).asc(nulls_first=True) for name in ("withdrawn_on", "done_on"))
    return found.order_by(*last, "due_on", "pk")


def late_of(person: Person, today: date, *, own: bool = False) -> int:
    """How many are overdue (one query beside those of the rights)."""
    return improvements_in(person, ImprovementState.LATE, today, own=own).count()
