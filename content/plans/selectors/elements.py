"""Who was read to act in the clauses of a draft, for those who correct it."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from content.plans.domain.actors import actors_of
from content.plans.domain.spans import SpanKind
from content.plans.models import PlanVersion
from content.plans.selectors.corrections import Point, Stretch, points_of
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.spoken import said_in

_TOLD_APART: Final = 24
"""Characters by which a sentence is found among the places of a stretch."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`sentence`: the first of the clause that gives it something to do, word for word."""

    name: str
    sentence: str


def actors_in(text: ReadableText, anchors: Collection[UUID]) -> Mapping[UUID, Sequence[Actor]]:
    """By clause, in the order of its text. One query."""
    only = {str(anchor) for anchor in anchors}
    found: dict[UUID, list[tuple[int, str, Actor]]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    for actor in actors_of(said_in(text), only=only):
        for duty in actor.duties:
            said = duty.said
            if duty.office or said.anchor not in only or (said.anchor, actor.name) in told:
                continue
            told.add((said.anchor, actor.name))
            at = said.text.find(duty.sentence)
            row = (at, actor.name, Actor(actor.name, duty.sentence))
            found[UUID(said.anchor)].append(row)
    return {anchor: [one for *_order, one in sorted(rows)] for anchor, rows in found.items()}


def sentences_of(version: PlanVersion, stretch: Stretch) -> list[Point]:
    """Where the sentences of its text begin, without those of its heading."""
    begins = [
        start
        for start, _end, kind, _owner in version.spans
        if kind == SpanKind.CLAUSE and stretch.start <= start < stretch.end
    ]
    if not begins:
        return []
    points = points_of(stretch)
    first = min(begins)
    line = version.original[first : stretch.end].split("\n", 1)[0]
    own = [] if any(one.at == first for one in points) else [Point(first, line.strip(), False)]
    return [*own, *(one for one in points if one.at >= first)]


def place_of(sentence: str, points: Sequence[Point]) -> int | None:
    """Where a sentence as it was read begins in the original; the first place where its words are
    written otherwise there."""
    wanted = _squeezed(sentence)[:_TOLD_APART]
    for point in points:
        if _squeezed(point.words).startswith(wanted):
            return point.at
    return points[0].at if points else None


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)
