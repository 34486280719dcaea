"""From the characters of a page to its lines, in the order they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from ..lines import Line
from ..numbers import numbers_of
from .glyphs import Glyph, Sheet

if TYPE_CHECKING:
    from .tables import Ruled

_SPLIT: Final = 2.0
"""Ems of white between two pieces of a line that belong to different cells or columns."""

_WIDE: Final = "\u2e80"
"""The first of the characters that fill an em."""

_FEWEST_ROWS: Final = 3
_FILL: Final = 0.6


@dataclass(slots=True)
class Piece:
    """Characters that follow each other on one line without a wide gap. `em`: width of a Chinese
    character, 0 where there is none. `first`, `last`: their places in the list they come from.
    `table`: it stands for a table that begins there."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    em: float = 0.0
    first: int = 0
    last: int = 0
    table: Ruled | None = None

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 1.0)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Row:
    """One line of a page or of a column. `column`: (how many columns, which one). `cells`: it has
    the gaps of a table, or stands for one."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    em: float
    page: int
    column: tuple[int, int] = (1, 0)
    cells: bool = False
    pieces: list[Piece] = field(default_factory=list)

    @property
    def table(self) -> Ruled | None:
        return self.pieces[0].table


def pieces_of(glyphs: Sequence[Glyph]) -> list[Piece]:
    """Pieces in the order the file draws them."""
    out: list[Piece] = []
    last: Piece | None = None
    space: Glyph | None = None
    for at, glyph in enumerate(glyphs):
        char, left, bottom, right, top, _made = glyph
        if char.isspace() and char != "\u3000":
            space = space or glyph
            continue
        if last is not None and _continues(last, left, bottom, top):
            if space is not None and _is_word_gap(last.text[-1], char, space):
                last.text += " "
            last.text += char
            last.last = at
            if char >= _WIDE and right - left > last.em:
                last.em = right - left
            if right > last.right:
                last.right = right
            if top > last.top:
                last.top = top
            if bottom < last.bottom:
                last.bottom = bottom
        elif char == "\u3000":
            continue
        else:
            em = right - left if char >= _WIDE else 0.0
            last = Piece(char, left, bottom, right, top, em, at, at)
            out.append(last)
        space = None
    for piece in out:
        piece.text = piece.text.rstrip("\u3000")
    return out


def _continues(piece: Piece, left: float, bottom: float, top: float) -> bool:
    size = min(piece.top - piece.bottom, top - bottom)
    size = size if size > 1.0 else 1.0
    return (
        piece.bottom < (top + bottom) / 2 < piece.top
        and -0.6 * size < left - piece.right < _SPLIT * size * 0.7
    )


def _is_word_gap(before: str, after: str, space: Glyph) -> bool:
    """A space that somebody wrote stays; one that PDFium made of a gap only between words."""
    return not space.made or (before < _WIDE and after < _WIDE)


def rows_of(pieces: Sequence[Piece], page: int, column: tuple[int, int] = (1, 0)) -> list[Row]:
    """Lines from the top down, pieces on one level joined from left to right."""
    levels: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: -p.middle):
        for level in levels[-3:] if piece.table is None else ():
            if level[0].table is None and level[0].bottom < piece.middle < level[0].top:
                level.append(piece)
                break
        else:
            levels.append([piece])
    return [_row(sorted(level, key=lambda p: p.left), page, column) for level in levels]


def _row(pieces: list[Piece], page: int, column: tuple[int, int]) -> Row:
    text, cells = pieces[0].text, pieces[0].table is not None
    for before, piece in pairwise(pieces):
        wide = piece.left - before.right > _SPLIT * 0.7 * min(before.size, piece.size)
        text += ("\t" if wide else "") + piece.text
        cells = cells or (wide and not _is_number(text.split("\t")[0]))
    return Row(
        text, pieces[0].left, min(p.bottom for p in pieces), max(p.right for p in pieces),
        max(p.top for p in pieces), max(p.size for p in pieces), max(p.em for p in pieces),
        page, column, cells, pieces,
    )  # fmt: skip


def _is_number(text: str) -> bool:
    found = numbers_of([Line(0, len(text) + 1, f"{text} ")])[0]
    return found is not None and found.length >= len(text)


def in_columns(pieces: list[Piece], sheet: Sheet) -> list[Row]:
    """Lines in reading order: across the page, or down the first column and then the second.
    What reaches over the gutter ends both columns above it."""
    gutter = gutter_of(pieces)
    if gutter is None:
        return rows_of(pieces, sheet.number)
    out: list[Row] = []
    band: list[Piece] = []
    for row in rows_of(pieces, sheet.number):
        across = [p for p in row.pieces if p.left < gutter - 1 and p.right > gutter + 1]
        if across:
            out.extend(_columns(band, gutter, sheet.number))
            out.append(row)
            band = []
        else:
            band.extend(row.pieces)
    out.extend(_columns(band, gutter, sheet.number))
    return out


def _columns(band: list[Piece], gutter: float, page: int) -> list[Row]:
    left = [p for p in band if p.right <= gutter + 1]
    right = [p for p in band if p.right > gutter + 1]
    return rows_of(left, page, (2, 0)) + rows_of(right, page, (2, 1))


def gutter_of(pieces: Sequence[Piece]) -> float | None:
    """Where the white between two columns is, if the page has two: both sides are filled with
    lines of text side by side, and few lines reach across."""
    if len(pieces) < 2 * _FEWEST_ROWS:
        return None
    low, high = min(p.left for p in pieces), max(p.right for p in pieces)
    width = max(high - low, 1.0)
    starts = sorted({round(p.left) for p in pieces if 0.35 < (p.left - low) / width < 0.65})
    best: tuple[int, float] | None = None
    for start in starts:
        left = [p for p in pieces if p.right < start - 2]
        right = [p for p in pieces if p.left >= start - 1]
        across = len(pieces) - len(left) - len(right)
        if not left or not right or across > 0.25 * len(pieces):
            continue
        edge = max(p.right for p in left)
        if (
            edge < start - 2
            and (best is None or across < best[0])
            and median(p.right - p.left for p in left) >= _FILL * (edge - low)
            and median(p.right - p.left for p in right) >= _FILL * (high - start)
            and _side_by_side(left, right)
        ):
            best = (across, (edge + start) / 2)
    return best[1] if best else None


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether enough lines of the one column stand beside lines of the other."""
    beside = (p for p in right if any(q.bottom < p.middle < q.top for q in left))
    return len(list(islice(beside, _FEWEST_ROWS))) == _FEWEST_ROWS
