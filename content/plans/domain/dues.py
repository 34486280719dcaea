"""When a response plan has to be filed, disclosed, evaluated and drilled.

The rules are rows with a source, a place and dates: nothing here knows how many days or years
any of them says. A planning document has no due at all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .workdays import Calendar


class What(StrEnum):
    FILING = "filing"
    RECEIPT = "receipt"
    DISCLOSURE = "disclosure"
    EVALUATION = "evaluation"
    DRILL = "drill"


ONCE: Final = frozenset({What.FILING, What.RECEIPT, What.DISCLOSURE})
"""Done once for each text; the others come back."""


class Span(StrEnum):
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


class Standing(StrEnum):
    """`LATE` was done after its day. `UNKNOWN`: the day it counts from is not registered, or of a
    disclosure before the plan was registered here, when that was."""

    OVERDUE = "overdue"
    SOON = "soon"
    UNKNOWN = "unknown"
    CALM = "calm"
    LATE = "late"
    DONE = "done"


SOON: Final = {
    Span.WORKING_DAY: timedelta(days=7),
    Span.MONTH: timedelta(days=30),
    Span.YEAR: timedelta(days=90),
}
"""How long before its day something is said to come soon."""

LEVELS: Final = ("national", "province", "prefecture", "county", "town", "grassroots")
"""From the highest down."""


WITHIN: Final = {"dangerous_trade": ("work_safety",), "on_site": ("work_safety",)}
"""What holds for every plan of production safety holds for a dangerous trade's, and for what is to
be done on the spot."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`amount` spans after the day it counts from. It holds for plans of one of `kinds`, of
    `lowest_level` or above ("" for every level), of `regime` or one within it ("" for every
    plan), of a title with one of the words `named` (none for every title) and of the
    place whose GB/T 2260 code begins as `place` ("" for the whole country); from `valid_from`
    on, and before `valid_to`."""

    key: int
    what: What
    amount: int
    span: Span
    kinds: frozenset[str]
    valid_from: date
    valid_to: date | None = None
    lowest_level: str = ""
    regime: str = ""
    place: str = ""
    named: tuple[str, ...] = ()

    def holds_for(self, plan: Plan, day: date) -> bool:
        return (
            plan.kind in self.kinds
            and self.valid_from <= day
            and (self.valid_to is None or day < self.valid_to)
            and self.regime in ("", plan.regime, *WITHIN.get(plan.regime, ()))
            and (not self.lowest_level or not _is_below(plan.level, self.lowest_level))
            and (not self.named or any(word in plan.title for word in self.named))
            and lies_in(plan.place, self.place)
        )

    def due_after(self, start: date, calendar: Calendar) -> date:
        if self.span == Span.WORKING_DAY:
            return calendar.after(start, self.amount)
        months = self.amount * (12 if self.span == Span.YEAR else 1)
        return calendar.ending(months_after(start, months))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the register knows. `is_own` is False of a higher government's plan that is kept to
    be read: its dues are that government's. `formed_on` is the day of the text itself,
    `issued_on` when it went out; `shown_on` when it was published here, which tells nothing of a
    time before `kept_since`, when it was registered here; `receipted` says that there is a
    receipt, though its day may be unknown."""

    family: str
    kind: str
    level: str
    place: str = ""
    regime: str = ""
    is_own: bool = True
    in_force: bool = True
    is_public: bool = True
    formed_on: date | None = None
    issued_on: date | None = None
    filed_on: date | None = None
    receipted: bool = False
    receipt_on: date | None = None
    disclosed_on: date | None = None
    evaluated_on: date | None = None
    drilled_on: date | None = None
    title: str = ""
    shown_on: date | None = None
    kept_since: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """`counted_from` is None where the day it counts from is not registered, `due_on` of all that
    is unknown.
    `weekends_only` are the years whose holidays nobody has entered and that were counted."""

    what: What
    rule: Rule
    standing: Standing
    counted_from: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    weekends_only: tuple[int, ...] = ()

    def days_behind(self, today: date) -> int:
        """Positive when overdue, negative while there is time."""
        return (today - self.due_on).days if self.due_on else 0

    def comes_within(self, days: int, today: date) -> bool:
        """Whether it is still to be done, and by a day no later than so many days from today."""
        open_yet = self.standing in (Standing.SOON, Standing.CALM)
        return open_yet and self.due_on is not None and -self.days_behind(today) <= days


