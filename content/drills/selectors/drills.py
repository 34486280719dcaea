"""Which drills a person may read, and the year at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from content.drills.domain.standing import Standing, standing
from content.drills.enums import HELD_STATES, Scope, State
from content.drills.models import Drill, Improvement
from content.drills.selectors.counting import TAKING_PART
from content.drills.selectors.drilled import Since, changes_since
from content.plans.enums import DUE_KINDS, Family, Status
from content.plans.models import PlanDocument
from content.plans.models.version import heavy
from content.plans.selectors import editable_by, visible_to
from portal.foundation.fetched import Fetched
from portal.people import rights
from portal.people.models import Unit
from portal.people.rights import Action, Person

TO_MAKE: Final = Q(done_on__isnull=True, withdrawn_on__isnull=True)
"""Of improvements: those still to be made."""


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
    found = Improvement.objects.filter(
        Q(drill__in=readable_by(person).order_by().values("pk")) | Q(responsible_unit__in=units)
    )
    shown = ("drill__plan", "drill__owner_unit", "responsible_unit", "trigger__settled_in")
    return found.select_related(*shown).defer(*heavy("trigger__settled_in"))


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
    """A drill in the list of its year; `open_improvements` are still to be made, `late` of them
    overdue."""

    drill: Drill
    standing: Standing
    open_improvements: int
    late: int
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
    """`drills` are those planned for it or held in it, not read yet; `units` add up to the
    totals; `behind` are past the day for which they are planned."""

    year: int
    drills: QuerySet[Drill]
    units: Sequence[UnitLine]
    planned: int
    held: int
    comprehensive: int
    person_times: int
    behind: int


def of_year(person: Person, year: int, today: date) -> Year:
    """Three queries beside those of the rights, and those of the drills that are looked at."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = readable_by(person).filter(
        Q(planned_on__range=(first, last)) | Q(held_on__range=(first, last))
    )
    lines = _lines(found, year)
    return Year(
        year=year,
        drills=found.order_by("planned_on", "pk"),
        units=lines,
        planned=sum(line.planned for line in lines),
        held=sum(line.held for line in lines),
        comprehensive=sum(line.comprehensive for line in lines),
        person_times=sum(line.person_times for line in lines),
        behind=found.filter(state=State.PLANNED, planned_on__lt=today).count(),
    )


def rows_of(person: Person, drills: QuerySet[Drill], today: date) -> list[Row]:
    """Read, in one query beside those of the rights."""
    # Joined and grouped, those of the whole year would be counted for one page.
    to_make = Improvement.objects.filter(TO_MAKE, drill=OuterRef("pk")).order_by()
    read = drills.select_related("plan", "owner_unit", "evaluation").annotate(
        open_improvements=_number(to_make), late=_number(to_make.filter(due_on__lt=today))
    )
    edits = rights.units_for(person, Action.PLAN_EDIT)
    return [
        Row(
            drill=drill,
            standing=_standing(drill, today),
            open_improvements=drill.open_improvements,
            late=drill.late,
            may_edit=drill.owner_unit_id in edits,
        )
        for drill in read
    ]


def _number(improvements: QuerySet[Improvement]) -> Coalesce:
    """How many there are of a drill."""
    numbers = improvements.values("drill").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), 0)


def _lines(drills: QuerySet[Drill], year: int) -> list[UnitLine]:
    held = Q(state__in=HELD_STATES, held_on__year=year)
    counted = list(
        drills.order_by()
        .values("owner_unit")
        .annotate(
            planned=Count("pk", filter=Q(planned_on__year=year) & ~Q(state=State.CANCELLED)),
            held=Count("pk", filter=held),
            comprehensive=Count("pk", filter=held & Q(scope=Scope.COMPREHENSIVE)),
            took_part=Sum(TAKING_PART, filter=held, default=0),
        )
        .values_list("owner_unit", "planned", "held", "comprehensive", "took_part")
    )
    units = Unit.objects.in_bulk([unit for unit, *_numbers in counted])
    lines = [UnitLine(units[unit], *numbers) for unit, *numbers in counted]
    return sorted(lines, key=lambda line: line.unit.code)


def _standing(drill: Drill, today: date) -> Standing:
    if drill.state == State.CANCELLED:
        return Standing.CALM
    return standing(drill.planned_on, drill.held_on, today)


def years_of(person: Person) -> list[int]:
    """Years in which the person may read of a drill, newest first."""
    drills = readable_by(person).order_by()
    pairs = drills.values_list("planned_on__year", "held_on__year").distinct()
    return sorted({year for pair in pairs for year in pair if year}, reverse=True)


@dataclass(frozen=True, slots=True)
class ToDrill:
    """A plan to be drilled: never drilled (`since` None), not since it was changed, or not in the
    year that is asked about."""

    plan: PlanDocument
    since: Since | None
    listed_on: date | None = None


def plans_not_drilled(person: Person, year: int) -> Sequence[ToDrill]:
    """Plans in force in units where the person works: changed since the last drill first, then
    those that were never drilled, then those without a drill in `year`; they are read where they
    are shown. `listed_on`: the next day in that year on which one is planned."""
    units = rights.units_for(person, Action.PLAN_READ_INTERNAL)
    held = Drill.objects.filter(plan=OuterRef("pk"), state__in=HELD_STATES)
    last = held.order_by("-held_on", "-version__number").values("version")[:1]
    ranked = (
        plans_to_drill(person)
        .filter(owner_unit__in=units)
        .annotate(drilled=Subquery(last))
        .annotate(
            rank=Case(
                When(drilled__isnull=True, then=1),
                When(~Q(drilled=F("current_version")), then=0),
                default=2,
            )
        )
        .exclude(Exists(_that_year(year).filter(plan=OuterRef("pk"))), rank=2)
        .order_by("rank", "title", "pk")
    )
    return Fetched(list(ranked.values_list("pk", flat=True)), partial(_to_drill, year))


def _to_drill(year: int, pks: Sequence[int]) -> list[ToDrill]:
    plans = PlanDocument.objects.select_related("owner_unit").in_bulk(pks)
    known = changes_since(plans.values())
    planned = _that_year(year).filter(plan__in=pks, state=State.PLANNED).order_by("-planned_on")
    days = dict(planned.values_list("plan", "planned_on"))
    return [ToDrill(plans[pk], known.get(pk), days.get(pk)) for pk in pks if pk in plans]


def _that_year(year: int) -> QuerySet[Drill]:
    return Drill.objects.filter(
        Q(state=State.PLANNED, planned_on__year=year) | Q(held_on__year=year)
    )
