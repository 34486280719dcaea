"""The situations of a plan as its page shows them: the cases first, then the sentences by section,
each sentence once, a chapter and more to a page."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from content.plans.domain import situation_words
from content.plans.domain.paging import CLAUSE_COST, READ_OUT_BUDGET, page_numbers
from content.plans.domain.situations import Card, Situation
from content.plans.selectors.situations import Chapter

_SHORT: Final = 7
"""Signs of a case that may say nothing without the heading it stands under: 震后, 人员变动的."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, with its place on the page and the cases in it, [begins, ends) of its text."""

    number: int
    card: Card
    cases: Sequence[tuple[int, int]]

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The words in stretches, and whether one is a case."""
        at = 0
        for begins, ends in sorted(self.cases):
            if at <= begins < ends:
                yield self.card.text[at:begins], False
                yield self.card.text[begins:ends], True
                at = ends
        yield self.card.text[at:], False


@dataclass(frozen=True, slots=True)
class Case:
    """`number` is that of the first sentence about it."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    where: Sequence[str]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter, or what of it stands on a page."""

    label: str
    cases: Sequence[Case]
    sections: Sequence[Section]


def pages_of(chapters: Sequence[Chapter]) -> list[list[Part]]:
    """One page at least."""
    rows = [
        (chapter.label, one)
        for chapter in chapters
        for situation in chapter.situations
        for one in _cut(situation)
    ]
    depths = [0 if not at or rows[at - 1][0] != row[0] else 1 for at, row in enumerate(rows)]
    numbers = page_numbers(depths, [_length(one.cards) for _label, one in rows], READ_OUT_BUDGET)
    found = groupby(zip(numbers, rows, strict=True), key=lambda each: each[0])
    named = Counter(one.name for chapter in chapters for one in chapter.situations)
    again = {name for name, times in named.items() if times > 1}
    return [_page([row for _number, row in group], again) for _page_number, group in found] or [[]]


def _cut(situation: Situation) -> Iterator[Situation]:
    """In pieces of a page, each of one sentence at least; whole where that is enough. What a
    clause says again word for word is one sentence of the page."""
    once = {(one.said.anchor, one.text, one.begins, one.ends): one for one in situation.cards}
    piece: list[Card] = []
    for card in once.values():
        if piece and 3 * _length([*piece, card]) + CLAUSE_COST > READ_OUT_BUDGET:
            yield replace(situation, cards=piece)
            piece = []
        piece.append(card)
    yield replace(situation, cards=piece)


def _length(cards: Sequence[Card]) -> int:
    """In characters, with what stands around each sentence of several."""
    return sum(len(card.text) + sum(len(item.text) for item in card.items) + 150 for card in cards)


def _page(rows: Sequence[tuple[str, Situation]], again: Collection[str]) -> list[Part]:
    parts: list[Part] = []
    number = 0
    for label, found in groupby(rows, key=lambda row: row[0]):
        cases: list[Case] = []
        sections: list[Section] = []
        for where, there in groupby((one for _label, one in found), key=lambda one: one.where):
            lines: dict[tuple[str, str], Line] = {}
            for situation in there:
                for at, card in enumerate(situation.cards):
                    key = (card.said.anchor, card.text)
                    line = lines.get(key)
                    spot = (card.begins, card.ends)
                    if line is None:
                        number += 1
                        lines[key] = Line(number, card, [spot])
                    else:
                        lines[key] = Line(line.number, line.card, [*line.cases, spot])
                    if not at:
                        cases.append(Case(_name(situation, again), lines[key].number))
            sections.append(Section(where, list(lines.values())))
        parts.append(Part(label, cases, sections))
    return parts


def _name(situation: Situation, again: Collection[str]) -> str:
    """With its section where the words alone say too little, or say the same twice (`again`)."""
    is_vague = len(situation.name) <= _SHORT or situation_words.POINTS.search(situation.name)
    if (is_vague or situation.name in again) and situation.where:
        return f"{situation.where[-1]}：{situation.name}"
    return situation.name
