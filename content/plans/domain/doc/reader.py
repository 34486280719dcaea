"""A .doc as one text: paragraphs, automatic numbers, tables, text boxes, footnotes.

Deleted revisions and hidden text are left out, inserted ones kept, and so is the result of a field
but not what makes it, as in a .docx. Heads and feet of pages are kept on record.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..decode import check_characters
from ..errors import CorruptDocument, UnknownNumbers
from ..extracted import CellMark, Extracted, InlineRepair
from ..margins import margins_of, on_record
from .container import (
    ANCHORS,
    BOXES,
    DRAWINGS,
    END_REFERENCES,
    END_TEXTS,
    HEADS,
    NOTE_REFERENCES,
    NOTE_TEXTS,
    Container,
    plc,
)
from .formats import Format, changed, runs_of_paragraphs, styles_of
from .lists import numbers_of
from .pieces import Text
from .shapes import outermost
from .tables import Row, write_table
from .words import Words

_HEADINGS: Final = range(1, 10)
_CONTENTS: Final = range(19, 28)
_MARKS: Final = (0x07, 0x0C, 0x0D, 0x0E)
_ANCHOR: Final = 26
_BOX: Final = 22
_OF_BOX: Final = 14
_SEPARATORS: Final = 6


class _Reader:
    def __init__(self, container: Container) -> None:
        self.container = container
        self.text = Text(container)
        self.formats = runs_of_paragraphs(container)
        self.styles = styles_of(container)
        self.words = Words(container, self.text, self.styles, self.formats)
        self.numbers = numbers_of(container)
        self.parts: list[str] = []
        self.length = 0
        self.cells: list[CellMark] = []
        self.levels: dict[int, int] = {}
        self.contents: set[int] = set()
        self.tables = 0
        self.boxes = self._anchored()
        self.notes = self._notes()
        self.called: list[tuple[int, int]] = []
        self.written = 0
        self.repairs: list[InlineRepair] = []
        self.unseen: list[tuple[int, str]] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def run(self) -> None:
        """The main text with its notes, then boxes that hang nowhere."""
        front, rest = margins_of(self._heads())
        # The emblem in the head of each page is no part of the text.
        self.unseen.clear()
        self._margins(front)
        cell: list[str] = []
        row: list[str] = []
        rows: list[Row] = []
        for start, end in self._paragraphs(0, self.container.stories.main):
            form = self._format(end - 1)
            called = len(self.called)
            text, boxes = self._inline(start, end)
            if not form.in_table:
                self._table(rows, row, cell)
                rows, row, cell = [], [], []
                self._write_notes(called)
                self._paragraph(form, text)
                for box in boxes:
                    self._box(box)
                continue
            is_mark = self.text.units[end - 1] == 0x07
            if form.ends_row and is_mark:
                rows.append(Row(row, form.edges, form.is_head))
                row, cell = [], []
                continue
            if text.strip():
                cell.append(self._number(form) + text)
            cell.extend(line for box in boxes for line in self._lines(*box))
            if is_mark:
                row.append("\n".join(cell))
                cell = []
        self._table(rows, row, cell)
        self._write_notes(len(self.called))
        for box in [box for held in self.boxes.values() for box in held]:
            at = self.length
            self._box(box)
            if self.length > at:
                self.unseen.append((at, "box"))
        self._margins(rest)

    def _write_notes(self, count: int) -> None:
        """Notes stand below the paragraph or the tables that call them: who may not read a clause
        must not read its notes elsewhere. `count`: calls up to there."""
        for index in range(self.written, count):
            if text := " ".join(self._lines(*self.called[index])):
                self.add(f"〔注{index + 1}〕{text.strip()}\n")
        self.written = count

    def _heads(self) -> Iterator[str]:
        """Lines of the heads and feet of pages, section by section, and of what floats in them.
        The first six texts there are lines that part notes from the text."""
        stories = self.container.stories
        places, _none = plc(self.container.table(HEADS), 0)
        first = places[_SEPARATORS] if len(places) > _SEPARATORS else 0
        if not 0 <= first <= stories.heads:
            first = 0
        boxes = stories.start_of_head_boxes
        for low, high in (
            (stories.start_of_heads + first, stories.start_of_heads + stories.heads),
            (boxes, boxes + stories.head_boxes),
        ):
            yield from (self._inline(*ends)[0] for ends in self._paragraphs(low, high))

    def _margins(self, lines: list[str]) -> None:
        text, repairs = on_record(lines, self.length)
        self.add(text)
        self.repairs.extend(repairs)

    def _paragraphs(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Ranges up to and with the mark that ends each."""
        start = low
        for place in range(low, high):
            if self.text.units[place] in _MARKS and not self.words.is_gone(place):
                yield start, place + 1
                start = place + 1
        if start < high:
            yield start, high

    def _format(self, place: int) -> Format:
        offset = self.text.offset_of(place)
        data = self.formats.at(offset)
        style = struct.unpack_from("<H", data)[0] if len(data) >= 2 else 0
        form = changed(self.styles.format(style), data[2:], self.container.data)
        if more := self.text.piece_at(place).modifiers:
            form = changed(form, more)
        return replace(form, style=style)

    def _inline(self, low: int, high: int) -> tuple[str, list[tuple[int, int]]]:
        """The words of a paragraph, its calls of notes written out, and the boxes in it."""
        out: list[str] = []
        boxes: list[tuple[int, int]] = []
        for place in range(low, high):
            if place in self.boxes:
                held = self.boxes.pop(place)
                boxes.extend(held if self.words.is_anchor(place) else ())
            elif self.words.is_gone(place):
                continue
            elif place in self.notes:
                self.called.append(self.notes[place])
                out.append(f"〔注{len(self.called)}〕")
            elif self.words.is_drawing(place):
                self.unseen.append((self.length, "drawing"))
            elif self.words.is_picture(place):
                self.unseen.append((self.length, "picture"))
            else:
                out.append(self.words.at(place))
        # Two units may be one character.
        text = "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text, boxes

    def _lines(self, low: int, high: int) -> list[str]:
        """Paragraphs of a note or of a box, tables among them read as lines."""
        out = []
        for start, end in self._paragraphs(low, high):
            text, boxes = self._inline(start, end)
            if text.strip():
                out.append(self._number(self._format(end - 1)) + text)
            out.extend(line for box in boxes for line in self._lines(*box))
        return out

    def _paragraph(self, form: Format, text: str) -> None:
        kind = self.styles.kind(form.style)
        if text.strip():
            if kind in _CONTENTS:
                self.contents.add(self.length)
            elif form.outline < 9 or kind in _HEADINGS:
                self.levels[self.length] = form.outline + 1 if form.outline < 9 else kind
            text = self._number(form) + text
        self.add(text + "\n")

    def _number(self, form: Format) -> str:
        if form.old_numbers and not form.use:
            raise UnknownNumbers()
        return self.numbers.next(form.use, form.level) if form.use else ""

    def _box(self, box: tuple[int, int]) -> None:
        for line in self._lines(*box):
            self.add(line + "\n")

    def _table(self, rows: list[Row], row: list[str], cell: list[str]) -> None:
        """Write the table so far; cells behind the end of its last row are lines."""
        if rows:
            text, marks = write_table(rows, self.tables, self.length)
            self.tables += 1
            self.cells.extend(marks)
            self.add(text)
        for line in (*row, *cell):
            self.add(line + "\n")

    def _anchored(self) -> dict[int, list[tuple[int, int]]]:
        """Where in the main text which boxes hang; at −1 those of which no table says it."""
        places, entries = plc(self.container.table(BOXES), _BOX)
        first = self.container.stories.start_of_ends + self.container.stories.ends
        _at, anchors = plc(self.container.table(ANCHORS), _ANCHOR)
        hung = {struct.unpack_from("<I", a)[0]: at for at, a in zip(_at, anchors, strict=False)}
        outer = outermost(self.container.table(DRAWINGS))
        out: dict[int, list[tuple[int, int]]] = defaultdict(list)
        read = 0
        for index, entry in enumerate(entries):
            low, high = places[index], places[index + 1]
            # One text is that of one box: many boxes over it would multiply it without end.
            if not read <= low < high <= self.container.stories.boxes:
                continue
            if read < low:
                out[-1].append((first + read, first + low))
            read = high
            (shape,) = struct.unpack_from("<I", entry, _OF_BOX)
            at = hung.get(shape, hung.get(outer.get(shape, shape), -1))
            out[at].append((first + low, first + high))
        if read < self.container.stories.boxes:
            out[-1].append((first + read, first + self.container.stories.boxes))
        return out

    def _notes(self) -> dict[int, tuple[int, int]]:
        """Where in the main text which footnote or endnote is called."""
        stories = self.container.stories
        out: dict[int, tuple[int, int]] = {}
        for calls, texts, first, size in (
            (NOTE_REFERENCES, NOTE_TEXTS, stories.main, stories.notes),
            (END_REFERENCES, END_TEXTS, stories.start_of_ends, stories.ends),
        ):
            at, _kinds = plc(self.container.table(calls), 2)
            places, _none = plc(self.container.table(texts), 0)
            read = 0
            for index in range(min(len(at) - 1, len(places) - 1)):
                low, high = places[index], places[index + 1]
                if not read <= low <= high <= size or at[index] >= stories.main:
                    raise CorruptDocument(reason="脚注不完整")
                read = high
                out[at[index]] = (first + low, first + high)
        return out


def read_doc(data: bytes) -> Extracted:
    """Text and marks of a Word 97–2003 file. Raises PlanImportError subclasses."""
    reader = _Reader(Container(data))
    try:
        reader.run()
    except (struct.error, IndexError, ValueError, RecursionError):
        raise CorruptDocument(reason="格式区不完整") from None
    text = "".join(reader.parts)
    check_characters(text)
    return Extracted(
        text=text,
        source="doc",
        cells=tuple(reader.cells),
        levels=reader.levels,
        contents=frozenset(reader.contents),
        repairs=tuple(reader.repairs),
        hidden=reader.words.hidden,
        unseen=tuple(reader.unseen),
    )
