"""Which of several results counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Policy = Literal["highest", "latest", "first"]


@dataclass(frozen=True, slots=True)
class Result:
    """One scored attempt: its ordinal and its share of points in percent."""

    number: int
    percent: Decimal
    passed: bool


def counting(results: Sequence[Result], policy: Policy) -> Result | None:
    """The result that counts; the earlier one of two equal highest. None without results."""
    if not results:
        return None
    if policy == "first":
        return min(results, key=lambda result: result.number)
    if policy == "latest":
        return max(results, key=lambda result: result.number)
    return max(results, key=lambda result: (result.percent, -result.number))
