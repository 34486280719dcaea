"""Which of several results counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Policy = Literal["highest", "latest", "first"]


@dataclass(frozen=True, slots=True)
class Result:
    """One scored attempt: its ordinal, its share of points in percent, whether it passed."""

    number: int
    percent: Decimal
    passed: bool


def counting(results: Sequence[Result], policy: Policy) -> Result:
    """The result that counts, out of at least one.

    "highest": a pass before a fail, because two versions of a paper may draw the line at
    different heights; then the larger share; of equal ones the earlier.
    """
    if policy == "first":
        return min(results, key=lambda result: result.number)
    if policy == "latest":
        return max(results, key=lambda result: result.number)
    return max(results, key=lambda result: (result.passed, result.percent, -result.number))
