"""CSV that Excel opens without garbage: UTF-8 with BOM, CRLF, every text quoted."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from portal.foundation.exports.cells import neutralise, to_text

BOM: Final = "\ufeff"
CONTENT_TYPE: Final = "text/csv; charset=utf-8"


def render(header: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """A whole table as bytes. Numbers stay numbers, text that looks like a formula is quoted."""
    sheet = io.StringIO(newline="")
    # Quoting every text also keeps a cell whole where the programme splits at ; or tab.
    writer = csv.writer(sheet, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([neutralise(to_text(value)) for value in header])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return (BOM + sheet.getvalue()).encode("utf-8", errors="replace")


def _cell(value: object) -> object:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    return neutralise(to_text(value))
