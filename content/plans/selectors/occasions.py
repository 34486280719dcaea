"""Of which response levels and situations a clause of a draft was read to speak, for those who
correct it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from content.plans.domain.response_rows import Response
from content.plans.domain.situations import cards_of
from content.plans.domain.spans import SpanKind
from content.plans.enums import ClauseKind
from content.plans.models import PlanVersion
from content.plans.selectors.corrections import POINTS_SHOWN, Point, Stretch, points_of
from content.plans.selectors.elements import sentences_of
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.responses import ladders
from content.plans.selectors.spoken import said_in

SHOWN: Final = 30
_PARTS: Final = {
    "conditions": gettext_lazy("启动条件"),
    "deciders": gettext_lazy("谁启动"),
    "actions": gettext_lazy("做什么"),
}


@dataclass(frozen=True, slots=True)
class LevelRead:
    """`what` is said of the level called `name`, in these words."""

    name: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class SituationRead:
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Occasions:
    """SHOWN of each at most; `of_levels`, `of_situations`: where in the original something may be
    said of them, none where the clause is not read for them."""

    levels: Sequence[LevelRead] = ()
    situations: Sequence[SituationRead] = ()
    of_levels: Sequence[Point] = ()
    of_situations: Sequence[Point] = ()


def occasions_of(text: ReadableText, stretch: Stretch) -> Occasions:
    """Of the clause of a stretch. Eight queries at most."""
    clause = stretch.clause
    if clause is None or clause.kind in (ClauseKind.NOTICE, ClauseKind.CLOSING):
        return Occasions()
    anchor = str(clause.anchor)
    levels = [
        one
        for ladder in ladders(text)
        for response in ladder.responses
        for one in _said_of(response, anchor)
    ][:SHOWN]
    cards = list(cards_of(said_in(text), only={anchor}))
    places = (
        _cells_of(text.version, stretch)
        if clause.kind == ClauseKind.TABLE
        else [*_heading_of(stretch), *sentences_of(text.version, stretch)]
    )
    situations = [SituationRead(card.situation, card.text) for card in cards[:SHOWN]]
    return Occasions(levels, situations, places, places)


def _said_of(response: Response, anchor: str) -> Iterator[LevelRead]:
    for name, what in _PARTS.items():
        for one in getattr(response, name):
            if one.anchor == anchor:
                yield LevelRead(response.name, str(what), one.text)


def _heading_of(stretch: Stretch) -> Iterator[Point]:
    clause = stretch.clause
    points = points_of(stretch)
    if clause is not None and clause.heading and points:
        yield Point(points[0].at, clause.label, begins_line=True)


def _cells_of(version: PlanVersion, stretch: Stretch) -> list[Point]:
    found = []
    for start, end, kind, _owner in version.spans:
        words = version.original[start:end].strip()
        if kind == SpanKind.CELL and stretch.start <= start < stretch.end and words:
            found.append(Point(start, words, begins_line=True))
    return found[:POINTS_SHOWN]
