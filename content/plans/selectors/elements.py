"""Who was read to act in the clauses of a draft, for those who correct it."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from content.plans.domain.actor_offices import Office, offices_of
from content.plans.domain.actor_reader import Reader
from content.plans.domain.actors import Said, actors_of
from content.plans.domain.duty_tables import LEAST, tasks_in
from content.plans.domain.spans import SpanKind
from content.plans.models import PlanVersion
from content.plans.selectors.corrections import POINTS_SHOWN, Point, Stretch, points_of
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.spoken import said_in

_TOLD_APART: Final = 24
"""Characters by which a sentence is found among the places of a stretch."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`sentence`: the first of the clause that gives it something to do, word for word."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Who acts in a clause, and where in the original a sentence or a row of it begins; `offices`:
    who was read in it to hold one; `original`: all of the document."""

    actors: Sequence[Actor] = ()
    places: Sequence[Point] = ()
    offices: Sequence[Office] = ()
    original: str = ""


def actors_in(text: ReadableText, anchors: Collection[UUID]) -> Mapping[UUID, Sequence[Actor]]:
    """By clause, in the order of its text. Two queries at most."""
    return _actors(said_in(text), {str(anchor) for anchor in anchors})


def reading_of(text: ReadableText, stretch: Stretch) -> Reading:
    """Of the clause of a stretch, nothing of one that is not read for who acts in it. Two queries
    at most."""
    clause = stretch.clause
    if clause is None:
        return Reading()
    clauses = said_in(text)
    said = next((one for one in clauses if one.anchor == str(clause.anchor)), None)
    if said is None:
        return Reading()
    places = _rows_of(text.version, stretch, said) if said.rows else []
    if not places and said.text.strip():
        places = sentences_of(text.version, stretch)
    actors = _actors(clauses, {said.anchor}).get(clause.anchor, ())
    offices = [one for one in offices_of(clauses) if one.said.anchor == said.anchor]
    return Reading(actors, places, offices, text.version.original) if places else Reading()


def _actors(clauses: Sequence[Said], only: Collection[str]) -> dict[UUID, list[Actor]]:
    found: dict[UUID, list[tuple[int, str, Actor]]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    rows = {one.anchor: one.rows for one in clauses if one.rows}
    for actor in actors_of(clauses, only=only):
        held = {office.title for office in actor.offices}
        for duty in actor.duties:
            said = duty.said
            if duty.office in held or said.anchor not in only or (said.anchor, actor.name) in told:
                continue
            told.add((said.anchor, actor.name))
            table = rows.get(said.anchor)
            at = _row(table, duty.sentence) if table else said.text.find(duty.sentence)
            placed = (at, actor.name, Actor(actor.name, duty.sentence))
            found[UUID(said.anchor)].append(placed)
    return {anchor: [one for *_order, one in sorted(placed)] for anchor, placed in found.items()}


def _row(rows: Sequence[Sequence[str]], sentence: str) -> int:
    """Which row of a table of duties says it."""
    found = (
        at
        for at, row in enumerate(rows)
        if any(len(cell.strip()) >= LEAST and cell.strip() in sentence for cell in row)
    )
    return next(found, len(rows))


def _rows_of(version: PlanVersion, stretch: Stretch, said: Said) -> list[Point]:
    """The cells of a table of duties that say what is to be done."""
    tasks = [_squeezed(one.sentence) for one in tasks_in(said, Reader({}))]
    found: list[Point] = []
    for start, end, kind, _owner in version.spans:
        if kind != SpanKind.CELL or not stretch.start <= start < stretch.end:
            continue
        words = version.original[start:end].strip()
        plain = _squeezed(words)
        if plain and any(one.startswith(plain) or f"：{plain}" in one for one in tasks):
            found.append(Point(start, words, begins_line=True))
    return found[:POINTS_SHOWN]


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
    wanted = _squeezed(sentence)
    for point in points:
        written = _squeezed(point.words)
        if written.startswith(wanted[:_TOLD_APART]) or f"：{written}" in f"：{wanted}":
            return point.at
    return points[0].at if points else None


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)
