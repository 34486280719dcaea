"""Finding: from a plan to ranked, grouped, counted hits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from search import query, registry
from search.answering import answered
from search.documents.models import SearchDocument
from search.engines import Counts, Dimension, Engine, Hit
from search.enums import Status
from search.query import Chosen, Plan
from search.query.hazards import Names
from search.refining import called, weighed
from search.registry import Hazard
from search.repairing import Repair, repair

WINDOW: Final = 500
"""Hits that are ranked and grouped. Whoever finds more has to say more."""

MOST_SUGGESTED: Final = 6

COUNTED: Final = {
    "kind": Dimension.KIND,
    "hazard": Dimension.HAZARD,
    "division": Dimension.DIVISION,
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
    """What was found.

    hits         the best `WINDOW` hits in their order.
    whole_best   key of the best current hit that holds every word and is about no other hazard.
    is_loosened  no hit holds every word: these hold some of them.
    is_foreign   every hit is about another hazard than those the query names.
    hazards      every named hazard.
    unwritten    names of the hazards the query names that have no guide.
    is_substitute   the embedded engine answered for a server that did not.
    repair       what the query may have meant, None where it needs no repair; where that was
                 applied, all the rest answers the repaired query.
    """

    plan: Plan
    total: int
    hits: tuple[Hit, ...]
    groups: tuple[Group, ...]
    documents: int
    counts: Counts
    whole_best: str
    is_loosened: bool
    is_foreign: bool = False
    hazards: tuple[Hazard, ...] = ()
    unwritten: tuple[str, ...] = ()
    is_substitute: bool = False
    repair: Repair | None = None

    def searched(self, text: str) -> str:
        """What was searched for those who typed `text`."""
        return self.repair.repaired if self.repair and self.repair.is_applied else text

    @property
    def is_whole(self) -> bool:
        """Whether anything holds every word."""
        return bool(self.total and not self.is_loosened)

    @property
    def is_cut(self) -> bool:
        return self.total > WINDOW

    @property
    def best(self) -> Hit | None:
        """The hit that holds every word and stands out by far, if one does."""
        asked = self.plan.asked
        if not self.plan.telling or (asked is not None and not asked.is_sure):
            return None
        hits = sorted((hit for group in self.groups for hit in group.hits[:2]), key=_rank)
        if len(self.plan.groups) < 2 or not hits or hits[0].key != self.whole_best:
            return None
        if hits[0] is not self.groups[0].hits[0]:
            return None
        if len(hits) > 1 and hits[0].score < hits[1].score * STANDS_OUT:
            return None
        return hits[0]


STANDS_OUT: Final = 1.25


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word of a query that found nothing, and what it finds alone."""

    word: str
    total: int


def find(text: str, chosen: Chosen, grants: frozenset[str]) -> Answer:
    """Search for `text` within what was chosen and what the grants let in.

    Raises IndexUnavailable.
    """
    answer, is_substitute = answered(lambda engine: find_with(engine, text, chosen, grants))
    return replace(answer, is_substitute=is_substitute)


def find_with(engine: Engine, text: str, chosen: Chosen, grants: frozenset[str]) -> Answer:
    """The same of one engine, whatever happens to it. Raises IndexUnavailable."""
    answer = _as_typed(engine, text, chosen, grants)
    if chosen.as_typed or answer.plan.asks_nothing:
        return answer
    proposed = repair(engine, text, grants)
    if proposed is None:
        return answer
    other = _as_typed(engine, proposed.repaired, chosen, grants)
    is_better = other.is_whole if answer.total else other.total
    if is_better and not _is_held(engine, answer, grants):
        return replace(other, repair=replace(proposed, is_applied=True))
    return replace(answer, repair=proposed) if other.total else answer


def _is_held(engine: Engine, answer: Answer, grants: frozenset[str]) -> bool:
    """Whether anything holds every word of what was typed, among all there is and not only within
    what was chosen."""
    everywhere = answer.plan.filtered(query.Filters(grants=grants)).whole()
    return answer.is_whole or bool(engine.totals([everywhere])[0])


def _as_typed(engine: Engine, text: str, chosen: Chosen, grants: frozenset[str]) -> Answer:
    hazards = tuple(registry.hazards())
    names = _names(hazards)
    plan = query.plan(text, chosen.filters(grants), names=names, advice=registry.advice_kinds())
    plan = called(engine, text, plan, grants)
    plan = weighed(engine, plan, grants)
    total, at_home, hits = _ranked(engine, plan)
    if not total and len(plan.groups) > 1:
        plan = query.loosened(plan)
        total, at_home, hits = _ranked(engine, plan)
    whole = engine.totals([plan.whole()])[0] if total and plan.groups else 0
    best = engine.search(plan.own().within(Status.CURRENT), limit=1).best if whole else ()
    totals, counts = _counts(engine, plan, chosen, grants)
    return Answer(
        plan=plan,
        total=total,
        hits=tuple(hits),
        groups=_grouped(hits, totals),
        documents=len(totals),
        counts=counts,
        whole_best=best[0].key if best else "",
        is_loosened=bool(total and plan.groups and not whole),
        is_foreign=bool(total and plan.asked and not at_home),
        hazards=hazards,
        unwritten=() if plan.called else _unwritten(query.named(text, names), hazards),
    )


