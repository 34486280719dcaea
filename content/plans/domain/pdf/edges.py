"""Running heads, running feet and page numbers: what comes again at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ..extracted import RepairKind
from .glyphs import Sheet
from .rows import Piece, Row, rows_of

_EDGE: Final = 0.12
"""Share of the height of the page, at its top and at its foot, where heads and feet stand."""

_DEEP: Final = 2
_SAME: Final = 6.0
"""Points by which a running head may move from page to page."""

_SHARE: Final = 0.3
_DIGITS: Final = re.compile(r"\d+")
_MARKED: Final = re.compile(
    r"[-—–－·]+\s*\d{1,4}\s*[-—–－·]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
)
_BARE: Final = re.compile(r"\d{1,4}|[ivxlcIVXLC]{1,7}")


def edges_of(
    sheets: Sequence[Sheet], pieces: Sequence[list[Piece]]
) -> list[list[tuple[RepairKind, list[Piece]]]]:
    """For each page the lines at its edges that are no text of the document, top to bottom."""
    found = [
        [(row.text, row.bottom, row.pieces) for row in _at_edges(sheet, own)]
        for sheet, own in zip(sheets, pieces, strict=True)
    ]
    seen: Counter[tuple[str, int]] = Counter()
    for page in found:
        for key in {key for text, bottom, _ in page for key in _keys(text, bottom)}:
            seen[key] += 1
    often = max(2, int(_SHARE * len(sheets)))
    out: list[list[tuple[RepairKind, list[Piece]]]] = []
    for page in found:
        kept: list[tuple[RepairKind, list[Piece]]] = []
        for text, bottom, own in page:
            again = seen[(_key(text), round(bottom / _SAME))] >= often
            if _MARKED.fullmatch(text.strip()) or (again and _BARE.fullmatch(text.strip())):
                kept.append((RepairKind.PAGE_NUMBER, own))
            elif again:
                kept.append((RepairKind.RUNNING_HEAD, own))
        out.append(kept)
    return out


def _at_edges(sheet: Sheet, pieces: list[Piece]) -> list[Row]:
    rows = rows_of(pieces, sheet.number)
    top = [r for r in rows[:_DEEP] if r.bottom > (1 - _EDGE) * sheet.height]
    foot = [r for r in rows[-_DEEP:] if r.top < _EDGE * sheet.height]
    return top + [r for r in foot if r not in top]


def _key(text: str) -> str:
    """The text with its numbers taken as one and the same."""
    return re.sub(r"\s", "", _DIGITS.sub("#", text))


def _keys(text: str, bottom: float) -> set[tuple[str, int]]:
    """The place and its neighbours, so that no border between two of them matters."""
    at = round(bottom / _SAME)
    return {(_key(text), at + step) for step in (-1, 0, 1)}
