"""What belongs to a sentence that ends in a colon: the points that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .actors import Said

_END: Final = re.compile(r"(?<=[。！？\n])")
MOST_LINES: Final = 100
"""Of one text, so that a text whose every line ends in a colon costs no square of its length."""
_COLON: Final = ("：", ":")
MARK: Final = re.compile(
    r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．](?!\d)|[一二三四五六七八九十]{1,3}是|[①-⑳]|——|[-•·])"
)
"""The number or dot before a point."""
_FIRST: Final = re.compile(r"[：:]\s*(?:[（(]?[1一][）)、.．](?!\d)|一是|①)")


@dataclass(frozen=True, slots=True)
class Item:
    """One point: `label` what stands before it where it is a clause of its own, `text` word for
    word."""

    anchor: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its points. `lead`: the sentence before it, where this one (由县长决定启动)
    says nothing alone. `is_open`: it ends in a colon, and what follows (a table, what the reader
    may not see) is not among the points."""

    sentence: str
    items: tuple[Item, ...] = ()
    lead: str = ""

    @property
    def is_open(self) -> bool:
        return self.sentence.endswith(_COLON) and not self.items


def sentences(text: str) -> list[str]:
    return [sentence for piece in _END.split(text) if (sentence := piece.strip())]


def passages(clauses: Sequence[Said], at: int) -> Iterator[Passage]:
    """The sentences of one clause in their order, each with the points below it. A point that
    stands in the same text is also a passage of its own: somebody else may be its subject."""
    said = clauses[at]
    spoken = sentences(said.text)
    for index, sentence in enumerate(spoken):
        rest = spoken[index + 1 : index + 1 + MOST_LINES]
        ends = sentence.endswith(_COLON)
        if not ends and not _FIRST.search(sentence):
            leans = index > 0 and sentence.startswith("由")
            yield Passage(sentence, lead=spoken[index - 1] if leans else "")
            continue
        items = [Item(said.anchor, "", one) for one in _marked(rest)]
        if ends and len(items) == len(rest):
            items += _below(clauses, at)
        yield Passage(sentence, tuple(items))


def _marked(rest: Sequence[str]) -> Iterator[str]:
    for sentence in rest:
        if not MARK.match(sentence):
            return
        yield sentence


def _below(clauses: Sequence[Said], at: int) -> Iterator[Item]:
    """All clauses below it up to what is said of the whole list; below a paragraph without a
    number, those with one that follow."""
    here = clauses[at]
    follows = not here.label
    is_list = False
    for said in islice(clauses, at + 1, None):
        if said.depth < here.depth or (said.depth == here.depth and not (follows and said.label)):
            return
        if is_list and not said.label and said.depth == here.depth + 1:
            return
        if said.is_table:
            continue
        is_list = is_list or bool(said.label)
        gap = " " if said.heading and said.text else ""
        yield Item(said.anchor, said.label + gap, _own(said.text))


def _own(text: str) -> str:
    """What the number of a point governs: a paragraph behind it speaks of all points."""
    lines = text.strip().split("\n")
    for count, line in enumerate(lines, 1):
        if line.rstrip().endswith(("。", "；", ";")):
            return "\n".join(lines[:count])
    return text.strip()
