"""The characters of a PDF with their places, by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ..errors import CorruptPdf, EncryptedPdf, ScannedPdf, TooLong, UnmappedPdf
from ..limits import CHARACTER_LIMIT
from .pictures import pictures_of
from .rules import Box, rules_of

_FEWEST: Final = 10
"""Characters. A scan often carries a stamp or a page number as text."""

_MOST_UNMAPPED: Final = 0.1
_LOST: Final = "\ufffd"
_MAY_BE_MADE: Final = frozenset({0x0A, 0x0D, 0x20})
_UNMAPPED: Final = re.compile(f"[{_LOST}\ue000-\uf8ff]")


class Glyph(NamedTuple):
    """A character and its box in points, from the lower left corner of the page. `made`: a space
    that no one wrote, which PDFium puts where there is a gap."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    made: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, numbered from 1. `rules`: the lines drawn on it. `is_picture`: it has pictures and
    no text. `pictures`: the large ones."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Box]
    is_picture: bool = False
    pictures: list[Box] = field(default_factory=list)


def sheets_of(data: bytes) -> list[Sheet]:
    """The pages of a file. Scripts, forms and attachments of it are never opened.

    Raises EncryptedPdf, CorruptPdf, ScannedPdf, UnmappedPdf, TooLong.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedPdf() from None
        raise CorruptPdf() from None
    try:
        with document:
            sheets = list(_sheets(document))
    except pypdfium2.PdfiumError:
        raise CorruptPdf() from None
    if not sheets:
        raise CorruptPdf()
    written = "".join(g.char for sheet in sheets for g in sheet.glyphs if not g.char.isspace())
    if len(written) < _FEWEST * max(1, len(sheets) // 20) and any(s.is_picture for s in sheets):
        raise ScannedPdf()
    if len(_UNMAPPED.findall(written)) > _MOST_UNMAPPED * len(written):
        raise UnmappedPdf()
    return sheets


def _sheets(document: pypdfium2.PdfDocument) -> Iterator[Sheet]:
    total = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        total += text.count_chars()
        if total > CHARACTER_LIMIT:
            raise TooLong(count=total, limit=CHARACTER_LIMIT)
        size, turned = page.get_size(), page.get_rotation()
        glyphs = _glyphs(text.raw, text.count_chars(), turned, size)
        rules = rules_of(page)
        pictures = pictures_of(page)
        if turned:
            pictures = [_turned(box, turned, size) for box in pictures]
            rules = [_turned(box, turned, size) for box in rules]
        written = sum(1 for glyph in glyphs if not glyph.char.isspace())
        is_picture = written < _FEWEST and _has_picture(page)
        yield Sheet(index + 1, size[0], size[1], glyphs, rules, is_picture, pictures)
        text.close()
        page.close()


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _glyphs(
    text: pdfium.FPDF_TEXTPAGE, count: int, rotation: int, size: tuple[float, float]
) -> list[Glyph]:
    """The characters in the order the file draws them. This loop is most of what a PDF costs
    beyond its text."""
    # PDFium's own wrappers take longer than what they call.
    code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    out: list[Glyph] = []
    high = ""
    for at in range(count):
        code = code_of(text, at)
        # Of what PDFium makes up itself there are spaces and ends of lines.
        made = code in _MAY_BE_MADE and pdfium.FPDFText_IsGenerated(text, at) == 1
        if made and code != 0x20:
            continue
        char = chr(code) if 0 < code <= 0x10FFFF else _LOST
        if 0xD800 <= code <= 0xDFFF:
            if code < 0xDC00:
                high = char
                continue
            pair = (high + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            char, high = (pair if len(pair) == 1 else _LOST), ""
        if not box_of(text, at, place):
            continue
        # PDFium gives the hyphen at the end of a line as a control character.
        char = "-" if code == 0x02 else char
        if rotation:
            upright = Box(box.left, box.bottom, box.right, box.top)
            out.append(Glyph(char, *_turned(upright, rotation, size), made))
        else:
            out.append(Glyph(char, box.left, box.bottom, box.right, box.top, made))
    return out


def _turned(box: Box, rotation: int, size: tuple[float, float]) -> Box:
    """The box as it stands on the page turned by so many degrees; PDFium measures before the
    turn."""
    left, bottom, right, top = box
    width, height = size
    if rotation == 90:
        return Box(bottom, height - right, top, height - left)
    if rotation == 180:
        return Box(width - right, height - top, width - left, height - bottom)
    return Box(width - top, left, width - bottom, right)
