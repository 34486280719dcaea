"""A Word document as one text: paragraphs, automatic numbers, tables, text boxes, footnotes.

Deleted revisions are left out, inserted ones kept, as on the screen with changes accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ..decode import check_characters
from ..errors import CorruptDocument
from ..extracted import CellMark, Extracted
from .archive import Archive, W
from .fields import equation
from .numbering import Numbering, read_numbering
from .styles import Styles, number_of, read_styles

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = {
    f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}pPr", f"{W}rPr",
    f"{W}sdtPr", f"{W}sectPr", f"{_MC}Fallback", f"{W}rt", f"{W}footnoteRef",
}  # fmt: skip
_TEXT: Final = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "", f"{W}ptab": "\t",
}  # fmt: skip
_BOX: Final = f"{W}txbxContent"
_DEPTH_LIMIT: Final = 60


class _Reader:
    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.numbering, self.styles = numbering, styles
        self.parts: list[str] = []
        self.length = 0
        self.cells: list[CellMark] = []
        self.levels: dict[int, int] = {}
        self.contents: set[int] = set()
        self.tables = 0
        self.notes: list[str] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def blocks(self, parent: Element, depth: int = 0) -> None:
        if depth > _DEPTH_LIMIT:
            raise CorruptDocument(reason="嵌套太深")
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child, depth)
            elif child.tag not in _SKIPPED:
                self.blocks(child, depth + 1)

    def paragraph(self, element: Element) -> None:
        start = self.length
        text, boxes = self.inline(element)
        self.add(self.number(element, start, bool(text.strip())) + text + "\n")
        for box in boxes:
            self.blocks(box, 1)

    def number(self, element: Element, offset: int, filled: bool) -> str:
        """Automatic number of a paragraph; notes its heading level on the way."""
        properties = element.find(f"{W}pPr")
        key, own, level = "", None, 0
        if properties is not None:
            reference = properties.find(f"{W}pStyle")
            key = reference.get(f"{W}val", "") if reference is not None else ""
            own = number_of(properties)
            outline = properties.find(f"{W}outlineLvl")
            if outline is not None and outline.get(f"{W}val", "9") in "012345678":
                level = int(outline.get(f"{W}val", "9")) + 1
        style = self.styles.get(key)
        if filled and style.contents:
            self.contents.add(offset)
        elif filled and (level or style.level):
            self.levels[offset] = level or style.level
        number = own or style.number
        if number is None or number[0] == "0" or not filled:
            return ""
        depth = number[1]
        if depth is None:
            depth = self.numbering.level_for_style(number[0], key)
        return self.numbering.next(number[0], depth)

    def inline(self, element: Element) -> tuple[str, list[Element]]:
        """Text of a paragraph and the text boxes anchored in it."""
        out: list[str] = []
        boxes: list[Element] = []
        fields: list[list[str] | None] = []
        for node in _walk(element, 0):
            if node.tag == f"{W}t":
                out.append(node.text or "")
            elif node.tag in _TEXT:
                out.append(_TEXT[node.tag])
            elif node.tag == f"{W}sym":
                out.append(symbol(node.get(f"{W}char", "")))
            elif node.tag == f"{W}footnoteReference":
                self.notes.append(node.get(f"{W}id", ""))
                out.append(f"〔注{len(self.notes)}〕")
            elif node.tag == _BOX:
                boxes.append(node)
            elif node.tag == f"{W}fldChar":
                out.append(_field(node.get(f"{W}fldCharType", ""), fields))
            elif node.tag == f"{W}instrText" and fields and fields[-1] is not None:
                fields[-1].append(node.text or "")
        return "".join(out), boxes

    def table(self, element: Element, depth: int) -> None:
        """One cell after the other, row by row; a vertically merged cell grows downwards."""
        table, self.tables = self.tables, self.tables + 1
        open_cells: dict[int, int] = {}
        for row, tr in enumerate(_children(element, f"{W}tr")):
            column = 0
            head = tr.find(f"{W}trPr/{W}tblHeader") is not None
            for cell in _children(tr, f"{W}tc"):
                span = 1
                merge: str | None = None
                properties = cell.find(f"{W}tcPr")
                if properties is not None:
                    grid = properties.find(f"{W}gridSpan")
                    value = grid.get(f"{W}val", "1") if grid is not None else "1"
                    span = max(1, min(int(value), 200)) if value.isdigit() else 1
                    vertical = properties.find(f"{W}vMerge")
                    if vertical is not None:
                        merge = vertical.get(f"{W}val", "continue")
                text = self.cell_text(cell, depth + 1)
                if merge == "continue" and column in open_cells and not text.strip():
                    at = open_cells[column]
                    old = self.cells[at]
                    self.cells[at] = CellMark(
                        old.start, old.end, table, old.row, old.column,
                        row - old.row + 1, old.column_span, old.header,
                    )  # fmt: skip
                else:
                    start = self.length
                    self.add(text)
                    self.cells.append(
                        CellMark(start, self.length, table, row, column, 1, span, row == 0 or head)
                    )
                    self.add("\n")
                    open_cells.pop(column, None)
                    if merge == "restart":
                        open_cells[column] = len(self.cells) - 1
                column += span

    def cell_text(self, cell: Element, depth: int) -> str:
        """Paragraphs of a cell; a nested table is read as lines of its cell."""
        if depth > _DEPTH_LIMIT:
            raise CorruptDocument(reason="嵌套太深")
        lines: list[str] = []
        for child in cell:
            if child.tag == f"{W}p":
                text, boxes = self.inline(child)
                lines.append(self.number(child, -1, bool(text.strip())) + text)
                lines.extend(self.cell_text(box, depth + 1) for box in boxes)
            elif child.tag not in _SKIPPED and child.tag != f"{W}tcPr":
                lines.append(self.cell_text(child, depth + 1))
        return "\n".join(line for line in lines if line.strip()).strip()


def read_docx(data: bytes) -> Extracted:
    """Text and marks of a Word file. Raises PlanImportError subclasses."""
    archive = Archive(data)
    document = archive.part("word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise CorruptDocument(reason="没有正文")
    reader = _Reader(
        read_numbering(archive.part("word/numbering.xml")),
        read_styles(archive.part("word/styles.xml")),
    )
    reader.blocks(body)
    if reader.notes:
        _footnotes(reader, archive.part("word/footnotes.xml"))
    reader.levels.pop(-1, None)
    reader.contents.discard(-1)
    text = "".join(reader.parts)
    check_characters(text)
    return Extracted(
        text=text,
        source="docx",
        cells=tuple(reader.cells),
        levels=reader.levels,
        contents=frozenset(reader.contents),
    )


def _field(mark: str, fields: list[list[str] | None]) -> str:
    """Follows the marks of fields; gives what one shows that ends without a result."""
    if mark == "begin":
        fields.append([])
    elif mark == "separate" and fields:
        fields[-1] = None
    elif mark == "end" and fields:
        return equation("".join(fields.pop() or ()))
    return ""


def _footnotes(reader: _Reader, root: Element | None) -> None:
    if root is None:
        return
    texts = {note.get(f"{W}id", ""): reader.cell_text(note, 1) for note in root}
    for index, key in enumerate(list(reader.notes), start=1):
        if text := texts.get(key, "").replace("\n", " "):
            reader.add(f"〔注{index}〕{text}\n")


def _walk(element: Element, depth: int) -> Iterator[Element]:
    if depth > _DEPTH_LIMIT:
        raise CorruptDocument(reason="嵌套太深")
    for child in element:
        if child.tag in _SKIPPED:
            continue
        yield child
        if child.tag != _BOX:
            yield from _walk(child, depth + 1)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Children with `tag`, also inside content controls and inserted revisions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _children(child, tag)


def symbol(code: str) -> str:
    """The character of a symbol font by its hexadecimal code, "" where it is none."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    # Symbol fonts sit in the private area; the low byte is the character they replace.
    if 0xF000 <= value <= 0xF0FF:
        value -= 0xF000
    return chr(value) if 0x20 <= value < 0xD800 else ""
