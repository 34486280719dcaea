"""A web page as one text: what readers see of it, the site's words left out on record."""

from __future__ import annotations

from itertools import pairwise

from ..decode import check_characters
from ..extracted import CellMark, Extracted, InlineRepair, RepairKind
from ..labels import label_key
from .choose import Choice, choose, header_zone
from .decoding import decode_page
from .furniture import furniture_in
from .page import Line, Page, read_page

_HEADING_LENGTH = 80
_VALUE_LENGTH = 120
_CONTENTS_LENGTH = 200


def read_html(data: bytes) -> Extracted:
    """Visible text and marks of a web page. Raises PlanImportError subclasses."""
    markup, encoding = decode_page(data)
    page = read_page(markup)
    choice = choose(page)
    writer = _Writer(page, choice)
    writer.run()
    text = "".join(writer.parts)
    check_characters(text)
    return Extracted(
        text=text,
        source="html",
        encoding=encoding,
        cells=tuple(writer.cells),
        levels=writer.levels,
        contents=frozenset(writer.contents),
        lists=writer.lists,
        repairs=tuple(writer.repairs),
        unseen=tuple(
            (writer.starts[at], "picture")
            for at, box in page.pictures
            if box in choice.boxes and at < len(writer.starts)
        ),
    )


def _is_sentence(text: str) -> bool:
    """What is set in the style of contents by mistake says something, or is long."""
    return len(text) > _CONTENTS_LENGTH or text.endswith(("。", "；", "！", "？"))


class _Writer:
    def __init__(self, page: Page, choice: Choice) -> None:
        self.page, self.choice = page, choice
        self.parts: list[str] = []
        self.length = 0
        self.cells: list[CellMark] = []
        self.levels: dict[int, int] = {}
        self.contents: set[int] = set()
        self.lists: dict[int, int] = {}
        self.repairs: list[InlineRepair] = []
        self.starts: list[int] = []
        self.pairs = _pairs(page.lines, header_zone(page, choice))

    def run(self) -> None:
        site_from: int | None = None
        lines = self.page.lines
        for index, line in enumerate(lines):
            kept = index in self.choice.kept
            if kept and site_from is not None:
                self.repair(site_from, self.length, RepairKind.NAVIGATION)
                site_from = None
            elif not kept and site_from is None:
                site_from = self.length
            start = self.length
            self.starts.append(start)
            self.add(line.text)
            if kept:
                self.line(index, line, start)
            if index in self.pairs:
                self.add("\t")
                if not line.text.endswith((":", "：")):
                    self.repair(self.length - 1, self.length, RepairKind.MARKUP, "：")
            else:
                self.add("\n")
        if site_from is not None:
            self.repair(site_from, self.length, RepairKind.NAVIGATION)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def repair(self, start: int, end: int, kind: RepairKind, replacement: str = "") -> None:
        if end > start:
            self.repairs.append(InlineRepair(start, end, kind, replacement))

    def line(self, index: int, line: Line, start: int) -> None:
        if line.cell is not None:
            self.cell(line.cell, start)
        elif line.level and len(line.text) <= _HEADING_LENGTH and not line.text.endswith("。"):
            self.levels[start] = line.level
        if line.contents and line.cell is None and not _is_sentence(line.text):
            self.contents.add(start)
        elif line.depth > 1:
            self.lists[start] = line.depth
        for begin, end, kind in line.marks:
            self.repair(start + begin, start + end, kind)
        if not self.choice.first <= index <= self.choice.last and not line.level:
            for begin, end in furniture_in(line.text):
                self.repair(start + begin, start + end, RepairKind.NAVIGATION)

    def cell(self, at: int, start: int) -> None:
        """Lines of one cell follow each other: they make one mark."""
        spot = self.page.cells[at]
        if self.cells and (self.cells[-1].table, self.cells[-1].row, self.cells[-1].column) == (
            spot.table, spot.row, spot.column,
        ):  # fmt: skip
            start = self.cells.pop().start
        self.cells.append(
            CellMark(
                start, self.length, spot.table, spot.row, spot.column, spot.row_span,
                spot.column_span, spot.header,
            )
        )  # fmt: skip


def _pairs(lines: list[Line], zone: list[int]) -> frozenset[int]:
    """Lines that are a label alone and stand right before their value."""
    return frozenset(
        at
        for at, below in pairwise(zone)
        if below == at + 1
        and label_key(lines[at].text) is not None
        and label_key(lines[below].text.split("：")[0].split(":")[0]) is None
        and not lines[below].level
        and len(lines[below].text) <= _VALUE_LENGTH
    )
