"""Which line goes on in the next: it is full, and the next begins no paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .rows import Row

ENDS: Final = re.compile(r"[。！？；：.!?;:][”’」』）)]*$")
STARTS: Final = re.compile(
    r"第[一二三四五六七八九十百零\d]+[章节条编篇部]|[一二三四五六七八九十]{1,3}[、．.]|[（(]?[一二三四五六七八九十\d]{1,3}[）)]"
    r"|[㈠-㈩①-⑳]|\d{1,3}(?:[.．]\d{1,3})*(?:[、.．]|\s)|附\s*[件表录图]"
    r"|第[一二三四五六七八九十\d]{1,3}步|(?:情形|情况|场景)[一二三四五六七八九十\d]{1,2}[：:、\s]"
    r"|(?:[QA问答]\d{0,3}|问题[一二三四五六七八九十\d]{1,3})[：:]"
    r"|[（(]?(?:[Ⅰ-Ⅳ]|I{1,3}|IV|[一二三四])级[）)（(响应预]|[红橙黄蓝]色(?:[（(]|预警$|响应$)"
)
_OF_CONTENTS: Final = re.compile(r"(?:[.．·…‥⋯]\s*){3,}[-—–－\s]*\d{1,4}[-—–－\s]*$")
"""Leaders and the number of a page: a line of the contents fills its column and is whole."""
SLACK: Final = 1.7
"""Ems that a full line may end before the margin: a sign that may not begin a line, a word."""

_INDENT: Final = 0.7
_PITCH: Final = 1.2
_ENOUGH: Final = 8
_NARROWEST: Final = 0.55
_INDENTED: Final = 0.1
_BROKEN: Final = 2

Key = tuple[int, int, int]


def wrapped(rows: Sequence[Row], widths: Sequence[float]) -> list[bool]:
    """For each line whether the next one continues it, a table being none. `widths`: page widths
    by number − 1."""
    margins = _margins(rows, widths)
    pitches = _pitches(rows)
    indents = _has_indents(rows, margins, widths)
    return [
        *(_goes_on(a, b, margins, widths, pitches, indents) for a, b in pairwise(rows)),
        False,
    ][: len(rows)]


def _key(row: Row, widths: Sequence[float]) -> Key:
    return (*row.column, round(widths[row.page - 1]))


def _margins(rows: Sequence[Row], widths: Sequence[float]) -> dict[Key, tuple[float, float]]:
    """Left and right margin of each column, as most of the document has them."""
    grouped: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        if row.table is not None:
            continue
        grouped[_key(row, widths)].append(row)
    out: dict[Key, tuple[float, float]] = {}
    for key, own in grouped.items():
        left = sorted(row.left for row in own)[len(own) // 50]
        rights = sorted(row.right for row in own if not row.cells) or [row.right for row in own]
        right = rights[-min(3, len(rights))]
        edge = max(right, left + _NARROWEST * key[2] / key[0])
        if key[0] == 1 and not _is_seen(own, edge):
            edge = max(edge, key[2] - left)
        out[key] = (left, edge)
    return out


def _is_seen(rows: Sequence[Row], right: float) -> bool:
    """Whether lines break at this margin: some reach it and end no sentence. Where all paragraphs
    are short the longest of them are none that were broken; the page is as wide as its other
    margin leaves it."""
    full = [row for row in rows if row.right >= right - SLACK * (row.em or row.size / 1.3)]
    return sum(1 for row in full if not ENDS.search(row.text)) >= _BROKEN


def _pitches(rows: Sequence[Row]) -> dict[int, float]:
    """For each size of type, in points, the distance between lines within a paragraph, in line
    heights: the small ones, where paragraphs of one line are many and stand further apart. A size
    of few lines has that of the whole document."""
    steps: dict[int, list[float]] = defaultdict(list)
    for a, b in pairwise(rows):
        if (a.page, a.column, a.table, b.table) != (b.page, b.column, None, None):
            continue
        if a.bottom > b.bottom:
            steps[_size(a)].append((a.bottom - b.bottom) / a.size)
    every = sorted(step for own in steps.values() for step in own)
    return {
        size: (sorted(own)[len(own) // 5] if len(own) >= _ENOUGH else every[len(every) // 5])
        for size, own in steps.items()
    }


def _size(row: Row) -> int:
    return round(row.em or row.size / 1.3)


def _has_indents(
    rows: Sequence[Row], margins: dict[Key, tuple[float, float]], widths: Sequence[float]
) -> bool:
    """Whether the document begins its paragraphs two characters in, as most do."""
    steps = [(row.left - margins[_key(row, widths)][0]) / row.em for row in rows if row.em]
    return sum(1 for step in steps if 1.5 < step < 2.5) > _INDENTED * len(steps)


def _goes_on(
    a: Row,
    b: Row,
    margins: dict[Key, tuple[float, float]],
    widths: Sequence[float],
    pitches: dict[int, float],
    indents: bool,
) -> bool:
    if a.cells or b.cells or (a.em and b.em and abs(a.em - b.em) > 0.12 * b.em):
        return False
    if _OF_CONTENTS.search(a.text):
        return False
    em = a.em or b.em or a.size / 1.3
    if a.right < margins[_key(a, widths)][1] - SLACK * em - room_for(b, em):
        return False
    beside = (a.page, a.column) == (b.page, b.column)
    if beside and (a.bottom - b.bottom) / a.size > pitches.get(_size(a), 1.0) * _PITCH:
        return False
    indented = b.left > margins[_key(b, widths)][0] + _INDENT * em
    # A full line without an end goes on below; an indent tells that something new begins where
    # the document indents its paragraphs, and after a full stop everywhere.
    if ENDS.search(a.text):
        # Nor does white space tell across a page where paragraphs are not indented.
        return (beside or indents) and not indented and not STARTS.match(b.text)
    return not (indented and (indents or STARTS.match(b.text)))


def room_for(row: Row, em: float) -> float:
    """Points. Latin words are not parted: the line before one ends where it would not have fit."""
    word = re.match(r"[!-~]+", row.text)
    return len(word[0]) * em * 0.55 if word else 0.0
