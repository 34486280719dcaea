"""Which drills a person may read, and the year at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from content.drills.domain.standing import Standing, standing
from content.drills.enums import Scope, State
from content.drills.models import Drill, Improvement
from content.drills.selectors.drilled import Since, changes_since
from content.plans.enums import DUE_KINDS, Family, Status
from content.plans.models import PlanDocument
from content.plans.selectors import editable_by, visible_to
from portal.people import rights
from portal.people.models import Unit
from portal.people.rights import Action, Person


def readable_by(person: Person) -> QuerySet[Drill]:
    """Drills of units where the person reads internal material, on plans that they may read."""
    plans = visible_to(person).order_by().values("pk")
    own = editable_by(person).order_by().values("pk")
    return Drill.objects.filter(
        Q(plan__in=plans) | Q(plan__in=own),
        owner_unit__in=rights.units_for(person, Action.PLAN_READ_INTERNAL),
    )


def improvements_for(person: Person) -> QuerySet[Improvement]:
    """Improvements of drills that the person may read, and those that units have to make in which
    the person reads internal material."""
    units = rights.units_for(person, Action.PLAN_READ_INTERNAL)
    return Improvement.objects.filter(
        Q(drill__in=readable_by(person).order_by().values("pk")) | Q(responsible_unit__in=units)
    ).select_related("drill__plan", "drill__owner_unit", "responsible_unit", "trigger")


def plans_to_drill(person: Person, *, kept: int | None = None) -> QuerySet[PlanDocument]:
    """Response plans in force that the person may read; `kept` is among them though it ended."""
    seen = visible_to(person).filter(
        family=Family.RESPONSE, kind__in=DUE_KINDS, status=Status.IN_FORCE
    )
    own = PlanDocument.objects.filter(pk__in=[] if kept is None else [kept])
    found = seen.order_by().values("pk")
    return PlanDocument.objects.filter(Q(pk__in=found) | Q(pk__in=own)).order_by("title", "pk")


@dataclass(frozen=True, slots=True)
class Row:
    """A drill in the list of its year; `open_improvements` are still to be made."""

    drill: Drill
    standing: Standing
    open_improvements: int
    may_edit: bool


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: Unit
    planned: int
    held: int
    comprehensive: int
    person_times: int


@dataclass(frozen=True, slots=True)
class Year:
    """`units` add up to the totals."""

    year: int
    rows: Sequence[Row]
    units: Sequence[UnitLine]
    planned: int
    held: int
    comprehensive: int
    person_times: int


def of_year(person: Person, year: int, today: date) -> Year:
    """The drills planned for a year or held in it. One query beside those of the rights."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = list(
        readable_by(person)
        .filter(Q(planned_on__range=(first, last)) | Q(held_on__range=(first, last)))
        .select_related("plan", "owner_unit", "evaluation")
        .annotate(open_improvements=Count(
            "improvements", filter=Q(improvements__done_on__isnull=True)
        ))
        .order_by("planned_on", "pk")
    )  # fmt: skip
    edits = rights.units_for(person, Action.PLAN_EDIT)
    units = {drill.owner_unit_id: drill.owner_unit for drill in found}
    lines = [
        _line(unit, [one for one in found if one.owner_unit_id == unit.pk], year)
        for unit in sorted(units.values(), key=lambda unit: unit.code)
    ]
    return Year(
        year=year,
        rows=[
            Row(
                drill=drill,
                standing=_standing(drill, today),
                open_improvements=drill.open_improvements,
                may_edit=drill.owner_unit_id in edits,
            )
            for drill in found
        ],
        units=lines,
        planned=sum(line.planned for line in lines),
        held=sum(line.held for line in lines),
        comprehensive=sum(line.comprehensive for line in lines),
        person_times=sum(line.person_times for line in lines),
    )


def _line(unit: Unit, drills: Sequence[Drill], year: int) -> UnitLine:
    held = [one for one in drills if one.is_held and one.held_on and one.held_on.year == year]
    return UnitLine(
        unit=unit,
        planned=sum(one.planned_on.year == year and one.state != State.CANCELLED for one in drills),
        held=len(held),
        comprehensive=sum(one.scope == Scope.COMPREHENSIVE for one in held),
        person_times=sum(one.person_times for one in held),
    )


def _standing(drill: Drill, today: date) -> Standing:
    if drill.state == State.CANCELLED:
        return Standing.CALM
    return standing(drill.planned_on, drill.held_on, today)


def years_of(person: Person) -> list[int]:
    """Years in which the person may read of a drill, newest first."""
    pairs = readable_by(person).order_by().values_list("planned_on__year", "held_on__year")
    return sorted({year for pair in pairs for year in pair if year}, reverse=True)


@dataclass(frozen=True, slots=True)
class ToDrill:
    """A plan to be drilled: never drilled (`since` None), not since it was changed, or not in the
    year that is asked about."""

    plan: PlanDocument
    since: Since | None
    listed_on: date | None = None


def plans_not_drilled(person: Person, year: int) -> list[ToDrill]:
    """Plans in force in units where the person works: changed since the last drill first, then
    those that were never drilled, then those without a drill in `year`. `listed_on`: the next day
    in that year on which one is planned."""
    units = rights.units_for(person, Action.PLAN_READ_INTERNAL)
    plans = list(plans_to_drill(person).filter(owner_unit__in=units).select_related("owner_unit"))
    known = changes_since(plans)
    that_year = Drill.objects.filter(
        Q(state=State.PLANNED, planned_on__year=year) | Q(held_on__year=year), plan__in=plans
    ).order_by("-planned_on")
    days: dict[int, date | None] = {}
    for plan_id, state, day in that_year.values_list("plan", "state", "planned_on"):
        if state == State.PLANNED:
            days[plan_id] = day
        else:
            days.setdefault(plan_id, None)
    every = [ToDrill(plan, known.get(plan.pk), days.get(plan.pk)) for plan in plans]
    return [
        *(one for one in every if one.since and one.since.changed),
        *(one for one in every if one.since is None),
        *(
            one for one in every
            if one.since and not one.since.changed and one.plan.pk not in days
        ),
    ]  # fmt: skip
