"""Score and grade of a drill from weighted indicators, in exact decimals.

The structure (indicators for live and for tabletop drills, their conversion to a score) is that
of GB/T 46792-2025, annexes A, B and D, as far as its table of contents says. Neither its
indicators nor its weights nor its limits of grades are known here: all come from the county.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

WHOLE: Final = Decimal(100)
CENT: Final = Decimal("0.01")


class Grade(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`weight` in per cent of the whole, above 0."""

    key: int
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """`score` 0–100, None while nobody gave one; it says nothing where the indicator does not
    apply to this drill."""

    score: Decimal | None = None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """The lowest score of each grade; below `passed` a drill fails."""

    excellent: Decimal
    good: Decimal
    passed: Decimal

    def grade_of(self, score: Fraction) -> Grade:
        if score >= self.excellent:
            return Grade.EXCELLENT
        if score >= self.good:
            return Grade.GOOD
        return Grade.PASSED if score >= self.passed else Grade.FAIL


@dataclass(frozen=True, slots=True)
class Result:
    """`score` is cut to two decimals, so that 79.999 never reads as 80; the grade is judged by
    `exact`. `weights` are those of the indicators that applied, together 100 again."""

    exact: Fraction
    score: Decimal
    grade: Grade
    weights: Mapping[int, Fraction]


class WeightsWrong(ValueError):
    """They do not make 100 together, or one of them is not above 0."""

    def __init__(self, total: Decimal) -> None:
        self.total = total
        super().__init__(total)


class LimitsWrong(ValueError):
    """Grades whose limits do not fall: 100 ≥ excellent > good > passed ≥ 0."""


class MarksMissing(ValueError):
    """Indicators that apply and have no score; `keys` in the order of the sheet."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.keys = tuple(keys)
        super().__init__(self.keys)


class NothingApplies(ValueError):
    """Every indicator was put aside: there is nothing to score."""


class MarkOutOfRange(ValueError):
    """A score that is not within 0–100; `key` says of which indicator."""

    def __init__(self, key: int) -> None:
        self.key = key
        super().__init__(key)


def check_weights(weights: Sequence[Decimal]) -> None:
    """Raises WeightsWrong."""
    total = sum(weights, Decimal(0))
    if total != WHOLE or any(weight <= 0 for weight in weights):
        raise WeightsWrong(total)


def check_limits(limits: Limits) -> None:
    """Raises LimitsWrong."""
    if not WHOLE >= limits.excellent > limits.good > limits.passed >= 0:
        raise LimitsWrong


def evaluate(indicators: Sequence[Indicator], marks: Mapping[int, Mark], limits: Limits) -> Result:
    """The weighted mean of the indicators that apply; the weights of the others are shared out
    among them in proportion. `marks` by the key of the indicator.

    Raises WeightsWrong, LimitsWrong, MarksMissing, MarkOutOfRange, NothingApplies.
    """
    check_weights([one.weight for one in indicators])
    check_limits(limits)
    applying = [one for one in indicators if marks.get(one.key, Mark()).applies]
    if not applying:
        raise NothingApplies
    scores = {one.key: marks.get(one.key, Mark()).score for one in applying}
    missing = [key for key, score in scores.items() if score is None]
    if missing:
        raise MarksMissing(missing)
    for key, score in scores.items():
        if score is not None and not 0 <= score <= WHOLE:
            raise MarkOutOfRange(key)
    total = sum((Fraction(one.weight) for one in applying), Fraction(0))
    weights = {one.key: Fraction(one.weight) * 100 / total for one in applying}
    exact = sum(
        (weights[key] * Fraction(score or 0) / 100 for key, score in scores.items()), Fraction(0)
    )
    return Result(exact, cut(exact), limits.grade_of(exact), weights)


def shown(weights: Mapping[int, Fraction]) -> Mapping[int, Decimal]:
    """Weights to two decimals that still make 100, by the largest remainders: who counts a
    printed score again must come to it as near as its decimals allow."""
    down = {key: cut(weight) for key, weight in weights.items()}
    left = int((WHOLE - sum(down.values(), Decimal(0))) / CENT)
    by_rest = sorted(weights, key=lambda key: (Fraction(down[key]) - weights[key], key))
    return {key: value + (CENT if key in by_rest[:left] else 0) for key, value in down.items()}


def cut(exact: Fraction) -> Decimal:
    """To two decimals, downwards."""
    hundredths = exact.numerator * 100 // exact.denominator
    return (Decimal(hundredths) / 100).quantize(CENT, ROUND_DOWN)
