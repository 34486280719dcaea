"""Finding a place again: by its own words, and among several by the words around it.

The selector is that of the W3C Web Annotation model (exact text with prefix and suffix), on a
text without white space, so that another wrapping or indenting of the file moves nothing.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from content.plans.domain.lines import LINE

from .model import AROUND, OWN, Correction, Locator

_RUN: Final = re.compile(r"\S+")
_Made = tuple[str, Locator]
"""In which text a place was pointed at, and what names it."""


class Squeezed:
    """The text without white space, each line that says something between two line ends.

    `origin[i]` is the offset of its character i in the text; that of a line end is the offset
    behind the line before it.
    """

    def __init__(self, original: str) -> None:
        parts, origin = ["\n"], array("l", [0])
        for line in LINE.finditer(original):
            before = len(parts)
            for run in _RUN.finditer(original, line.start(), line.end()):
                parts.append(run[0])
                origin.extend(range(run.start(), run.end()))
            if len(parts) > before:
                parts.append("\n")
                origin.append(line.end())
        self.text: str = "".join(parts)
        self.origin: Sequence[int] = origin

    def index(self, offset: int) -> int:
        """Where the first character at or behind `offset` of the original stands."""
        found = bisect_left(self.origin, offset, 1)
        if self.text[found : found + 1] == "\n":
            found += 1
        # Behind the last of all there is only that one.
        return min(found, len(self.text) - 2)

    def locate(self, offset: int) -> Locator:
        """What names the place at `offset` of the original."""
        at = self.index(offset)
        stop = self.text.find("\n", at, at + OWN)
        end = min(at + OWN, len(self.text)) if stop < 0 else stop + 1
        start = at - 1 if self.text[at - 1] == "\n" else at
        words = self.text[start:end]
        return Locator(
            words,
            self.text[max(0, start - AROUND) : start],
            self.text[end : end + AROUND],
            sum(1 for place in self._places(words) if place < start),
        )

    def find(self, locator: Locator) -> list[tuple[int, int]]:
        """(likeness, offset in the original) of every place with these words, the likeliest
        first."""
        found = []
        for number, place in enumerate(self._places(locator.text)):
            end = place + len(locator.text)
            before = self.text[max(0, place - AROUND) : place]
            after = self.text[end : end + AROUND]
            alike = _shared(before[::-1], locator.before[::-1]) + _shared(after, locator.after)
            at = place + (locator.text[0] == "\n")
            found.append((alike, -abs(number - locator.nth), self.origin[at]))
        return [(alike, at) for alike, _, at in sorted(found, key=lambda f: (-f[0], -f[1], f[2]))]

    def line(self, offset: int) -> str:
        """The line at `offset`, as a table names its last one."""
        at = self.index(offset)
        start = self.text.rfind("\n", 0, at) + 1
        return self.text[start : self.text.find("\n", start)][:OWN]

    def _places(self, words: str) -> list[int]:
        places, at = [], self.text.find(words)
        while at >= 0:
            places.append(at)
            at = self.text.find(words, at + 1)
        return places


def _shared(first: str, second: str) -> int:
    """Characters that both begin with."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))))


def resolve(squeezed: Squeezed, corrections: Sequence[Correction]) -> list[int | None]:
    """Offset in the original of each correction; None where its words are gone.

    Where a line stood twice in one text and one of the two is gone, the other keeps what was said
    of it, and nothing is said of it that was said of the one that is gone. What was said of it in
    several texts is all said of it, for its surroundings may have changed meanwhile.
    """
    by_words: dict[str, set[_Made]] = {}
    for correction in corrections:
        if correction.at.text:
            made = (correction.made_in, correction.at)
            by_words.setdefault(correction.at.text, set()).add(made)
    where: dict[_Made, int] = {}
    for all_made in by_words.values():
        claims = [
            (-alike, made[1].nth, made, at)
            for made in all_made
            for alike, at in squeezed.find(made[1])
        ]
        taken: dict[tuple[str, int], int] = {}
        # Sorted alike keeps the order of likeliness of one locator.
        for _, nth, made, at in sorted(claims, key=lambda claim: claim[:2]):
            if made not in where and taken.setdefault((made[0], at), nth) == nth:
                where[made] = at
    return [where.get((correction.made_in, correction.at)) for correction in corrections]


def clean_offset(text: str, origin: Sequence[int], offset: int) -> int:
    """Where a place of the original stands in the clean text: on its first character that is no
    white space."""
    at = bisect_left(origin, offset)
    return at + len(list(takewhile(str.isspace, text[at : at + 1000])))
