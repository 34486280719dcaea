"""A PDF as one text: lines in reading order, wrapped ones joined, page numbers on record."""

from __future__ import annotations

from itertools import pairwise

from ..decode import check_characters
from ..extracted import Extracted, InlineRepair, RepairKind
from .edges import edges_of
from .glyphs import sheets_of
from .rows import Row, in_columns, pieces_of
from .wraps import wrapped


def read_pdf(data: bytes) -> Extracted:
    """Text and marks of a PDF. Raises PlanImportError subclasses."""
    sheets = sheets_of(data)
    pieces = [pieces_of(sheet) for sheet in sheets]
    edges = edges_of(sheets, pieces)
    flow: list[tuple[Row | None, RepairKind | None, str]] = []
    for sheet, own, edge in zip(sheets, pieces, edges, strict=True):
        taken = {id(piece) for _kind, line in edge for piece in line}
        flow.extend(
            (None, kind, "\t".join(piece.text for piece in line))
            for kind, line in edge if line[0].middle > sheet.height / 2
        )  # fmt: skip
        body = [piece for piece in own if id(piece) not in taken]
        flow.extend((row, None, row.text) for row in in_columns(body, sheet))
        flow.extend(
            (None, kind, "\t".join(piece.text for piece in line))
            for kind, line in edge if line[0].middle <= sheet.height / 2
        )  # fmt: skip
    rows = [row for row, _kind, _text in flow if row is not None]
    goes_on = dict(zip(map(id, rows), wrapped(rows, [s.width for s in sheets]), strict=True))
    following = {id(a): b for a, b in pairwise(rows)}

    parts: list[str] = []
    repairs: list[InlineRepair] = []
    length = 0
    for row, kind, text in flow:
        parts.append(text + "\n")
        length += len(text) + 1
        if kind is not None:
            repairs.append(InlineRepair(length - len(text) - 1, length, kind, ""))
        elif row is not None and goes_on[id(row)]:
            between = _between(row.text, following[id(row)].text)
            repairs.append(InlineRepair(length - 1, length, RepairKind.LINE_BREAK, between))
    text = "".join(parts)
    check_characters(text)
    return Extracted(
        text=text,
        source="pdf",
        repairs=tuple(repairs),
        unread=tuple(sheet.number for sheet in sheets if sheet.is_picture),
    )


def _between(before: str, after: str) -> str:
    """Words of Latin letters are parted by the end of a line, Chinese characters are not."""
    return " " if before[-1:].isascii() and after[:1].isascii() and before[-1:] != "-" else ""
