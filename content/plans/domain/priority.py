"""Which plans are revised first: those for hazards that come often and do much harm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """`triggers` are open reasons to revise, `behind` the days since an evaluation was due (0:
    none), `frequent` and `dangerous` said of one of its hazards in this place."""

    title: str
    frequent: bool
    dangerous: bool
    triggers: int
    behind: int
    upper_gone: bool = False

    @property
    def needs_revision(self) -> bool:
        return bool(self.triggers or self.behind > 0 or self.upper_gone)


def order(case: Case) -> tuple[int, int, int, int, int, str]:
    """Key to sort by: both frequent and dangerous, then dangerous, then frequent; among them more
    triggers first, then a plan whose superior was replaced, then the longest behind."""
    return (
        -(case.frequent and case.dangerous),
        -case.dangerous,
        -case.frequent,
        -case.triggers - case.upper_gone,
        -max(case.behind, 0),
        case.title,
    )
