"""How far a count from a register is from its target. Surveys, which carry an interval,
have verdicts of their own (`awareness`); a count from a register has none to state.

Figures are compared as fractions; what is rounded for reading decides nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from operator import attrgetter
from typing import Final, Literal


class Standing(StrEnum):
    REACHED = "reached"
    INCOMPLETE = "incomplete"
    IN_PROGRESS = "in_progress"
    BEHIND = "behind"
    MISSED = "missed"
    UNDECIDED = "undecided"
    NOT_MEASURED = "not_measured"


LAGGING: Final = frozenset({Standing.BEHIND, Standing.MISSED})
"""What somebody has to look at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`shortfall` in the measure of the target; `expected` is what the calendar asks, or of a
    ceiling allows, by now; None where it decides nothing."""

    standing: Standing
    shortfall: Fraction
    expected: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What another target of the same indicator and stratum promises by an earlier day."""

    due: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Goal:
    """value: in the indicator's measure; starts and due: first and last day of the period;
    base: what it was at the start, as the plan says, else what was promised before it; None:
    zero; steps: promised on the way, by day;
    strict: the value itself is not enough, or is too much."""

    comparator: Literal["ge", "le"]
    value: Decimal
    starts: date
    due: date
    whole: bool
    base: Decimal | None = None
    steps: tuple[Step, ...] = ()
    strict: bool = False

    def is_met_by(self, figure: Fraction) -> bool:
        value = Fraction(self.value)
        if self.strict and figure == value:
            return False
        return figure >= value if self.comparator == "ge" else figure <= value


def judge(
    goal: Goal,
    measured: Fraction | None,
    *,
    on: date,
    partial: bool = False,
    possible: Fraction | None = None,
) -> Verdict:
    """Compare `measured`, the unrounded figure of day min(`on`, due), with `goal`.

    A target is a promise for a date: after the due day nothing that happens later moves
    the verdict, so the caller passes the figure of that day. A floor (`ge`) that is met is
    reached at once; a ceiling (`le`) is reached only when its period is over. Before the
    due day an unmet floor is behind when it lies under what the calendar asks by then
    (`expected_by`). A figure over its ceiling is behind until then: fewer may hold tomorrow;
    unless the ceiling comes down from what it was at the start, and allows as much by then.

    partial: the count leaves out something that the goal is about. Such a figure may be on
    the goal's side and still does not show that the goal is reached.

    possible: what the figure would be if all counted that could, of those the register knows
    nothing of. Where that lies on the other side of the goal, or of what the calendar asks,
    nothing is decided yet.
    """
    kept = Standing.INCOMPLETE if partial else Standing.REACHED
    value = Fraction(goal.value)
    if measured is None:
        return Verdict(Standing.NOT_MEASURED, value)
    highest = measured if possible is None else possible
    if goal.comparator == "le":
        over = max(Fraction(0), measured - value)
        if not goal.is_met_by(measured):
            return _over_its_ceiling(goal, measured, highest, over, on=on)
        if on <= goal.due:
            return Verdict(Standing.IN_PROGRESS, over)
        return Verdict(kept if goal.is_met_by(highest) else Standing.UNDECIDED, over)
    shortfall = max(Fraction(0), value - measured)
    if goal.is_met_by(measured):
        return Verdict(kept, shortfall)
    if on > goal.due:
        possibly = goal.is_met_by(highest)
        return Verdict(Standing.UNDECIDED if possibly else Standing.MISSED, shortfall)
    expected = expected_by(goal, on)
    if measured >= expected:
        return Verdict(Standing.IN_PROGRESS, shortfall, expected)
    standing = Standing.UNDECIDED if highest >= expected else Standing.BEHIND
    return Verdict(standing, shortfall, expected)


def _over_its_ceiling(
    goal: Goal, measured: Fraction, highest: Fraction, over: Fraction, *, on: date
) -> Verdict:
    if on > goal.due:
        return Verdict(Standing.MISSED, over)
    if goal.base is None:
        return Verdict(Standing.BEHIND, over)
    allowed = expected_by(goal, on)
    if measured > allowed:
        return Verdict(Standing.BEHIND, over, allowed)
    standing = Standing.IN_PROGRESS if highest <= allowed else Standing.UNDECIDED
    return Verdict(standing, over, allowed)


