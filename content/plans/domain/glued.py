"""Headings glued into one line: a chapter, or the whole document, in a single paragraph.

A number inside a line splits it only where a run 1, 2, 3 … of the same style stands behind
sentence ends; a lone （一） inside a sentence is a quotation and stays.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from .lines import Line, part
from .numbers import Number, number_of

_INSIDE: Final = re.compile(
    r"(?<=[。！!？?；;）)”》\u4e00-\u9fff])\s*(?="
    r"第[一二三四五六七八九十百]{1,4}[章节条编]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[)）]|[㈠-㈩]|\d{1,2}[.．](?!\d)|[（(]\d{1,2}[)）])"
)
_ANNEXES: Final = re.compile(r"(?:\d{1,2}\s+)?附\s*[件录]\s*[:：]?\s*(?=\d)")
_DOTTED: Final = re.compile(r"(?:^|(?<=[；;、，,:：\s]))\d{1,2}\.\d{1,2}(?![\d.])")
_NAME: Final = re.compile(r"[^。！？!?]{2,40}[。；;]?\s*")
_INNER: Final = re.compile(r"(?<=[\s。])\d{1,2}(?:[.．]\d{1,2}){1,5}(?=\s*[\u4e00-\u9fffⅠ-ⅫIVX])")
_MERE_NAME: Final = re.compile(r"[\s、.．]*[\u4e00-\u9fffⅠ-ⅫIVX“”（）()]{2,20}\s+")
_CIRCLES: Final = re.compile(r"[①-⑳]")
_SHORT_NAME: Final = re.compile(r"[\s、.．]*[\u4e00-\u9fff“”（）()]{2,20}[：:]?\s*")
_SHORTEST_ITEM: Final = 3
_CHAPTERS: Final = frozenset({"bare", "dec_dot", "dec_comma"})
_SENTENCE_END: Final = "。！!？?"
_SHORTEST: Final = 120
_HEADING: Final = 45
_PIECE: Final = 2000


def split_glued(text: str, line: Line) -> list[Line]:
    """Parts of a line at the numbers inside it; the line itself when there are none."""
    if line.level or line.key is not None:
        return [line]
    if edges := _annexes(line.plain):
        pieces = [part(text, line.start + a, line.start + b) for a, b in pairwise(edges)]
        return [piece for piece in pieces if piece is not None]
    if inside := _outline(line.plain) or _circled(line.plain):
        edges = [0, *inside, len(line.text)]
        pieces = [part(text, line.start + a, line.start + b) for a, b in pairwise(edges)]
        return [one for piece in pieces if piece is not None for one in _split_runs(text, piece)]
    return _split_runs(text, line)


def _split_runs(text: str, line: Line) -> list[Line]:
    if len(line.text) < _SHORTEST:
        return [line]
    marks = _marks(line.plain)
    if not marks:
        return [line]
    cuts = _runs(line.plain, marks)
    if not cuts:
        return [line]
    edges = [0, *cuts, len(line.text)]
    pieces = [part(text, line.start + a, line.start + b) for a, b in pairwise(edges)]
    return [piece for piece in pieces if piece is not None]


def _outline(text: str) -> list[int]:
    """Where the numbers stand that go on from that of the line: its own first, 1.1 behind the mere
    name of 1, and behind that after a sentence the next of its rank or of one above."""
    opening = number_of(text)
    if opening is None or not (opening.style.startswith("multi") or opening.style in _CHAPTERS):
        return []
    cuts: list[int] = []
    path, behind = opening.path, opening.length
    for match in _INNER.finditer(text, opening.length):
        number = number_of(text[match.start() : match.start() + 30])
        if number is None or not number.style.startswith("multi"):
            continue
        between = text[behind : match.start()]
        if number.path == (*path, 1):
            goes_on = _MERE_NAME.fullmatch(between) is not None
        else:
            above = path[: len(number.path)]
            is_next = number.path == (*above[:-1], above[-1] + 1)
            goes_on = bool(cuts) and is_next and between.rstrip()[-1:] in _SENTENCE_END
        if goes_on:
            cuts.append(match.start())
            path, behind = number.path, match.start() + number.length
    return cuts


def _circled(text: str) -> list[int]:
    """Where ① and those after it stand behind the mere name of a numbered line."""
    places = [found.start() for found in _CIRCLES.finditer(text)]
    opening = number_of(text)
    if (
        opening is None
        or len(places) < 2
        or not _SHORT_NAME.fullmatch(text, opening.length, places[0])
    ):
        return []
    counted = [ord(text[at]) - ord("①") for at in places] == list(range(len(places)))
    edges = [*places, len(text)]
    return places if counted and all(b - a > _SHORTEST_ITEM for a, b in pairwise(edges)) else []


def _annexes(text: str) -> list[int]:
    """Where each piece of a line begins that is nothing but a list 9.1 …; 9.2 …, and where the
    last ends; nothing for another line."""
    lead = _ANNEXES.match(text)
    first = lead.end() if lead else 0
    places = [found.start() for found in _DOTTED.finditer(text) if found.start() >= first]
    if len(places) < 2 or places[0] != first:
        return []
    edges = [*places, len(text)]
    chapter = None
    for at, (a, b) in enumerate(pairwise(edges), start=1):
        number = number_of(text[a:b])
        if number is None or number.style != "multi2" or number.ordinal != at:
            return []
        chapter = chapter or number.path[0]
        if number.path[0] != chapter or not _NAME.fullmatch(text[a + number.length : b]):
            return []
    return edges if first == 0 else [0, *edges]


def _marks(text: str) -> list[tuple[int, Number]]:
    marks: list[tuple[int, Number]] = []
    for match in _INSIDE.finditer(text):
        number = number_of(text[match.end() : match.end() + 12])
        if number is not None and match.end() > 0:
            marks.append((match.end(), number))
    return marks


def _runs(text: str, marks: list[tuple[int, Number]]) -> list[int]:
    """Offsets of the numbers that are members of a run of at least two."""
    opening = number_of(text[:12])
    expected: dict[str, int] = {}
    waiting: dict[str, int] = {}
    if opening is not None:
        expected[opening.style] = opening.ordinal + 1
    cuts: set[int] = set()
    previous_cut = opening.length if opening else 0
    for at, number in marks:
        ends = text[:at].rstrip()[-1:] in _SENTENCE_END
        heading = (
            previous_cut > 0
            and at - previous_cut <= _HEADING
            and not re.search(r"[，,；;。]", text[previous_cut:at])
        )
        if number.ordinal == 1 and (ends or heading):
            waiting[number.style] = at
            expected[number.style] = 2
            previous_cut = at + number.length
        elif ends and number.ordinal == expected.get(number.style):
            if (first := waiting.pop(number.style, None)) is not None:
                cuts.add(first)
            cuts.add(at)
            expected[number.style] = number.ordinal + 1
            previous_cut = at + number.length
    return sorted(cuts)


def split_long(text: str, line: Line) -> list[Line]:
    """An endless paragraph cut behind sentence ends into pieces of about 2 000 characters."""
    if len(line.text) <= 2 * _PIECE:
        return [line]
    pieces: list[Line] = []
    at = 0
    while at < len(line.text):
        stop = min(at + _PIECE, len(line.text))
        if stop < len(line.text):
            found = max(line.text.rfind(mark, at + _PIECE // 2, stop) for mark in "。；！？;")
            stop = found + 1 if found > at else stop
        piece = part(text, line.start + at, line.start + stop)
        if piece is not None:
            pieces.append(piece)
        at = stop
    return pieces
