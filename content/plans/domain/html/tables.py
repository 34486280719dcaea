"""Which tables of a page are tables, and where their cells are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from ..labels import label_key
from ..pairs import is_disclosure

_LONGEST_CELL: Final = 800
"""Characters. What holds more is a column of the page, not a cell."""

_MOST_SPAN: Final = 200
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Place of a cell in table number `table`, all counted from 0."""

    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool


def spots_of(table: Element, number: int) -> dict[Element, Spot]:
    """Places of the cells, or nothing where the table only lays out the page or is the disclosure
    header of a document."""
    rows = list(_rows(table))
    if len(rows) < 2 or any(inner is not table for inner in table.iter("table")):
        return {}
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row, _head in rows]
    if max(map(len, cells)) < 2:
        return {}
    texts = ["".join(cell.itertext()).strip() for row in cells for cell in row]
    if max(map(len, texts)) > _LONGEST_CELL or any(e.tag in _HEADINGS for e in table.iter()):
        return {}
    if is_disclosure([key for text in texts if (key := label_key(text)) is not None]):
        return {}
    return _placed(rows, cells, number)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in ("thead", "tbody", "tfoot"):
            for row in child:
                if row.tag == "tr":
                    yield row, child.tag == "thead"


def _placed(
    rows: list[tuple[Element, bool]], cells: list[list[Element]], number: int
) -> dict[Element, Spot]:
    """HTML's own algorithm (WHATWG HTML, 4.9.12), with spans cut to what is free."""
    out: dict[Element, Spot] = {}
    taken: set[tuple[int, int]] = set()
    for at, (_row, head) in enumerate(rows):
        column = 0
        for cell in cells[at]:
            while (at, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan", whole=len(rows)), len(rows) - at)
            wanted = _span(cell, "colspan", whole=1)
            across = 1
            while across < wanted and (at, column + across) not in taken:
                across += 1
            taken.update((at + r, column + c) for r in range(down) for c in range(across))
            header = head or cell.tag == "th" or at == 0
            out[cell] = Spot(number, at, column, down, across, header)
            column += across
    return out


def _span(cell: Element, name: str, *, whole: int) -> int:
    text = cell.get(name, "1").strip()
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(int(text[:6]), _MOST_SPAN) or whole
