"""A PDF as one text: lines in reading order, wrapped ones joined, ruled tables as cells, page
numbers on record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..decode import check_characters
from ..extracted import CellMark, Extracted, InlineRepair, RepairKind
from .edges import edges_of
from .glyphs import Sheet, sheets_of
from .grids import Grid, grids_of
from .notes import without_notes
from .open_tables import open_grids
from .overleaf import with_parts
from .pictures import unread
from .rows import Piece, Row, in_columns, pieces_of
from .tables import Filled, Ruled, columns_of, goes_on, out_of_tables, spot, stand_in, tables_of
from .wraps import wrapped

_CALL: Final = re.compile(r"〔注(\d+)〕")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page that is no text of the document."""

    kind: RepairKind
    text: str


def read_pdf(data: bytes) -> Extracted:
    """Text and marks of a PDF. Raises PlanImportError subclasses."""
    sheets = sheets_of(data)
    laid = _laid(sheets)
    sheets, notes = without_notes(sheets, laid.pieces, laid.taken)
    flow = _flow(sheets, _laid(sheets) if notes else laid)
    rows = [item for item in flow if isinstance(item, Row)]
    continued = dict(zip(map(id, rows), wrapped(rows, [s.width for s in sheets]), strict=True))
    following = {id(a): b for a, b in pairwise(rows)}
    tables = _whole([row.table for row in rows])
    writer = _Writer([note.line for note in notes])
    is_open = False
    written: list[tuple[Row, int]] = []
    for item in flow:
        if isinstance(item, Row):
            written.append((item, writer.length))
        if isinstance(item, _Edge):
            writer.line(item.text, item.kind)
            continue
        if item.table is not None:
            writer.table(item.table, tables[id(item.table)])
            continue
        if not is_open:
            writer.notes()
        is_open = continued[id(item)]
        if is_open:
            writer.wrapped(item.text, following[id(item)].text)
        else:
            writer.line(item.text)
    writer.notes()
    writer.uncalled()
    text = "".join(writer.parts)
    check_characters(text)
    return Extracted(
        text=text,
        source="pdf",
        cells=tuple(writer.cells),
        repairs=tuple(writer.repairs),
        unread=tuple(sheet.number for sheet in sheets if sheet.is_picture),
        unseen=tuple(unread(sheets, written)),
    )


@dataclass(frozen=True, slots=True)
class _Laid:
    """What is on the pages, page by page. `taken`: places of the characters of `edges`."""

    pieces: list[list[Piece]]
    grids: list[list[Grid]]
    edges: list[list[tuple[RepairKind, list[Piece]]]]
    taken: list[set[int]]


def _laid(sheets: Sequence[Sheet]) -> _Laid:
    pieces = [pieces_of(sheet.glyphs) for sheet in sheets]
    grids = [_grids(sheet) for sheet in sheets]
    edges, taken = _edges(sheets, pieces, grids)
    bodies = [
        [piece for piece in own if piece.first not in gone]
        for own, gone in zip(pieces, taken, strict=True)
    ]
    whole = with_parts(sheets, grids, bodies)
    if whole != grids:
        # A head that comes again at the top of each page is none of the page.
        edges, taken = _edges(sheets, pieces, whole)
    return _Laid(pieces, whole, edges, taken)


def _edges(
    sheets: Sequence[Sheet], pieces: Sequence[list[Piece]], grids: Sequence[Sequence[Grid]]
) -> tuple[list[list[tuple[RepairKind, list[Piece]]]], list[set[int]]]:
    """The lines at the edges of each page, and the places of their characters."""
    edges = edges_of(
        sheets,
        [
            out_of_tables(own, ruled, sheet.height)
            for sheet, own, ruled in zip(sheets, pieces, grids, strict=True)
        ],
    )
    taken = [
        {at for _kind, line in edge for piece in line for at in range(piece.first, piece.last + 1)}
        for edge in edges
    ]
    return edges, taken


def _flow(sheets: Sequence[Sheet], laid: _Laid) -> list[Row | _Edge]:
    """Lines and tables of all pages in reading order, with the edges of each page around them."""
    pieces, grids, edges, taken = laid.pieces, laid.grids, laid.edges, laid.taken
    flow: list[Row | _Edge] = []
    tables = tables_of(sheets, grids, taken)
    for sheet, own, edge, gone, ruled in zip(sheets, pieces, edges, taken, tables, strict=True):
        lines = [
            (line[0].middle > sheet.height / 2, _Edge(kind, "\t".join(p.text for p in line)))
            for kind, line in edge
        ]
        body = [piece for piece in own if piece.first not in gone]
        if ruled:
            gone = gone.union(*(table.taken for table in ruled))
            rest = [glyph for at, glyph in enumerate(sheet.glyphs) if at not in gone]
            body = [*pieces_of(rest), *map(stand_in, ruled)]
        flow.extend(line for is_head, line in lines if is_head)
        flow.extend(in_columns(body, sheet))
        flow.extend(line for is_head, line in lines if not is_head)
    return flow


