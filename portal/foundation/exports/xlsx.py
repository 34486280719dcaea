"""XLSX written row by row; every text is stored as text, whatever it starts with."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from portal.foundation.exports.cells import is_risky, to_text

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own limits (specifications and limits of Excel, 2016 and later).
MAX_CELL_CHARACTERS: Final = 32_767
MAX_TITLE_CHARACTERS: Final = 31
MAX_ROWS: Final = 1_048_576
FORBIDDEN_IN_TITLE: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
UNPAIRED: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
CUT_MARK: Final = "…"


class TooManyRows(Exception):
    """A sheet holds more rows than Excel opens; `title` and `limit` say which and how many."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title
        self.limit = MAX_ROWS


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a title, the head row, and the rows below it."""

    title: str
    header: Sequence[object]
    rows: Iterable[Sequence[object]]


def render(sheets: Iterable[Sheet]) -> bytes:
    """A workbook as bytes; an empty list of sheets gives one empty sheet.

    Raises TooManyRows where a sheet would not open in Excel.
    """
    book = Workbook(write_only=True)
    titles: set[str] = set()
    for sheet in sheets:
        page = book.create_sheet(title=_title(sheet.title, titles))
        page.freeze_panes = "A2"
        page.append([_cell(page, value, bold=True) for value in sheet.header])
        for number, row in enumerate(sheet.rows, start=2):
            if number > MAX_ROWS:
                page.close()
                raise TooManyRows(sheet.title)
            page.append([_cell(page, value) for value in row])
    if not titles:
        book.create_sheet(title="1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def clean(text: str) -> str:
    """`text` without the characters XML 1.0 forbids, cut to what a cell can hold."""
    text = UNPAIRED.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))
    if len(text) > MAX_CELL_CHARACTERS:
        return text[: MAX_CELL_CHARACTERS - 1] + CUT_MARK
    return text


def _cell(page: WriteOnlyWorksheet, value: object, *, bold: bool = False) -> Cell:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and isfinite(value):
        cell = WriteOnlyCell(page, value=value)
    else:
        text = clean(to_text(value))
        cell = WriteOnlyCell(page, value="")
        # Assigning through .value would turn "=1+1" into a formula.
        cell._value = text
        cell.data_type = "s"
        # Excel then keeps it text even after somebody edits the cell.
        cell.quotePrefix = is_risky(text)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _title(wanted: str, taken: set[str]) -> str:
    base = FORBIDDEN_IN_TITLE.sub(" ", wanted).strip().strip("'")[:MAX_TITLE_CHARACTERS] or "1"
    title, number = base, 2
    while title.casefold() in taken:
        ending = f" {number}"
        title = base[: MAX_TITLE_CHARACTERS - len(ending)] + ending
        number += 1
    taken.add(title.casefold())
    return title
