"""Finding: from a plan to ranked, grouped, counted hits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from search import engines, query
from search.documents.models import SearchDocument
from search.engines import Counts, Dimension, Engine, Hit
from search.enums import Status
from search.query import Chosen, Plan

WINDOW: Final = 500
"""Hits that are ranked and grouped. Whoever finds more has to say more."""

COUNTED: Final = {
    "kind": Dimension.KIND,
    "hazard": Dimension.HAZARD,
    "status": Dimension.STATUS,
    "year": Dimension.YEAR,
}


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one document, best first. `total` counts those beyond the window too."""

    key: str
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `is_loosened`: nothing held all words, so these hold some of them."""

    plan: Plan
    total: int
    groups: tuple[Group, ...]
    documents: int
    counts: Counts
    is_loosened: bool

    @property
    def is_cut(self) -> bool:
        return self.total > WINDOW

    @property
    def best(self) -> Hit | None:
        """The hit that stands out by far, if one does."""
        hits = sorted((hit for group in self.groups for hit in group.hits[:2]), key=_rank)
        if len(self.plan.groups) < 2 or self.is_loosened or not hits:
            return None
        if hits[0] is not self.groups[0].hits[0]:
            return None
        if len(hits) > 1 and hits[0].score < hits[1].score * STANDS_OUT:
            return None
        return hits[0]


STANDS_OUT: Final = 1.3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word of a query that found nothing, and what it finds alone."""

    word: str
    total: int


def find(text: str, chosen: Chosen, grants: frozenset[str]) -> Answer:
    """Search for `text` within what was chosen and what the grants let in.

    Raises IndexUnavailable.
    """
    engine = engines.embedded()
    plan = query.plan(text, chosen.filters(grants))
    total, hits = _ranked(engine, plan)
    is_loosened = False
    if not total and len(plan.groups) > 1:
        plan = query.loosened(plan)
        total, hits = _ranked(engine, plan)
        is_loosened = bool(total)
    totals = engine.counts(plan, [Dimension.GROUP])[Dimension.GROUP]
    return Answer(
        plan=plan,
        total=total,
        groups=_grouped(hits, totals),
        documents=len(totals),
        counts=_counts(engine, plan, chosen, grants),
        is_loosened=is_loosened,
    )


def rows(hits: Iterable[Hit], grants: Collection[str]) -> dict[str, SearchDocument]:
    """Rows of the hits by key. The row, not the index, has the last word on who may see it."""
    found = SearchDocument.objects.in_bulk([hit.key for hit in hits], field_name="key")
    return {key: row for key, row in found.items() if not set(row.grants).isdisjoint(grants)}


def suggestions(answer: Answer) -> list[Suggestion]:
    """For a query that found nothing: its single words that would find something."""
    engine = engines.embedded()
    found = []
    for group in answer.plan.groups[:6]:
        plan = query.plan(group.word, answer.plan.filters)
        total = engine.search(plan, limit=1).total
        if total and not group.character:
            found.append(Suggestion(group.word, total))
    return found


def hazard_counts(grants: frozenset[str]) -> dict[str, int]:
    """How many documents each hazard has."""
    plan = query.plan("", query.Filters(grants=grants))
    return engines.embedded().counts(plan, [Dimension.HAZARD])[Dimension.HAZARD]


def _ranked(engine: Engine, plan: Plan) -> tuple[int, list[Hit]]:
    """How many match, and the best of them: current before historic."""
    wanted = plan.filters.statuses or frozenset(Status.values)
    total = 0
    best: list[Hit] = []
    for status in (Status.CURRENT, Status.HISTORIC):
        if status in wanted:
            found = engine.search(plan.within(status), limit=WINDOW)
            total += found.total
            best += found.best
    return total, best[:WINDOW]


def _grouped(hits: Iterable[Hit], totals: dict[str, int]) -> tuple[Group, ...]:
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.group_key, []).append(hit)
    return tuple(
        Group(key, tuple(held), max(totals.get(key, 0), len(held))) for key, held in groups.items()
    )


def _counts(engine: Engine, plan: Plan, chosen: Chosen, grants: frozenset[str]) -> Counts:
    """Per dimension: what each value would find, whatever is chosen of the same dimension."""
    free = [dimension for name, dimension in COUNTED.items() if not chosen.values.get(name)]
    counts = engine.counts(plan, free) if free else {}
    for name, dimension in COUNTED.items():
        if dimension not in counts:
            wider = plan.filtered(chosen.filters(grants, but=name))
            counts |= engine.counts(wider, [dimension])
    return counts


def _rank(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.key
