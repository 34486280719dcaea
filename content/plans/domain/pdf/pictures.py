"""The pictures on a page of a PDF that may show a table or a chart, and after which line each
stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import pypdfium2
import pypdfium2.raw as pdfium

from .rules import AS_IT_IS, Box, Matrix, matrix_of, product

if TYPE_CHECKING:
    from .glyphs import Sheet
    from .rows import Row

_LEAST: Final = 0.05
"""Of the page. A seal or an emblem is smaller."""

_MOST: Final = 2_000
_DEEPEST: Final = 4
_WORDS: Final = 5
"""Characters over a picture that make it the ground of the page, or a scan whose words are
there."""

_EVERYWHERE: Final = 3


def pictures_of(page: pypdfium2.PdfPage) -> list[Box]:
    """The large ones, where the page is not turned."""
    raw = page.raw
    width, height = page.get_size()
    objects = (
        pdfium.FPDFPage_GetObject(raw, at) for at in range(pdfium.FPDFPage_CountObjects(raw))
    )
    found: list[Box] = []
    for at, box in enumerate(_pictures(objects, AS_IT_IS, 0)):
        if at == _MOST:
            break
        if (box.right - box.left) * (box.top - box.bottom) >= _LEAST * width * height:
            found.append(box)
    return found


def _pictures(
    objects: Iterator[pdfium.FPDF_PAGEOBJECT], matrix: Matrix, depth: int
) -> Iterator[Box]:
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, e, f = product(matrix_of(item), matrix)
            across, up = [e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]
            yield Box(min(across), min(up), max(across), max(up))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            parts = pdfium.FPDFFormObj_CountObjects(item)
            inside = (pdfium.FPDFFormObj_GetObject(item, at) for at in range(max(parts, 0)))
            yield from _pictures(inside, product(matrix_of(item), matrix), depth + 1)


def unread(sheets: Sequence[Sheet], rows: Sequence[tuple[Row, int]]) -> Iterator[tuple[int, str]]:
    """Pictures whose words nobody has read, and pages that are one, each with the offset of the
    line that it stands below. `rows`: the lines of the file with their offsets, in the order in
    which they are read."""
    counts = Counter(_rounded(box) for sheet in sheets for box in sheet.pictures)
    everywhere = max(_EVERYWHERE, len(sheets) // 2)
    by_page: dict[int, list[tuple[Row, int]]] = {}
    for row, at in rows:
        by_page.setdefault(row.page, []).append((row, at))
    before = 0
    for sheet in sheets:
        own = by_page.get(sheet.number, [])
        if sheet.is_picture:
            yield before, "page"
        else:
            for box in sheet.pictures:
                if counts[_rounded(box)] < everywhere and not _is_ground(box, sheet):
                    yield _above(box, own, before), "picture"
        before = max((at for _row, at in own), default=before)


def _above(box: Box, own: Sequence[tuple[Row, int]], before: int) -> int:
    """The last line above it in its column, else the first of the page."""
    middle = (box.top + box.bottom) / 2
    above = [
        at
        for row, at in own
        if row.bottom > middle and row.left < box.right and row.right > box.left
    ]
    return max(above) if above else min((at for _row, at in own), default=before)


def _is_ground(box: Box, sheet: Sheet) -> bool:
    over = 0
    for glyph in sheet.glyphs:
        across, up = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        if box.left < across < box.right and box.bottom < up < box.top and glyph.char.strip():
            over += 1
            if over == _WORDS:
                return True
    return False


def _rounded(box: Box) -> tuple[int, ...]:
    return tuple(map(round, box))
