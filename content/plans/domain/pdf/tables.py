"""Ruled tables of a PDF: which characters stand in which cell, and which tables go on overleaf."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .edges import EDGE
from .glyphs import Glyph, Sheet
from .grids import NEAR, Area, Grid, distinct
from .rows import Piece, Row, pieces_of, rows_of
from .rules import Box
from .wraps import ENDS, SLACK, STARTS, room_for

_PADDING: Final = 8.0
_ACROSS: Final = 0.25
"""Share of a character that may stick out of its cell on one side."""

_FEWEST_FILLED: Final = 2


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with its lines, each with whether the next one goes on in it."""

    area: Area
    lines: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on one page. `taken`: places of its characters in the page's list."""

    page: int
    grid: Grid
    cells: tuple[Filled, ...]
    taken: frozenset[int]

    @property
    def head(self) -> tuple[tuple[str, ...], ...]:
        """The words of its first row."""
        return tuple(tuple(t for t, _ in c.lines) for c in self.cells if c.area.row == 0)


def out_of_tables(pieces: Sequence[Piece], grids: Sequence[Grid], height: float) -> list[Piece]:
    """What may be a running head or foot of a page so high: the head of a table that goes on from
    page to page is none, a ruled head of the page is."""
    inner = [
        grid.box
        for grid in grids
        if grid.box.bottom < (1 - EDGE) * height and grid.box.top > EDGE * height
    ]
    return [
        piece for piece in pieces
        if not any(
            box.left <= (piece.left + piece.right) / 2 < box.right
            and box.bottom <= piece.middle < box.top
            for box in inner
        )
    ]  # fmt: skip


def tables_of(
    sheets: Sequence[Sheet], grids: Sequence[Sequence[Grid]], taken: Sequence[Collection[int]]
) -> list[list[Ruled]]:
    """The tables of each page, from the top down. `taken`: places of characters that belong to the
    edges of the page.

    What has one row is a table only where it goes on with one on the next page.
    """
    found = [
        [table for grid in ruled if (table := _filled(sheet, grid, own)) is not None]
        for sheet, ruled, own in zip(sheets, grids, taken, strict=True)
    ]
    turns = {
        id(table)
        for before, after in pairwise(found)
        if before and after and goes_on(before[-1], after[0])
        for table in (before[-1], after[0])
    }
    return [[t for t in page if t.grid.rows > 1 or id(t) in turns] for page in found]


def goes_on(before: Ruled, after: Ruled) -> bool:
    """Whether the second table is the first one, overleaf: the lines between the columns of one
    are among those of the other."""
    a, b = before.grid.edges, after.grid.edges
    if after.page != before.page + 1 or abs(a[0] - b[0]) > NEAR or abs(a[-1] - b[-1]) > NEAR:
        return False
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    return all(any(abs(x - y) <= NEAR for y in more) for x in fewer)


def columns_of(tables: Sequence[Ruled]) -> list[float]:
    """Where the columns of a table begin that has parts on several pages."""
    return distinct(edge for table in tables for edge in table.grid.edges)


def spot(columns: Sequence[float], area: Area) -> tuple[int, int]:
    """Column of a cell and how many it spans."""
    first, last = (
        min(range(len(columns)), key=lambda i: abs(columns[i] - edge))
        for edge in (area.box.left, area.box.right)
    )
    return first, max(last - first, 1)


def _filled(sheet: Sheet, grid: Grid, taken: Collection[int]) -> Ruled | None:
    """The grid with its characters; None where one stands across the line between two cells."""
    held: dict[int, list[Glyph]] = {}
    inside: set[int] = set()
    for at, glyph in enumerate(sheet.glyphs):
        char, left, bottom, right, top, _made = glyph
        if at in taken:
            continue
        index = grid.area_at((left + right) / 2, (bottom + top) / 2)
        if index is None:
            continue
        box = grid.areas[index].box
        over = max(box.left - left, right - box.right)
        if over > _ACROSS * (right - left) and not char.isspace():
            return None
        inside.add(at)
        held.setdefault(index, []).append(glyph)
    rows = {
        index: rows_of(pieces, sheet.number)
        for index, glyphs in held.items()
        if (pieces := pieces_of(glyphs))
    }
    if len(rows) < _FEWEST_FILLED:
        return None
    indent = min(row.left - grid.areas[i].box.left for i, own in rows.items() for row in own)
    padding = min(max(indent, 0.0), _PADDING)
    cells = tuple(
        Filled(area, _lines(rows.get(index, []), area.box, padding))
        for index, area in enumerate(grid.areas)
    )
    return Ruled(sheet.number, grid, cells, frozenset(inside))


def _lines(rows: Sequence[Row], box: Box, padding: float) -> tuple[tuple[str, bool], ...]:
    width = box.right - box.left - 2 * padding
    return tuple(
        (row.text, at + 1 < len(rows) and _wraps(row, rows[at + 1], width))
        for at, row in enumerate(rows)
    )


def _wraps(a: Row, b: Row, width: float) -> bool:
    """A line of a cell goes on in the next where the first sign of that had no room in it."""
    em = a.em or b.em or a.size / 1.3
    if width - (a.right - a.left) > SLACK * em + room_for(b, em):
        return False
    return not (ENDS.search(a.text) and STARTS.match(b.text))


def stand_in(table: Ruled) -> Piece:
    """What holds the place of a table among the lines of its page."""
    box = table.grid.box
    return Piece("", box.left, box.top - 1, box.right, box.top, table=table)
