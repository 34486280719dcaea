"""What falls due of the plans that a person may read."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from content.plans.domain.dues import (
    Due,
    Plan,
    Rule,
    Span,
    Standing,
    What,
    dues_of,
    most_behind_first,
    worst,
)
from content.plans.domain.workdays import Calendar
from content.plans.drilled import last_drilled
from content.plans.enums import DUE_KINDS, Family, Status, Visibility
from content.plans.models import CalendarDay, CalendarYear, DueRule, PlanDocument
from content.plans.models.version import heavy
from content.plans.selectors.called import called
from content.plans.selectors.levels import is_from_above
from content.plans.selectors.register import makers_of, visible_to
from portal.people import rights
from portal.people.rights import Action, Person


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules as the domain reads them, and their rows by number, for what a screen says."""

    rules: Sequence[Rule]
    rows: Mapping[int, DueRule]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class PlanDues:
    """A plan with its dues by what has to be done. `worst` is the one it is sorted by."""

    plan: PlanDocument
    dues: Mapping[What, Due]
    worst: Due | None
    drilled_on: date | None
    may_edit: bool


@dataclass(frozen=True, slots=True)
class DueList:
    """`counts` are plans by the standing of their worst due, and add up to those with dues."""

    rows: Sequence[PlanDues]
    counts: Mapping[Standing, int]
    without: int
    weekends_only: Sequence[int]


def rule_book() -> RuleBook:
    """Four queries."""
    rows = {
        row.pk: row for row in DueRule.objects.select_related("division").prefetch_related("kinds")
    }
    return RuleBook([rule_of(row) for row in rows.values()], rows, calendar())


def rule_of(row: DueRule) -> Rule:
    return Rule(
        key=row.pk,
        what=What(row.what),
        amount=row.amount,
        span=Span(row.span),
        kinds=frozenset(each.kind for each in row.kinds.all()),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        lowest_level=row.lowest_level,
        regime=row.regime,
        place=row.division.code if row.division else "",
    )


def calendar() -> Calendar:
    days = list(CalendarDay.objects.values_list("day", "worked"))
    return Calendar(
        off=frozenset(day for day, worked in days if not worked),
        worked=frozenset(day for day, worked in days if worked),
        years=frozenset(CalendarYear.objects.values_list("year", flat=True)),
    )


def facts_of(plan: PlanDocument, drilled_on: date | None) -> Plan:
    """What the register knows of a document, as the domain reads it. A text was disclosed on the
    day that it says; one that says none, on the day that it was published here."""
    version = plan.current_version
    signed = version.signed_on if version else None
    published = version.published_on if version else None
    if version and version.published_at and not published:
        published = timezone.localdate(version.published_at)
    return Plan(
        family=plan.family,
        kind=plan.kind,
        level=plan.level,
        place=plan.division.code if plan.division else "",
        regime=plan.regime,
        is_own=not is_from_above(plan),
        in_force=plan.status == Status.IN_FORCE,
        is_public=plan.visibility == Visibility.PUBLIC,
        formed_on=signed,
        issued_on=plan.issued_on,
        filed_on=plan.filed_on,
        receipted=bool(plan.filing_receipt),
        receipt_on=plan.receipt_on,
        disclosed_on=plan.disclosed_on or published,
        evaluated_on=plan.evaluated_on,
        drilled_on=drilled_on,
    )


def due_list(
    person: Person, today: date, book: RuleBook, words: str = "", *,
    own: bool = False, kept: Callable[[Collection[Due]], bool] | None = None,
) -> DueList:  # fmt: skip
    """The response plans in force that the person may read and that go by these words, most
    behind first; `own`: only those that they edit or publish. `kept` says by their dues which of
    them are rows; all are counted."""
    found = response_plans(person)
    if own:
        found = found.filter(owner_unit__in=makers_of(person))
    plans = list(found.filter(called(words)) if words else found)
    drilled = last_drilled([plan.pk for plan in plans])
    edits = rights.units_for(person, Action.PLAN_EDIT)
    rows = []
    for plan in plans:
        dues = dues_of(facts_of(plan, drilled.get(plan.pk)), book.rules, book.calendar, today)
        rows.append(
            PlanDues(
                plan=plan,
                dues={due.what: due for due in dues},
                worst=worst(dues, today),
                drilled_on=drilled.get(plan.pk),
                may_edit=plan.owner_unit_id in edits,
            )
        )
    rows.sort(key=lambda row: (*most_behind_first(row.worst, today), row.plan.title))
    counts = Counter(row.worst.standing for row in rows if row.worst)
    shown = [row for row in rows if kept is None or kept(row.dues.values())]
    return DueList(
        rows=shown,
        counts={standing: counts[standing] for standing in Standing},
        without=sum(row.worst is None for row in rows),
        weekends_only=sorted(_years(rows)),
    )


def response_plans(person: Person) -> QuerySet[PlanDocument]:
    """Response plans in force that the person may read, with what their dues are made of."""
    return (
        visible_to(person)
        .filter(family=Family.RESPONSE, kind__in=DUE_KINDS, status=Status.IN_FORCE)
        .select_related("current_version", "division", "owner_unit")
        .defer(*heavy("current_version"))
    )


def _years(rows: Iterable[PlanDues]) -> set[int]:
    return {year for row in rows for due in row.dues.values() for year in due.weekends_only}
