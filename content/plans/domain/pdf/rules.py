"""The straight lines drawn on a page of a PDF: what tables are ruled with."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_THICK: Final = 3.2
"""Points. A narrow filled area is a line; a wider one is the ground of a cell or a picture."""

_FINEST: Final = 0.05
_SHORTEST: Final = 3.0
_STRAIGHT: Final = 0.5
_MOST_SEGMENTS: Final = 20_000
"""A page with more of them is a drawing or a map."""

_DEEPEST: Final = 4

_Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Final[Matrix] = (1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
    """Points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class _TooMany(Exception):
    """The page is no page of tables."""


def rules_of(page: pypdfium2.PdfPage) -> list[Box]:
    """Lines that lie or stand, each as the box it fills; none of a page full of drawings."""
    raw = page.raw
    found: list[Box] = []
    try:
        count = pdfium.FPDFPage_CountObjects(raw)
        _collect((pdfium.FPDFPage_GetObject(raw, at) for at in range(count)), AS_IT_IS, 0, found)
    except _TooMany:
        return []
    return found


def _collect(
    objects: Iterator[pdfium.FPDF_PAGEOBJECT], matrix: Matrix, depth: int, found: list[Box]
) -> None:
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.extend(_lines_of(item, product(matrix_of(item), matrix)))
            if len(found) > _MOST_SEGMENTS:
                raise _TooMany
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            parts = pdfium.FPDFFormObj_CountObjects(item)
            inside = (pdfium.FPDFFormObj_GetObject(item, at) for at in range(max(parts, 0)))
            _collect(inside, product(matrix_of(item), matrix), depth + 1, found)


def _lines_of(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Box]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    if not (fill.value or stroke.value):
        return
    shapes = _shapes(path, matrix)
    if stroke.value:
        for shape in shapes:
            yield from (box for a, b in pairwise(shape) if (box := _line(_around((a, b)))))
        return
    boxes = [_around(shape) for shape in shapes]
    for box in boxes:
        if (line := _line(box)) is not None:
            yield line
    if fill.value == pdfium.FPDF_FILLMODE_ALTERNATE:
        for a, b in pairwise(boxes):
            yield from _frame(a, b)


def _shapes(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> list[list[_Point]]:
    """The polygons of a path; one with a curve in it is left out."""
    count = pdfium.FPDFPath_CountSegments(path)
    if count > _MOST_SEGMENTS:
        raise _TooMany
    out: list[list[_Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    is_curved = False
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not out:
            out.append([])
            is_curved = False
        is_curved = is_curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if is_curved:
            out[-1] = []
            continue
        a, b, c, d, e, f = matrix
        out[-1].append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            out[-1].append(out[-1][0])
    return [shape for shape in out if len(shape) > 1]


def _line(box: Box) -> Box | None:
    """The box, where it is long and narrow."""
    width, height = box.right - box.left, box.top - box.bottom
    is_narrow = min(width, height) <= _THICK
    return box if is_narrow and max(width, height) >= _SHORTEST else None


def _frame(a: Box, b: Box) -> Iterator[Box]:
    """The lines between two boxes, one of which lies narrowly within the other: on each side where
    there is anything between them."""
    outer, inner = (a, b) if _size(a) >= _size(b) else (b, a)
    rims = (
        inner.left - outer.left, inner.bottom - outer.bottom,
        outer.right - inner.right, outer.top - inner.top,
    )  # fmt: skip
    if all(-_STRAIGHT <= rim <= _THICK for rim in rims):
        sides = (
            Box(outer.left, outer.bottom, inner.left, outer.top),
            Box(outer.left, outer.bottom, outer.right, inner.bottom),
            Box(inner.right, outer.bottom, outer.right, outer.top),
            Box(outer.left, inner.top, outer.right, outer.top),
        )
        yield from (side for side, rim in zip(sides, rims, strict=True) if rim > _FINEST)


def _size(box: Box) -> float:
    return (box.right - box.left) * (box.top - box.bottom)


def _around(shape: Sequence[_Point]) -> Box:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    return Box(min(xs), min(ys), max(xs), max(ys))


def matrix_of(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(m)):
        return AS_IT_IS
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The one after the other."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip
