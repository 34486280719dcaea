"""A Word document as one text: paragraphs, automatic numbers, tables, text boxes, notes.

Deleted revisions are left out, inserted ones kept, as on the screen with changes accepted; hidden
text is left out as it is in print, and counted. Heads and feet of pages are kept on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ..decode import check_characters
from ..errors import CorruptDocument
from ..extracted import CellMark, Extracted, InlineRepair
from ..margins import margins_of, on_record
from .archive import Archive, W
from .elements import children_of, columns_of, goes_on
from .fields import follow
from .formulas import M, formula
from .margins import margin_parts
from .numbering import Numbering, read_numbering
from .styles import Styles, number_of, read_styles
from .symbols import symbol
from .unseen import Figures, seen_only

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = {
    f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}pPr", f"{W}rPr",
    f"{W}sdtPr", f"{W}sectPr", f"{_MC}Fallback", f"{W}rt",
    f"{W}footnoteRef", f"{W}endnoteRef",
}  # fmt: skip
_TEXT: Final = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "", f"{W}ptab": "\t",
}  # fmt: skip
_NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_FORMULA: Final = f"{M}oMath"
_BOX: Final = f"{W}txbxContent"
_DEPTH_LIMIT: Final = 60


class _Reader:
    def __init__(self, numbering: Numbering, styles: Styles, archive: Archive) -> None:
        self.numbering, self.styles, self.archive = numbering, styles, archive
        self.parts: list[str] = []
        self.length = 0
        self.cells: list[CellMark] = []
        self.levels: dict[int, int] = {}
        self.contents: set[int] = set()
        self.tables = 0
        self.called = 0
        self.notes: list[tuple[int, str, str]] = []
        self.note_texts: dict[str, dict[str, Element]] = {}
        self.hidden = 0
        self.repairs: list[InlineRepair] = []
        self.unseen: list[tuple[int, str]] = []
        self.figures: Figures | None = None
        self.begun: list[str] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def margins(self, lines: list[str]) -> None:
        text, repairs = on_record(lines, self.length)
        self.add(text)
        self.repairs.extend(repairs)

    def blocks(self, parent: Element, depth: int = 0) -> None:
        if depth > _DEPTH_LIMIT:
            raise CorruptDocument(reason="嵌套太深")
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.end_line()
                self.table(child, depth)
            elif child.tag not in _SKIPPED:
                self.look(child, max(self.length - 1, 0))
                self.blocks(child, depth + 1)

    def look(self, element: Element, offset: int) -> None:
        """Notes what is no text, with where it stands."""
        if kind := seen_only(element):
            self.unseen.append((offset, kind))

    def paragraph(self, element: Element) -> None:
        if not self.begun:
            self.write_notes()
        text, boxes = self.inline(element)
        if text:
            self.begun.append(text)
        if not goes_on(element):
            self.end_line(element)
        for box in boxes:
            begun, self.begun = self.begun, []
            self.blocks(box, 1)
            self.end_line()
            self.begun = begun

    def end_line(self, element: Element | None = None) -> None:
        """Write what was begun. `element`: the paragraph that ends it, whose number and style it
        has; None where none does."""
        text, self.begun = "".join(self.begun), []
        if element is not None:
            text = self.number(element, self.length, bool(text.strip())) + text
        if text or element is not None:
            self.add(text + "\n")

    def write_notes(self) -> None:
        """Footnotes and endnotes stand below the paragraph or the tables that call them: who may
        not read a clause must not read its notes elsewhere."""
        called, self.notes = self.notes, []
        for number, part, key in called:
            note = self.notes_in(part).get(key)
            text = self.cell_text(note, 1).replace("\n", " ") if note is not None else ""
            if text:
                self.add(f"〔注{number}〕{text}\n")

    def notes_in(self, part: str) -> dict[str, Element]:
        if part not in self.note_texts:
            root = self.archive.part(f"word/{part}.xml")
            self.note_texts[part] = {note.get(f"{W}id", ""): note for note in root or ()}
        return self.note_texts[part]

    def number(self, element: Element, offset: int, filled: bool) -> str:
        """Automatic number of a paragraph; notes its heading level on the way."""
        properties = element.find(f"{W}pPr")
        key, own, depth, level = "", "", None, 0
        if properties is not None:
            reference = properties.find(f"{W}pStyle")
            key = reference.get(f"{W}val", "") if reference is not None else ""
            own, depth = number_of(properties)
            outline = properties.find(f"{W}outlineLvl")
            if outline is not None and outline.get(f"{W}val", "9") in "012345678":
                level = int(outline.get(f"{W}val", "9")) + 1
        style = self.styles.get(key)
        if filled and style.contents:
            self.contents.add(offset)
        elif filled and (level or style.level):
            self.levels[offset] = level or style.level
        list_id = own or style.list_id
        if list_id in ("", "0") or not filled:
            return ""
        if depth is None:
            steps = style.steps if list_id == style.list_id else ((key, None),)
            depth = self.numbering.level_of(list_id, steps)
        return self.numbering.next(list_id, depth)

    def inline(self, element: Element) -> tuple[str, list[Element]]:
        """Text of a paragraph and the text boxes anchored in it."""
        out: list[str] = []
        boxes: list[Element] = []
        fields: list[list[str] | None] = []
        for node in self.walk(element, self.styles.is_hidden(element.find(f"{W}pPr"), "pStyle")):
            if node.tag == f"{W}t":
                out.append(node.text or "")
            elif node.tag in _TEXT:
                out.append(_TEXT[node.tag])
            elif node.tag == f"{W}sym":
                out.append(symbol(node.get(f"{W}char", ""), node.get(f"{W}font", "")))
            elif node.tag == _FORMULA:
                out.append(formula(node))
            elif node.tag in _NOTES:
                self.called += 1
                self.notes.append((self.called, _NOTES[node.tag], node.get(f"{W}id", "")))
                out.append(f"〔注{self.called}〕")
            elif node.tag == _BOX:
                boxes.append(node)
            elif node.tag == f"{W}fldChar":
                out.append(follow(node.get(f"{W}fldCharType", ""), fields))
            elif node.tag == f"{W}instrText" and fields and fields[-1] is not None:
                fields[-1].append(node.text or "")
            elif words := self.figures.words(node) if self.figures else "":
                self.unseen.append((self.length, "words"))
                out.append("\n" if any(map(str.strip, out)) else "")
                out.append(f"〔图中文字：{words}〕")
            else:
                self.look(node, self.length)
        return "".join(out), boxes

    def walk(self, element: Element, is_hidden: bool | None, depth: int = 0) -> Iterator[Element]:
        """What of a paragraph is read, in its order. `is_hidden`: by the paragraph's style."""
        if depth > _DEPTH_LIMIT:
            raise CorruptDocument(reason="嵌套太深")
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{W}r":
                said = self.styles.is_hidden(child.find(f"{W}rPr"), "rStyle")
                if is_hidden if said is None else said:
                    self.hidden += sum(len((t.text or "").strip()) for t in child.iter(f"{W}t"))
                    continue
            yield child
            if child.tag not in (_BOX, _FORMULA):
                yield from self.walk(child, is_hidden, depth + 1)

    def table(self, element: Element, depth: int) -> None:
        """One cell after the other, row by row; a vertically merged cell grows downwards."""
        table, self.tables = self.tables, self.tables + 1
        open_cells: dict[int, int] = {}
        rows = [
            tr for tr in children_of(element, f"{W}tr") if tr.find(f"{W}trPr/{W}del") is None
        ]  # fmt: skip
        for row, tr in enumerate(rows):
            column = self.empty_before(tr, table, row)
            head = tr.find(f"{W}trPr/{W}tblHeader") is not None
            for cell in children_of(tr, f"{W}tc"):
                span = 1
                merge: str | None = None
                properties = cell.find(f"{W}tcPr")
                if properties is not None:
                    span = max(1, columns_of(properties.find(f"{W}gridSpan")))
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

    def empty_before(self, tr: Element, table: int, row: int) -> int:
        """The column that a row begins in; an empty cell stands before one that is set in."""
        columns = columns_of(tr.find(f"{W}trPr/{W}gridBefore"))
        if columns:
            self.cells.append(CellMark(self.length, self.length, table, row, 0, 1, columns))
        return columns

    def cell_text(self, cell: Element, depth: int) -> str:
        """Paragraphs of a cell; a nested table is read as lines of its cell."""
        if depth > _DEPTH_LIMIT:
            raise CorruptDocument(reason="嵌套太深")
        lines: list[str] = []
        begun: list[str] = []
        for child in cell:
            if child.tag == f"{W}p":
                text, boxes = self.inline(child)
                begun.append(text)
                if not goes_on(child):
                    text, begun = "".join(begun), []
                    lines.append(self.number(child, -1, bool(text.strip())) + text)
                lines.extend(self.cell_text(box, depth + 1) for box in boxes)
            elif child.tag not in _SKIPPED and child.tag != f"{W}tcPr":
                lines.append(self.cell_text(child, depth + 1))
        return "\n".join(line for line in (*lines, "".join(begun)) if line.strip()).strip()


def read_docx(data: bytes) -> Extracted:
    """Text and marks of a Word file. Raises PlanImportError subclasses."""
    archive = Archive(data)
    document = archive.part("word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if document is None or body is None:
        raise CorruptDocument(reason="没有正文")
    reader = _Reader(
        read_numbering(archive.part("word/numbering.xml")),
        read_styles(archive.part("word/styles.xml")),
        archive,
    )
    front, rest = margins_of(reader.cell_text(part, 1) for part in margin_parts(document, archive))
    # The emblem in the head of each page is no part of the text.
    reader.unseen.clear()
    reader.figures = Figures(archive)
    reader.margins(front)
    reader.blocks(body)
    reader.end_line()
    reader.write_notes()
    reader.margins(rest)
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
        repairs=tuple(reader.repairs),
        hidden=reader.hidden,
        unseen=tuple(reader.unseen),
    )