def rows(hits: Iterable[Hit], grants: Collection[str]) -> dict[str, SearchDocument]:
    """Rows of the hits by key. The row, not the index, has the last word on who may see it."""
    found = SearchDocument.objects.in_bulk([hit.key for hit in hits], field_name="key")
    return {key: row for key, row in found.items() if not set(row.grants).isdisjoint(grants)}


def newest_first(groups: Sequence[Group]) -> list[Group]:
    """By the day their document was published, else by its year; undated ones last, and what is
    equally old by how well it fits. One query."""
    keys = [group.hits[0].key for group in groups]
    held = SearchDocument.objects.filter(key__in=keys).values_list("key", "published_on", "year")
    dates = {
        key: published_on or date(year or date.min.year, 1, 1) for key, published_on, year in held
    }
    return sorted(groups, key=lambda one: dates.get(one.hits[0].key, date.min), reverse=True)


def suggestions(answer: Answer) -> list[Suggestion]:
    """For a query that found nothing: its single words that would find something. Where it names
    a hazard, only that word: 躲 of 着火躲哪 alone finds how to hide from an earthquake."""
    return answered(lambda engine: _suggestions(engine, answer)).answer


def _suggestions(engine: Engine, answer: Answer) -> list[Suggestion]:
    asked = answer.plan.asked
    groups = [group for group in answer.plan.groups if group.hazards or asked is None]
    groups = groups[:MOST_SUGGESTED]
    # As the link will ask it: what is advice for another hazard counts no more there.
    plans = [
        query.plan(
            group.word,
            answer.plan.filters,
            names=_names(answer.hazards),
            advice=registry.advice_kinds(),
        )
        for group in groups
    ]
    return [
        Suggestion(group.word, total)
        for group, total in zip(groups, engine.totals(plans), strict=True)
        if total and not group.character
    ]


def hazard_counts(grants: frozenset[str]) -> dict[str, int]:
    """How many documents each hazard has."""
    plan = query.plan("", query.Filters(grants=grants))
    counts = answered(lambda engine: engine.counts(plan, [Dimension.HAZARD])).answer
    return counts[Dimension.HAZARD]


def _names(hazards: Iterable[Hazard]) -> Names:
    return tuple(
        (hazard.slug, name) for hazard in hazards for name in (hazard.name, hazard.plain_name)
    )


def _unwritten(named: Iterable[tuple[str, ...]], hazards: Iterable[Hazard]) -> tuple[str, ...]:
    """Names of the hazards without a guide; a word that may mean several needs one of theirs."""
    rows = {hazard.slug: hazard for hazard in hazards}
    calls = query.NAMES | {slug: hazard.name for slug, hazard in rows.items()}
    found = [
        calls[slug]
        for slugs in named
        if not any(slug in rows and rows[slug].url for slug in slugs)
        for slug in slugs
        if slug in calls
    ]
    return tuple(dict.fromkeys(found))


def _ranked(engine: Engine, plan: Plan) -> tuple[int, int, list[Hit]]:
    """How many match, how many of them are not about another danger, and the best: current
    before historic, and what is about another danger after all else."""
    wanted = plan.filters.statuses or frozenset(Status.values)
    total = at_home = 0
    best: list[Hit] = []
    for status in (Status.CURRENT, Status.HISTORIC):
        if status in wanted:
            for part in plan.within(status).parts():
                found = engine.search(part, limit=WINDOW)
                total += found.total
                at_home += 0 if part.foreign else found.total
                best += found.best
    return total, at_home, best[:WINDOW]


def _grouped(hits: Iterable[Hit], totals: dict[str, int]) -> tuple[Group, ...]:
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.group_key, []).append(hit)
    return tuple(
        Group(key, tuple(held), max(totals.get(key, 0), len(held))) for key, held in groups.items()
    )


def _counts(
    engine: Engine, plan: Plan, chosen: Chosen, grants: frozenset[str]
) -> tuple[dict[str, int], Counts]:
    """Hits of each document; and per dimension what each value would find, whatever is chosen of
    the same dimension."""
    free = [dimension for name, dimension in COUNTED.items() if not chosen.values.get(name)]
    asked = [(plan, [*free, Dimension.GROUP])]
    asked += [
        (plan.filtered(chosen.filters(grants, but=name)), [dimension])
        for name, dimension in COUNTED.items()
        if dimension not in free
    ]
    counts: Counts = {}
    for each in engine.counts_of(asked):
        counts |= each
    return counts.pop(Dimension.GROUP), counts


def _rank(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.key
