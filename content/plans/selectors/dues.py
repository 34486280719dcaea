"""What falls due of the plans that a person may read."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from content.plans.domain.dues import (
    Due,
    Plan,
    Rule,
    Span,
    What,
    dues_of,
    most_behind_first,
    names_in,
    worst,
)
from content.plans.domain.workdays import Calendar
from content.plans.drilled import last_drilled
from content.plans.enums import DUE_KINDS, Family, Status, Visibility
from content.plans.models import CalendarDay, CalendarYear, DueRule, PlanDocument
from content.plans.selectors.called import called
from content.plans.selectors.levels import is_from_above
from content.plans.selectors.register import makers_of, visible_to
from portal.foundation.fetched import Fetched
from portal.people import rights
from portal.people.rights import Action, Person


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules as the domain reads them, and their rows by number, for what a screen says."""

    rules: Sequence[Rule]
    rows: Mapping[int, DueRule]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Judged:
    """What a plan, of which only the id is known, has to do. `worst` is the due it is sorted by."""

    pk: int
    title: str
    facts: Plan
    dues: Mapping[What, Due]
    worst: Due | None


@dataclass(frozen=True, slots=True)
class PlanDues:
    plan: PlanDocument
    facts: Plan
    dues: Mapping[What, Due]
    worst: Due | None
    may_edit: bool

    @property
    def drilled_on(self) -> date | None:
        return self.facts.drilled_on


@dataclass(frozen=True, slots=True)
class DueList:
    """`found` are the dues of every plan by which it was judged, whether its row is kept or not.
    `rules` are the numbers of the rules by which any of them was judged."""

    rows: Sequence[PlanDues]
    found: Sequence[Collection[Due]]
    without: int
    weekends_only: Sequence[int]
    rules: Collection[int]


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
        named=names_in(row.named),
    )


def calendar() -> Calendar:
    days = list(CalendarDay.objects.values_list("day", "worked"))
    return Calendar(
        off=frozenset(day for day, worked in days if not worked),
        worked=frozenset(day for day, worked in days if worked),
        years=frozenset(CalendarYear.objects.values_list("year", flat=True)),
    )


_FACTS: Final = (
    "pk", "title", "family", "kind", "level", "regime", "status", "visibility", "issued_on",
    "filed_on", "filing_receipt", "receipt_on", "disclosed_on", "evaluated_on", "division__code",
    "owner_unit__kind", "current_version__signed_on", "current_version__published_on",
    "current_version__published_at", "created_at",
)  # fmt: skip


def facts_of(
    plans: QuerySet[PlanDocument], drilled: Mapping[int, date]
) -> Iterator[tuple[int, str, Plan]]:
    """Id, title and what the register knows of each document, as the domain reads it. A text was
    disclosed on the day that it says; one that says none, on the day that it was published
    here, unless its time was over before it was registered here. One query, and no rows of the
    models: a library has thousands."""
    for row in plans.order_by().values_list(*_FACTS, named=True).iterator():
        shown = row.current_version__published_at
        yield row.pk, row.title, Plan(
            family=row.family,
            kind=row.kind,
            level=row.level,
            place=row.division__code or "",
            regime=row.regime,
            is_own=not is_from_above(row.level, row.owner_unit__kind),
            in_force=row.status == Status.IN_FORCE,
            is_public=row.visibility == Visibility.PUBLIC,
            formed_on=row.current_version__signed_on,
            issued_on=row.issued_on,
            filed_on=row.filed_on,
            receipted=bool(row.filing_receipt),
            receipt_on=row.receipt_on,
            disclosed_on=row.disclosed_on or row.current_version__published_on,
            evaluated_on=row.evaluated_on,
            drilled_on=drilled.get(row.pk),
            title=row.title,
            shown_on=timezone.localdate(shown) if shown is not None else None,
            kept_since=timezone.localdate(row.created_at),
        )  # fmt: skip


def due_list(
    person: Person, today: date, book: RuleBook, words: str = "", *,
    own: bool = False, kept: Callable[[Collection[Due]], bool] | None = None,
) -> DueList:  # fmt: skip
    """The response plans in force that the person may read and that go by these words, most
    behind first; `own`: only those that they edit or publish. All are judged and counted, in two
    queries; `kept` says by their dues which of them are rows, which are read where they are
    shown."""
    found = response_plans(person)
    if own:
        found = found.filter(owner_unit__in=makers_of(person))
    plans = found.filter(called(words)) if words else found
    drilled = last_drilled(plans.order_by().values_list("pk", flat=True))
    judged = []
    for pk, title, facts in facts_of(plans, drilled):
        dues = dues_of(facts, book.rules, book.calendar, today)
        by_what = {due.what: due for due in dues}
        judged.append(Judged(pk, title, facts, by_what, worst(dues, today)))
    judged.sort(key=lambda one: (*most_behind_first(one.worst, today), one.title, one.pk))
    shown = [one for one in judged if kept is None or kept(one.dues.values())]
    every = [due for one in shown for due in one.dues.values()]
    return DueList(
        rows=Fetched(shown, partial(_with_plans, person)),
        found=[one.dues.values() for one in judged],
        without=sum(one.worst is None for one in judged),
        weekends_only=sorted({year for due in every for year in due.weekends_only}),
        rules={due.rule.key for due in every},
    )


def _with_plans(person: Person, judged: Sequence[Judged]) -> list[PlanDues]:
    edits = rights.units_for(person, Action.PLAN_EDIT)
    plans = PlanDocument.objects.select_related("owner_unit").in_bulk([one.pk for one in judged])
    return [
        PlanDues(
            plan=plans[one.pk],
            facts=one.facts,
            dues=one.dues,
            worst=one.worst,
            may_edit=plans[one.pk].owner_unit_id in edits,
        )
        for one in judged
        if one.pk in plans
    ]


def response_plans(person: Person) -> QuerySet[PlanDocument]:
    """Response plans in force that the person may read."""
    return visible_to(person).filter(
        family=Family.RESPONSE, kind__in=DUE_KINDS, status=Status.IN_FORCE
    )