def _grids(sheet: Sheet) -> list[Grid]:
    ruled = grids_of(sheet.rules)
    return sorted([*ruled, *open_grids(sheet, ruled)], key=lambda grid: -grid.box.top)


def _whole(found: Sequence[Ruled | None]) -> dict[int, list[Ruled]]:
    """All the parts of the table that a part belongs to. `found`: for each line of the document
    the table in its place, if it is one."""
    out: dict[int, list[Ruled]] = {}
    before: Ruled | None = None
    for table in found:
        if table is not None:
            is_same = before is not None and goes_on(before, table)
            whole = out[id(before)] if is_same else []
            whole.append(table)
            out[id(table)] = whole
        before = table
    return out


class _Writer:
    """The text as it grows, and what is marked in it. `notes`: the lines of the footnotes."""

    def __init__(self, notes: Sequence[str]) -> None:
        self._notes = dict(enumerate(notes, start=1))
        self._called: list[int] = []
        self.parts: list[str] = []
        self.length = 0
        self.cells: list[CellMark] = []
        self.repairs: list[InlineRepair] = []
        self._tables = 0
        self._rows = 0
        self._open: list[Filled] = []

    def line(self, text: str, kind: RepairKind | None = None) -> None:
        """A line, left out of the reading text for the reason `kind`."""
        start = self.length
        self._add(text + "\n")
        if kind is not None:
            self.repairs.append(InlineRepair(start, self.length, kind, ""))

    def notes(self) -> None:
        """The notes that the lines and tables so far call: who may not read a clause must not read
        its notes elsewhere."""
        called, self._called = self._called, []
        for number in called:
            if note := self._notes.pop(number, ""):
                self.line(note)

    def uncalled(self) -> None:
        for note in self._notes.values():
            self.line(note)

    def wrapped(self, text: str, following: str) -> None:
        """A line that goes on in the next."""
        self._add(text + "\n")
        # Words of Latin letters are parted by the end of a line, Chinese characters are not.
        apart = text[-1:].isascii() and following[:1].isascii() and text[-1:] != "-"
        repair = RepairKind.LINE_BREAK, " " if apart else ""
        self.repairs.append(InlineRepair(self.length - 1, self.length, *repair))

    def table(self, table: Ruled, whole: Sequence[Ruled]) -> None:
        """One cell after the other; the head that comes again overleaf is a running head."""
        is_first = table is whole[0]
        if is_first:
            self._tables, self._rows, self._open = self._tables + 1, 0, []
        columns = columns_of(whole)
        free: dict[int, int] = {}
        heads = 1 if not is_first and table.grid.rows > 1 and table.head == whole[0].head else 0
        rest = [cell for cell in table.cells if cell.area.row >= heads]
        for text in (t for c in table.cells if c.area.row < heads for t, _ in c.lines):
            self.line(text, RepairKind.RUNNING_HEAD)
        self._rows -= heads
        split = [cell for cell in rest if cell.area.row == heads]
        if self._is_one_row(split):
            self._rows -= 1
            last = self.cells[-len(split) :]
            self.cells[-len(split) :] = [mark for mark in last if mark.end > mark.start]
            rest = [cell for cell in rest if cell.area.row > heads or cell.lines]
        for cell in rest:
            start = self.length
            for at, (text, continues) in enumerate(cell.lines):
                if continues:
                    self.wrapped(text, cell.lines[at + 1][0])
                else:
                    self._add(text + "\n")
            if not cell.lines:
                self._add("\n")
            row, (column, span) = self._rows + cell.area.row, spot(columns, cell.area)
            # A cell may be too narrow to have a column of its own.
            column = max(column, free.get(row, 0))
            free[row] = column + span
            self.cells.append(
                CellMark(
                    start, self.length - 1, self._tables - 1, row, column, cell.area.row_span, span,
                    header=row == 0,
                )
            )  # fmt: skip
        self._rows += table.grid.rows
        self._open = [c for c in rest if c.area.row + c.area.row_span == table.grid.rows]

    def _is_one_row(self, cells: Sequence[Filled]) -> bool:
        """Whether the page broke within a row and these cells are its rest: each has its words on
        one side only, and the first of them before the others."""
        before = self._open
        if len(before) != len(cells) or any(c.area.row_span > 1 for c in (*before, *cells)):
            return False
        halves = [(bool(a.lines), bool(b.lines)) for a, b in zip(before, cells, strict=True)]
        begins_overleaf = halves[0][1] and any(above for above, _ in halves)
        return all(above != below for above, below in halves) and not begins_overleaf

    def _add(self, text: str) -> None:
        if self._notes:
            self._called.extend(int(call[1]) for call in _CALL.finditer(text))
        self.parts.append(text)
        self.length += len(text)
