"""Running heads, running feet and page numbers: what comes again at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, TypeAlias

from ..extracted import RepairKind
from ..numbers import number_of
from ..script import folded
from .glyphs import Sheet
from .rows import Piece, Row, rows_of
from .wraps import ENDS

EDGE: Final = 0.12
"""Share of the height of the page, at its top and at its foot, where heads and feet stand."""

_DEEP: Final = 2
_SAME: Final = 6.0
"""Points by which a running head may move from page to page."""

_SHARE: Final = 0.3
_ALWAYS: Final = 0.8
"""Share of the pages on which a line is no text that is set like it or is numbered as an item."""

_LIKE: Final = 1.15
_DIGITS: Final = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_NUMBER: Final = "\x00"
_MARKED: Final = re.compile(
    r"[-—–－·]+\s*\d{1,4}\s*[-—–－·]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
)
_BARE: Final = re.compile(r"\d{1,4}|[ivxlcIVXLC]{1,7}")

_Key: TypeAlias = tuple[str, int, int]
"""Words, how far its number is from the count of the pages, and the place on the page."""


def edges_of(
    sheets: Sequence[Sheet], pieces: Sequence[list[Piece]]
) -> list[list[tuple[RepairKind, list[Piece]]]]:
    """For each page the lines at its edges that are no text of the document, top to bottom."""
    found = [_at_edges(sheet, own) for sheet, own in zip(sheets, pieces, strict=True)]
    seen: Counter[_Key] = Counter()
    for number, page in enumerate(found):
        seen.update({near for row, *_ in page for near in _near(row.text, row.bottom, number)})
    often = max(2, int(_SHARE * len(sheets)))
    always = max(2, int(_ALWAYS * len(sheets)))
    rare = [_rare(page, number, seen, often) for number, page in enumerate(found)]
    out: list[list[tuple[RepairKind, list[Piece]]]] = []
    for number, page in enumerate(found):
        kept: list[tuple[RepairKind, list[Piece]]] = []
        for row, is_near, is_small in page:
            text, own = row.text, row.pieces
            at = round(row.bottom / _SAME)
            times = _times(row, number, seen)
            counts_pages = times > seen[("".join(text.split()), 0, at)]
            is_item = not is_small and not counts_pages and number_of(folded(text.strip()))
            others = sum(1 for places in rare if at in places)
            is_among_text = not is_small and others > 1 and 2 * others >= len(sheets) - times
            is_text = is_near or is_item or is_among_text
            # A part of its own counts its pages anew, and may have but a few.
            counts = _BARE.fullmatch(text.strip()) and times > 1 and seen[(_NUMBER, 0, at)] >= often
            if _MARKED.fullmatch(text.strip()) or counts:
                kept.append((RepairKind.PAGE_NUMBER, own))
            elif times >= (always if is_text else often) and not ENDS.search(text.strip()):
                kept.append((RepairKind.RUNNING_HEAD, own))
        out.append(kept)
    return out


def _times(row: Row, number: int, seen: Counter[_Key]) -> int:
    at = round(row.bottom / _SAME)
    return max(seen[(*key, at)] for key in _keys(row.text, number))


def _rare(
    page: Sequence[tuple[Row, bool, bool]], number: int, seen: Counter[_Key], often: int
) -> set[int]:
    """Where lines of its text stand at its edges: of most others, text may begin there, too."""
    at = {round(row.bottom / _SAME) for row, *_ in page if _times(row, number, seen) < often}
    return {place + step for place in at for step in (-1, 0, 1)}


def _at_edges(sheet: Sheet, pieces: list[Piece]) -> list[tuple[Row, bool, bool]]:
    """The lines at the top and at the foot, each with whether it is set like the text beside it,
    and whether in smaller letters."""
    rows = rows_of(pieces, sheet.number)
    gaps = [_middle(above) - _middle(below) for above, below in pairwise(rows)]
    pitch = median(gaps) if gaps else 0.0
    usual = median(row.size for row in rows) if rows else 0.0

    def set_as(at: int, beside: int) -> tuple[Row, bool, bool]:
        row = rows[at]
        is_small = row.size * _LIKE < usual
        if not 0 <= beside < len(rows):
            return row, False, is_small
        other = rows[beside]
        sizes = (row.size, other.size, usual)
        is_near = abs(_middle(row) - _middle(other)) <= _LIKE * pitch
        return row, is_near and max(sizes) <= _LIKE * min(sizes), is_small

    top = [at for at, r in enumerate(rows[:_DEEP]) if r.bottom > (1 - EDGE) * sheet.height]
    last = range(max(0, len(rows) - _DEEP), len(rows))
    foot = [at for at in last if rows[at].top < EDGE * sheet.height and at not in top]
    return [set_as(at, at + 1) for at in top] + [set_as(at, at - 1) for at in foot]


def _middle(row: Row) -> float:
    return (row.top + row.bottom) / 2


def _keys(text: str, page: int) -> set[tuple[str, int]]:
    """What the same line has on another page: its words and numbers, or all of them but one that
    counts the pages. Lines that differ in any other number are text: 第12条, 第36条."""
    plain = "".join(text.split())
    counted = {
        (f"{plain[: found.start()]}{_NUMBER}{plain[found.end() :]}", int(found.group()) - page)
        for found in _DIGITS.finditer(plain)
    }
    return {(plain, 0)} | counted


def _near(text: str, bottom: float, page: int) -> set[_Key]:
    """The place and its neighbours, so that no border between two of them matters."""
    keys = _keys(text, page)
    if _BARE.fullmatch(text.strip()):
        keys.add((_NUMBER, 0))
    at = round(bottom / _SAME)
    return {(*key, at + step) for key in keys for step in (-1, 0, 1)}
