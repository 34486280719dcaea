"""From marks of items to the result of an attempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal

from quizzes.bank.domain.marking import Mark


@dataclass(frozen=True, slots=True)
class Total:
    """The denominator is the attempt's own items, whatever the pool held."""

    score: Decimal
    maximum: Decimal
    percent: Decimal
    passed: bool
    correct_count: int


def total(marks: Iterable[Mark], *, pass_percent: Decimal) -> Total:
    """Sum of the marks. Whether it passes is decided on the exact figures, and the percent
    is rounded down, so that no screen shows 80 where 80 was missed."""
    marks = tuple(marks)
    score = sum((mark.mark for mark in marks), Decimal(0))
    maximum = sum((mark.maximum for mark in marks), Decimal(0))
    if maximum <= 0:
        raise ValueError("an attempt has items worth more than nothing")
    return Total(
        score=score,
        maximum=maximum,
        percent=(score * 100 / maximum).quantize(Decimal("0.01"), rounding=ROUND_DOWN),
        passed=score * 100 >= pass_percent * maximum,
        correct_count=sum(1 for mark in marks if mark.correct),
    )


def needed(maxima: Sequence[Decimal], *, pass_percent: Decimal) -> Decimal:
    """The least score that passes. A question is right or wrong, so that of whole marks no
    part is ever scored: 60 % of six questions are four, not 3.6."""
    line = pass_percent * sum(maxima, Decimal(0)) / 100
    whole = all(most == most.to_integral_value() for most in maxima)
    return line.to_integral_value(ROUND_CEILING) if whole else line