def with_steps(goal: Goal, promised: Iterable[Step]) -> Goal:
    """The goal with what was promised before it and on the way to it. Of two promises for one
    day the higher counts; one that asks for more than the goal itself, or for less than it was at
    the start, is not on its way. What it was outweighs what was promised before. A floor on the
    way leads to no ceiling."""
    if goal.comparator == "le":
        return goal
    least = goal.base or Decimal(0)
    fitting = [
        step for step in promised if step.due < goal.due and least <= step.value <= goal.value
    ]
    # Of one day the highest comes last. Nothing is made anew: hundreds of targets of one
    # indicator are each a step of hundreds.
    by_day = {step.due: step for step in sorted(fitting, key=attrgetter("due", "value"))}
    before = [step for step in by_day.values() if step.due < goal.starts]
    steps = tuple(step for step in by_day.values() if step.due >= goal.starts)
    base = before[-1].value if before and goal.base is None else goal.base
    return replace(goal, base=base, steps=steps)


def expected_by(goal: Goal, on: date) -> Fraction:
    """What the calendar asks of a floor, or allows a ceiling that comes down, by the end of a day:
    a straight line, day by day, from `base` before the first day through each step to the value
    on the due day. Never from the first to the last day past the steps: a plan that asks for 12,
    then 200, then 600 does not ask for 120 in its first year.

    Counts are rounded down to whole things: half a volunteer is never due.
    """
    first = Step(goal.starts - timedelta(days=1), goal.base or Decimal(0))
    stops = [first, *goal.steps, Step(goal.due, goal.value)]
    day = min(max(on, first.due), goal.due)
    left, right = next(pair for pair in pairwise(stops) if day <= pair[1].due)
    gone = Fraction((day - left.due).days, (right.due - left.due).days)
    due = Fraction(left.value) + (Fraction(right.value) - Fraction(left.value)) * gone
    return Fraction(floor(due)) if goal.whole else due


def beside(figure: Fraction, goal: Goal) -> Decimal:
    """A share rounded to the side that does not flatter, to one decimal; to as many as it takes
    where it meets a strict goal and would read as the goal itself: 90.04 against > 90."""
    floor_or_ceil = ceil if goal.comparator == "le" else floor
    cuts = [Decimal(floor_or_ceil(figure * 10**digits)).scaleb(-digits) for digits in range(1, 8)]
    if not (goal.strict and goal.is_met_by(figure)):
        return cuts[0]
    return next((cut for cut in cuts if cut != goal.value), cuts[-1])


def readable(expected: Fraction, shown: Decimal, *, behind: bool, ceiling: bool = False) -> Decimal:
    """`expected` cut to one decimal, as the figure `shown` beside it is. Where that figure is
    behind, to as many as it takes to read as more than it: 45.0 against 45.04, never 45.0. Of a
    ceiling the other way round."""
    if expected.denominator == 1:
        return Decimal(expected.numerator)
    cut_to = ceil if ceiling else floor
    cuts = [Decimal(cut_to(expected * 10**digits)).scaleb(-digits) for digits in range(1, 8)]
    apart = (cut for cut in cuts if not behind or (cut < shown if ceiling else cut > shown))
    return next(apart, cuts[-1])


def beyond(value: Decimal, *, up: bool) -> Decimal:
    """The first whole number over, or under, a value: 201 of more than 200."""
    if up:
        return value.to_integral_value(ROUND_FLOOR) + 1
    return value.to_integral_value(ROUND_CEILING) - 1


def whole_shortfall(goal: Goal, numerator: int, denominator: int) -> int:
    """How many more of `denominator` must be counted for the share to reach the goal."""
    exact = goal.value * denominator / 100
    needed = beyond(exact, up=True) if goal.strict else exact.to_integral_value(ROUND_CEILING)
    return max(0, int(needed) - numerator)


def whole_excess(goal: Goal, numerator: int, denominator: int) -> int:
    """How many of `denominator` are counted beyond what a ceiling allows."""
    exact = goal.value * denominator / 100
    allowed = beyond(exact, up=False) if goal.strict else exact.to_integral_value(ROUND_FLOOR)
    return max(0, numerator - int(allowed))
