"""From marks of items to the result of an attempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from typing import Final

from quizzes.bank.domain.marking import Mark

STEP: Final = Decimal("0.01")
"""Marks are kept with two places."""


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


def pass_line(maximum: Decimal, *, pass_percent: Decimal) -> Decimal:
    """The points of which a paper says that they pass, whether or not somebody can have just
    them; no more exact than marks are kept, and never less than what passes."""
    return (pass_percent * maximum / 100).quantize(STEP, ROUND_CEILING)


def needed(maxima: Sequence[Decimal], *, pass_percent: Decimal) -> Decimal:
    """The least score that passes and that somebody can have. A question is right or wrong, so
    that a score is a sum of whole questions: 60 % of three questions of ten marks are twenty."""
    line = pass_line(sum(maxima, Decimal(0)), pass_percent=pass_percent)
    least = int(line / STEP)
    reachable = 1  # bit n: some questions are together worth n steps
    for most in maxima:
        reachable |= reachable << int(most / STEP)
    above = reachable >> least
    lowest = (above & -above).bit_length() - 1
    return (least + lowest) * STEP
