"""Reading targets: frozen rows ready for a template, a fixed number of queries a page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, count

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from content.pages import anchors
from content.pages.anchors import Anchor
from content.targets import registry
from content.targets.coverage import Place, whole_place
from content.targets.domain.verdicts import LAGGING, Goal, Step, judge, with_steps
from content.targets.enums import FLOORS, TargetState
from content.targets.models import Indicator, IndicatorValue, Target
from content.targets.wording import TargetRow
from portal.people import rights
from portal.people.rights import Action, Person


def rows(
    targets: QuerySet[Target],
    *,
    on: date,
    with_clauses: bool = True,
    place: Place | None = None,
) -> list[TargetRow]:
    """Rows in the order of the queryset: four queries, whatever their number; one less without
    the clauses, which a page of the plan itself knows, and one less where `place` is at hand."""
    latest = IndicatorValue.objects.filter(
        indicator=OuterRef("indicator"), holds_for__lte=on
    ).order_by("-holds_for", "-revision")
    deciding = latest.filter(holds_for__lte=OuterRef("due"))
    found = list(
        targets.select_related("indicator", "unit").annotate(
            latest_id=Subquery(latest.values("pk")[:1]),
            deciding_id=Subquery(deciding.values("pk")[:1]),
        )
    )
    if not found:
        return []
    wanted = {pk for target in found for pk in (target.latest_id, target.deciding_id) if pk}
    figures = IndicatorValue.objects.in_bulk(wanted)
    keys = [target.clause_key for target in found] if with_clauses else []
    clauses = anchors.resolve_many(keys)
    place = place or whole_place()
    promised = _promised(found, place)
    return [
        _row(
            target,
            with_steps(target.goal, promised.get(_way(target, place), ())),
            clauses.get(target.clause_key),
            figures.get(target.deciding_id),
            figures.get(target.latest_id) if target.latest_id != target.deciding_id else None,
            on,
            counted=place.covers(target.unit_id, target.stratum),
            place=place.called,
        )
        for target in found
    ]


Way = tuple[int, str, int | None]
"""Indicator, stratum and who promised: the unit; None for the government of the place."""


def _way(target: Target, place: Place) -> Way:
    unit = None if target.unit_id in place.units else target.unit_id
    return target.indicator_id, place.stored(target.stratum), unit


def _promised(targets: Sequence[Target], place: Place) -> dict[Way, list[Step]]:
    """The floors that everybody may read: what a public page says of the way to a target rests
    on nothing that is kept inside, and what a town promises is no step of the county's."""
    floors = [target.indicator_id for target in targets if target.comparator in FLOORS]
    steps: dict[Way, list[Step]] = {}
    for target in (
        Target.objects.public()
        .filter(indicator__in=floors, comparator__in=FLOORS)
        .select_related("indicator")
    ):
        steps.setdefault(_way(target, place), []).append(Step(target.due, target.goal.value))
    return steps


def _row(
    target: Target,
    goal: Goal,
    clause: Anchor | None,
    figure: IndicatorValue | None,
    later: IndicatorValue | None,
    on: date,
    *,
    counted: bool,
    place: str,
) -> TargetRow:
    if not counted:
        figure = later = None
    # A rate of none among none says nothing: a county without villages has not failed them.
    figure, later = (one if one and one.denominator != 0 else None for one in (figure, later))
    source = registry.get(target.indicator.source)
    # Until the next count brings the rest of the due day, nobody has missed it.
    whole = figure is None or source is None or figure.is_all_of(target.due)
    settled = on > target.due and whole
    verdict = judge(
        goal,
        figure.exact if figure else None,
        on=on if settled else min(on, target.due),
        partial=source is not None and source.partial,
        possible=figure.exact_with(source.could_add(figure.inputs)) if figure and source else None,
    )
    return TargetRow(target, goal, clause, figure, later, verdict, on, counted, place, settled)


def public_rows(*, on: date) -> list[TargetRow]:
    """What the county itself promises first, then what units below it do; without the clauses,
    which only a row that is shown needs (`beside_clauses`)."""
    place = whole_place()
    county = When(unit__in=place.units, then=Value(0))
    first = Case(county, default=Value(1), output_field=IntegerField())
    found = Target.objects.public().order_by(first, "due", "name", "pk")
    return rows(found, on=on, with_clauses=False, place=place)


def beside_clauses(found: Sequence[TargetRow]) -> list[TargetRow]:
    """The same rows with their clauses: one query."""
    clauses = anchors.resolve_many([row.target.clause_key for row in found])
    return [replace(row, clause=clauses.get(row.target.clause_key)) for row in found]


def county_rows(*, on: date) -> list[TargetRow]:
    """Only what the county itself promises."""
    place = whole_place()
    return rows(Target.objects.public().filter(unit__in=place.units), on=on, place=place)


def history_of(row: TargetRow, *, limit: int = 60) -> Sequence[IndicatorValue]:
    """The figures that are about the target."""
    return history(row.target.indicator, limit=limit) if row.counted else []


def history(indicator: Indicator, *, limit: int = 60) -> Sequence[IndicatorValue]:
    """The latest revision of each day, newest first."""
    newest = (
        IndicatorValue.objects.filter(indicator=indicator, holds_for=OuterRef("holds_for"))
        .order_by("-revision")
        .values("pk")[:1]
    )
    return list(indicator.values.filter(pk=Subquery(newest)).order_by("-holds_for")[:limit])


def editable(user: Person) -> QuerySet[Target]:
    """Targets of the units in which the person may edit or confirm."""
    return _of_own_units(user).exclude(state=TargetState.RETIRED)


def retired(user: Person) -> QuerySet[Target]:
    """Those that count no longer, the last retired first."""
    found = _of_own_units(user).filter(state=TargetState.RETIRED)
    return found.order_by("-retired_on", "-pk")


def ledger(user: Person, *, on: date) -> list[TargetRow]:
    """`editable`, what somebody has to look at first: behind, missed, or with a clause that
    changed; then the drafts, then the rest."""
    return sorted(rows(editable(user), on=on), key=_urgency)


def _urgency(row: TargetRow) -> int:
    if row.target.state == TargetState.DRAFT:
        return 1
    return 0 if row.changed_text or row.verdict.standing in LAGGING else 2


def _of_own_units(user: Person) -> QuerySet[Target]:
    units = rights.units_for(user, Action.TARGET_EDIT) | rights.units_for(
        user, Action.TARGET_CONFIRM
    )
    return Target.objects.filter(unit_id__in=units).order_by("due", "name", "pk")


def taking_its_place(target: Target) -> Target | None:
    """What everybody may read now of what a retired target counted from the same clause."""
    found = Target.objects.public().filter(
        clause_key=target.clause_key, indicator=target.indicator_id
    )
    alike = Case(When(stratum=target.stratum, then=Value(0)), default=Value(1))
    return found.order_by(alike, "-due", "-pk").first()


def free_address(wanted: str) -> str:
    """`wanted`, or with the first number behind it that no target has in its address."""
    taken = set(Target.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    further = (f"{wanted}-{number}" for number in count(2))
    return next(one for one in chain([wanted], further) if one not in taken)
