"""What a person may open: drills, their evidence and their improvements."""

from django.db.models import Q

from content.drills.models import Drill, Evidence, Improvement
from content.drills.selectors.drills import improvements_for, readable_by
from portal.people import rights
from portal.people.access import get_or_refuse
from portal.people.rights import Action, Person


def drill_or_404(person: Person, pk: int, action: Action = Action.PLAN_READ_INTERNAL) -> Drill:
    """A drill that the person may read, of a unit in which they may do `action`."""
    return get_or_refuse(
        readable_by(person).select_related("plan", "owner_unit", "version", "evaluation__sheet"),
        person,
        action,
        unit_of=lambda drill: drill.owner_unit_id,
        pk=pk,
    )


def improvement_or_404(person: Person, pk: int) -> Improvement:
    """One of a drill that the person reads, or that their unit has to make."""
    return get_or_refuse(
        improvements_for(person),
        person,
        Action.PLAN_READ_INTERNAL,
        unit_of=lambda one: (
            one.drill.owner_unit_id
            if rights.can(person, Action.PLAN_READ_INTERNAL, one.drill.owner_unit_id)
            else one.responsible_unit_id
        ),
        pk=pk,
    )


def evidence_or_404(person: Person, pk: int) -> Evidence:
    """What shows a drill is for who reads it; what shows an improvement, also for who made it."""
    drills = readable_by(person).order_by().values("pk")
    own = improvements_for(person).order_by().values("pk")
    rows = Evidence.objects.select_related("drill", "improvement")
    seen = Q(improvement__isnull=True, drill__in=drills) | Q(improvement__in=own)
    return get_or_refuse(
        rows.filter(seen),
        person,
        Action.PLAN_READ_INTERNAL,
        unit_of=lambda one: (
            one.drill.owner_unit_id
            if one.improvement is None
            or rights.can(person, Action.PLAN_READ_INTERNAL, one.drill.owner_unit_id)
            else one.improvement.responsible_unit_id
        ),
        pk=pk,
    )


def may_finish(person: Person, improvement: Improvement) -> bool:
    """Who edits plans in the unit that has to make it, or in the unit of the drill."""
    units = rights.units_for(person, Action.PLAN_EDIT)
    return bool(units & {improvement.responsible_unit_id, improvement.drill.owner_unit_id})


def may_correct(person: Person, improvement: Improvement) -> bool:
    """Who edits plans in the unit of the drill, which registered it: the unit that has to make it
    does not set its own day."""
    return rights.can(person, Action.PLAN_EDIT, improvement.drill.owner_unit_id)
