"""Figures of one ranked list against judged grades.

Normalised discounted cumulative gain after Järvelin and Kekäläinen (2002) with the gain 2^grade − 1
of Burges et al. (2005); recall and reciprocal rank take what is graded `RELEVANT` or better.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

RELEVANT: Final = 2
NDCG_AT: Final = 10
RECALL_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one query, or the means over several; each between 0 and 1. `zero`: nothing was found."""

    ndcg: float
    recall: float
    reciprocal_rank: float
    zero: float


def ndcg(found: Sequence[str], grades: Mapping[str, int], *, at: int = NDCG_AT) -> float:
    """Gain of the first `at` keys as a share of the best there is; what nobody judged gains
    nothing. 0 where nothing has a grade."""
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    return _gain([grades.get(key, 0) for key in found[:at]]) / best if best else 0.0


def recall(found: Sequence[str], grades: Mapping[str, int], *, at: int = RECALL_AT) -> float:
    """Share of the relevant keys among the first `at`; 0 where none is relevant."""
    relevant = _relevant(grades)
    return len(relevant.intersection(found[:at])) / len(relevant) if relevant else 0.0


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 by the rank of the first relevant key; 0 if none was found."""
    relevant = _relevant(grades)
    return next((1 / rank for rank, key in enumerate(found, 1) if key in relevant), 0.0)


def figures(found: Sequence[str], grades: Mapping[str, int]) -> Figures:
    """`found`: keys, best first."""
    return Figures(
        ndcg=ndcg(found, grades),
        recall=recall(found, grades),
        reciprocal_rank=reciprocal_rank(found, grades),
        zero=0.0 if found else 1.0,
    )


def mean(rows: Iterable[Figures]) -> Figures | None:
    """None of no rows."""
    held = list(rows)
    if not held:
        return None

    def of(name: str) -> float:
        return math.fsum(getattr(row, name) for row in held) / len(held)

    return Figures(of("ndcg"), of("recall"), of("reciprocal_rank"), of("zero"))


def _gain(grades: Iterable[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _relevant(grades: Mapping[str, int]) -> set[str]:
    return {key for key, grade in grades.items() if grade >= RELEVANT}
