"""Rows of a table as cells: in a .doc each row has edges of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..extracted import CellMark
from .formats import Edges

_NEAR: Final = 40
"""Twips by which edges of the same column may differ from row to row: two points."""


@dataclass(frozen=True, slots=True)
class Row:
    cells: list[str]
    edges: Edges
    is_head: bool


def write_table(rows: Sequence[Row], table: int, offset: int) -> tuple[str, list[CellMark]]:
    """Text of the table and its cells, row by row; `offset`: where the text will stand. A cell that
    belongs to the one above or before it and is empty makes that one larger."""
    columns = _columns(rows)
    parts: list[str] = []
    marks: list[CellMark] = []
    length = offset
    open_cells: dict[int, int] = {}
    for number, row in enumerate(rows):
        before: int | None = None
        free = 0
        for index, text in enumerate(row.cells):
            text = text.strip()
            column, span = _spot(columns, row, index)
            # A cell may be too narrow to have a column of its own.
            column = max(column, free)
            free = column + span
            above = open_cells.get(column)
            if index in row.edges.merged and not text and before is not None:
                marks[before] = _grown(marks[before], across=span)
                continue
            if index in row.edges.above and not text and above is not None:
                marks[above] = _grown(marks[above], to_row=number)
                before = None
                continue
            mark = CellMark(
                length, length + len(text), table, number, column, 1, span,
                header=number == 0 or row.is_head,
            )  # fmt: skip
            marks.append(mark)
            before = len(marks) - 1
            parts.append(text + "\n")
            length += len(text) + 1
            open_cells.pop(column, None)
            if index in row.edges.begins:
                open_cells[column] = before
    return "".join(parts), marks


def _grown(mark: CellMark, across: int = 0, to_row: int = -1) -> CellMark:
    return CellMark(
        mark.start, mark.end, mark.table, mark.row, mark.column,
        max(mark.row_span, to_row - mark.row + 1), mark.column_span + across, mark.header,
    )  # fmt: skip


def _columns(rows: Sequence[Row]) -> list[int]:
    """Edges of all columns; none where a row does not say its own."""
    if any(len(row.edges.places) <= len(row.cells) for row in rows):
        return []
    out: list[int] = []
    for place in sorted({place for row in rows for place in row.edges.places}):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _spot(columns: Sequence[int], row: Row, index: int) -> tuple[int, int]:
    """Column of a cell and how many it spans."""
    if not columns:
        return index, 1
    first, last = (
        min(range(len(columns)), key=lambda at: abs(columns[at] - edge))
        for edge in row.edges.places[index : index + 2]
    )
    return first, max(last - first, 1)
