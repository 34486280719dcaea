"""How far a count from a register is from its target. Surveys, which carry an interval,
have verdicts of their own (`awareness`); a count from a register has none to state."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Literal


class Standing(StrEnum):
    REACHED = "reached"
    IN_PROGRESS = "in_progress"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`shortfall` in the measure of the target; `expected` is what the calendar asks by now."""

    standing: Standing
    shortfall: Decimal
    expected: Decimal | None


@dataclass(frozen=True, slots=True)
class Goal:
    """value: in the indicator's measure; starts and due: first and last day of the period."""

    comparator: Literal["ge", "le"]
    value: Decimal
    starts: date
    due: date
    whole: bool


def judge(goal: Goal, measured: Decimal | None, *, on: date) -> Verdict:
    """Compare `measured`, the unrounded figure of day min(`on`, due), with `goal`.

    A target is a promise for a date: after the due day nothing that happens later moves
    the verdict, so the caller passes the figure of that day. A floor (`ge`) that is met is
    reached at once; a ceiling (`le`) is reached only when its period is over. Before the
    due day an unmet floor is behind when it lies under its share of the days gone by,
    counted from zero.
    """
    if measured is None:
        return Verdict(Standing.NOT_MEASURED, goal.value, None)
    if goal.comparator == "le":
        over = max(Decimal(0), measured - goal.value)
        if over:
            return Verdict(Standing.MISSED, over, goal.value)
        return Verdict(
            Standing.REACHED if on > goal.due else Standing.IN_PROGRESS, Decimal(0), goal.value
        )
    shortfall = max(Decimal(0), goal.value - measured)
    if not shortfall:
        return Verdict(Standing.REACHED, shortfall, goal.value)
    if on > goal.due:
        return Verdict(Standing.MISSED, shortfall, goal.value)
    expected = expected_by(goal, on)
    standing = Standing.BEHIND if measured < expected else Standing.IN_PROGRESS
    return Verdict(standing, shortfall, expected)


def expected_by(goal: Goal, on: date) -> Decimal:
    """The share of the value that the elapsed share of the period asks for.

    Counts are rounded down to whole things: half a volunteer is never due.
    """
    days = (goal.due - goal.starts).days + 1
    gone = min(max((on - goal.starts).days + 1, 0), days)
    share = goal.value * gone / days
    return Decimal(int(share)) if goal.whole else share.quantize(Decimal("0.1"))


def whole_shortfall(numerator: int, denominator: int, percent: Decimal) -> int:
    """How many more of `denominator` must be counted for the share to reach `percent`."""
    needed = (percent * denominator / 100).to_integral_value(ROUND_CEILING)
    return max(0, int(needed) - numerator)


def whole_excess(numerator: int, denominator: int, percent: Decimal) -> int:
    """How many of `denominator` are counted beyond what a ceiling of `percent` allows."""
    allowed = (percent * denominator / 100).to_integral_value(ROUND_FLOOR)
    return max(0, numerator - int(allowed))