def dues_of(plan: Plan, rules: Iterable[Rule], calendar: Calendar, today: date) -> tuple[Due, ...]:
    """Of each thing the strictest rule that holds, in the order of `What`.

    What is done once is judged by the rules of the day it counts from, what comes back by those
    of today. A plan that is no longer in force or of a higher government, and every planning
    document, has no dues.
    """
    if plan.family != "response" or not plan.in_force or not plan.is_own:
        return ()
    known = list(rules)
    found = (_due(what, plan, known, calendar, today) for what in What)
    return tuple(due for due in found if due is not None)


def first_day_of(what: What, plan: Plan, rules: Iterable[Rule]) -> date | None:
    """From which day on a rule about what is done once holds for texts like this one, which is
    older; None where there is no such rule, or the day it would count from is not registered."""
    start = _start(What.FILING if what == What.RECEIPT and not plan.filed_on else what, plan)
    if start is None or what not in ONCE:
        return None
    begins = (
        rule.valid_from
        for rule in rules
        if rule.what == what and rule.valid_from > start and rule.holds_for(plan, rule.valid_from)
    )
    return min(begins, default=None)


def most_behind_first(due: Due | None, today: date) -> tuple[int, int]:
    """A key to sort by: what is overdue the longest, then what comes soonest, then what cannot
    be counted, then what has time, then what is done; plans without dues last."""
    if due is None:
        return (len(Standing), 0)
    return (list(Standing).index(due.standing), -due.days_behind(today))


def worst(dues: Iterable[Due], today: date) -> Due | None:
    return min(dues, key=lambda due: most_behind_first(due, today), default=None)


def names_in(written: str) -> tuple[str, ...]:
    """The words of a rule that names its plans: 地震、防汛抗旱."""
    return tuple(filter(None, (one.strip() for one in re.split(r"[、，,；;\s]", written))))


def lies_in(code: str, place: str) -> bool:
    """Whether the division of `code` is `place` or lies in it: 652700 holds 652701 and
    652701100."""
    return code.startswith(head_of(place))


def head_of(place: str) -> str:
    """How the codes of all that lies in a division begin; "" holds everything."""
    head = place
    while len(head) <= 6 and head.endswith("00"):
        head = head[:-2]
    return head


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _is_below(level: str, other: str) -> bool:
    return LEVELS.index(level) > LEVELS.index(other)


def _due(what: What, plan: Plan, rules: list[Rule], calendar: Calendar, today: date) -> Due | None:
    if what == What.DISCLOSURE and not plan.is_public:
        return None
    start, done = _start(what, plan), _done(what, plan)
    shown = plan.shown_on if what == What.DISCLOSURE and done is None else None
    if what == What.RECEIPT and start is None:
        return None
    judged_on = start if what in ONCE and start is not None else today
    held = [rule for rule in rules if rule.what == what and rule.holds_for(plan, judged_on)]
    if not held:
        return None
    if start is None:
        if what == What.DISCLOSURE and (done or shown) is not None:
            return Due(what, held[0], Standing.DONE, done_on=done or shown)
        return Due(what, held[0], Standing.UNKNOWN)
    due_on, rule = min(
        ((rule.due_after(start, calendar), rule) for rule in held),
        key=lambda pair: (pair[0], pair[1].key),
    )
    if shown is not None:
        if plan.kept_since is not None and plan.kept_since > due_on:
            # An old plan that is only registered now may have been disclosed in time elsewhere.
            return Due(what, rule, Standing.UNKNOWN, start)
        done = shown
    # What was done for an earlier text does not count for this one.
    if done is not None and done < start:
        done = None
    receipted = what == What.RECEIPT and plan.receipted
    missing = calendar.unknown_between(start, due_on) if rule.span == Span.WORKING_DAY else ()
    standing = _standing(rule, due_on, done, today, is_done=receipted)
    return Due(what, rule, standing, start, due_on, done, missing)


def _standing(
    rule: Rule, due_on: date, done: date | None, today: date, *, is_done: bool
) -> Standing:
    if done is not None:
        return Standing.LATE if done > due_on else Standing.DONE
    if is_done:
        return Standing.DONE
    if today > due_on:
        return Standing.OVERDUE
    return Standing.SOON if due_on - today <= SOON[rule.span] else Standing.CALM


def _start(what: What, plan: Plan) -> date | None:
    if what == What.RECEIPT:
        return plan.filed_on
    if what == What.DISCLOSURE:
        return plan.formed_on or plan.issued_on
    issued = plan.issued_on or plan.formed_on
    if what == What.EVALUATION:
        return _later(issued, plan.evaluated_on)
    if what == What.DRILL:
        return plan.drilled_on or issued
    return issued


def _done(what: What, plan: Plan) -> date | None:
    return {
        What.FILING: plan.filed_on,
        What.RECEIPT: plan.receipt_on,
        What.DISCLOSURE: plan.disclosed_on,
    }.get(what)


def _later(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return max(days, default=None)
