"""Markdown as a source: marks become repairs with the original kept, headings explicit levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Protocol

from .extracted import CellMark, Extracted, InlineRepair, RepairKind

RawLine = tuple[int, int, str]


class Drop(Protocol):
    def __call__(self, start: int, end: int, replacement: str = "") -> None: ...


_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+$")
_HEADING: Final = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+")
_RULE: Final = re.compile(r"[ ]{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_QUOTE: Final = re.compile(r"[ ]{0,3}>[ ]?")
_BULLET: Final = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_EMPHASIS_RUN: Final = re.compile(r"\*{2,}|_{2,}")
# Neither part crosses a bracket, so each character is looked at once (CommonMark has the
# innermost brackets win too).
_LINK: Final = re.compile(r"!?\[([^\[\]\n]*)\](\([^\[)\n]*\))")
_ESCAPE: Final = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>])")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SEPARATOR_CELL: Final = re.compile(r":?-+:?")
_KEY_VALUE: Final = re.compile(r"([A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff -]{0,30}?)[ \t]*[:：]")


def read_plain(text: str, source: str, encoding: str = "") -> Extracted:
    """A text without marks, but for tables drawn with pipes: people write those anywhere."""
    lines, cells, repairs = _lines(text), list[CellMark](), list[InlineRepair]()

    def drop(start: int, end: int, replacement: str = "") -> None:
        if end > start:
            repairs.append(InlineRepair(start, end, RepairKind.MARKUP, replacement))

    at = tables = 0
    while at < len(lines):
        if _opens_table(lines, at):
            at = _table(lines, at, tables, cells, drop)
            tables += 1
        else:
            at += 1
    return Extracted(text, source, encoding, cells=tuple(cells), repairs=_disjoint(repairs))


def read_markdown(text: str, encoding: str = "") -> Extracted:
    """Marks of a Markdown text; the text itself stays as it is."""
    lines = _lines(text)
    levels: dict[int, int] = {}
    cells: list[CellMark] = []
    repairs: list[InlineRepair] = []
    fields: dict[int, str] = {}

    def drop(start: int, end: int, replacement: str = "") -> None:
        if end > start:
            repairs.append(InlineRepair(start, end, RepairKind.MARKUP, replacement))

    for start, end in _comments(text):
        drop(start, end)
    at = _front_matter(lines, fields, drop)
    tables = 0
    while at < len(lines):
        start, _, line = lines[at]
        if _opens_table(lines, at):
            head, at = at, _table(lines, at, tables, cells, drop)
            for row_start, _, row in lines[head:at]:
                _inline(row, row_start, 0, drop)
            tables += 1
            continue
        at += 1
        if heading := _HEADING.match(line):
            levels[start] = len(heading[1])
            drop(start, start + heading.end())
            words = line.rstrip(" \t").rstrip("#")
            if len(words) > heading.end() and words[-1] in " \t" and words != line.rstrip(" \t"):
                drop(start + len(words.rstrip(" \t")), start + len(line))
            _inline(line, start, heading.end(), drop)
        elif _RULE.fullmatch(line):
            drop(start, start + len(line))
        else:
            offset = 0
            while quote := _QUOTE.match(line, offset):
                drop(start + offset, start + quote.end())
                offset = quote.end()
            if bullet := _BULLET.match(line, offset):
                drop(start + offset, start + bullet.end(), "· ")
                offset = bullet.end()
            _inline(line, start, offset, drop)
    return Extracted(
        text=text,
        source="markdown",
        encoding=encoding,
        cells=tuple(cells),
        levels=levels,
        fields=fields,
        repairs=_disjoint(repairs),
    )


def _lines(text: str) -> list[RawLine]:
    return [(m.start(), m.end(), m[0].rstrip("\r\n")) for m in _LINE.finditer(text)]


def _opens_table(lines: list[RawLine], at: int) -> bool:
    below = lines[at + 1][2] if at + 1 < len(lines) else ""
    return "|" in lines[at][2] and "|" in below and _is_separator(below)


def _front_matter(lines: list[RawLine], fields: dict[int, str], drop: Drop) -> int:
    if not lines or lines[0][2].strip("\ufeff \t") != "---":
        return 0
    for at in range(1, min(len(lines), 60)):
        if lines[at][2].strip() in ("---", "..."):
            drop(lines[0][0], lines[0][0] + len(lines[0][2]))
            drop(lines[at][0], lines[at][0] + len(lines[at][2]))
            for start, _, line in lines[1:at]:
                match = _KEY_VALUE.match(line)
                if line.strip():
                    fields[start] = match[1].strip() if match else ""
            return at + 1
    return 0


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of <!-- … -->; one that is never closed is text."""
    at = text.find("<!--")
    while at >= 0 and (end := text.find("-->", at + 4)) >= 0:
        yield at, end + 3
        at = text.find("<!--", end + 3)


def _is_separator(line: str) -> bool:
    """The line below the head of a pipe table: |---|:--:|."""
    cells = [cell.strip(" \t") for cell in line.strip(" \t").strip("|").split("|")]
    return "--" in cells[0] and all(_SEPARATOR_CELL.fullmatch(cell) for cell in cells)


def _emphasis(line: str, offset: int) -> Iterator[tuple[int, int]]:
    """Ranges of the marks **, *** and __ that open and close; each run is looked at once."""
    opened: dict[str, int] = {}
    for run in _EMPHASIS_RUN.finditer(line, offset):
        before = line[run.start() - 1 : run.start()] if run.start() > offset else ""
        after = line[run.end() : run.end() + 1]
        marks = [mark for mark in ("***", "**", "__") if run[0].startswith(mark)]
        closes = next((mark for mark in marks if mark in opened), None)
        if closes and before.strip():
            begin = opened[closes]
            yield begin, begin + len(closes)
            yield run.start(), run.start() + len(closes)
            opened = {mark: at for mark, at in opened.items() if at < begin}
        elif after.strip():
            opened.setdefault(marks[0], run.start())


def _inline(line: str, start: int, offset: int, drop: Drop) -> None:
    for begin, end in _emphasis(line, offset):
        drop(start + begin, start + end)
    for match in _LINK.finditer(line, offset):
        drop(start + match.start(), start + match.start(1))
        drop(start + match.end(1), start + match.end())
    for match in _ESCAPE.finditer(line, offset):
        drop(start + match.start(), start + match.end())
    for match in _BREAK.finditer(line, offset):
        drop(start + match.start(), start + match.end(), "\n")


def _table(lines: list[RawLine], at: int, table: int, cells: list[CellMark], drop: Drop) -> int:
    """Read a pipe table from its header line on; returns the line after it."""
    row = 0
    head = at
    while at < len(lines) and "|" in lines[at][2]:
        start, _, line = lines[at]
        if at == head + 1:
            drop(start, start + len(line))
            at += 1
            continue
        bars = [m.start() for m in re.finditer(r"(?<!\\)\|", line)]
        edges = bars if line.lstrip().startswith("|") else [-1, *bars]
        if not line.rstrip().endswith("|"):
            edges = [*edges, len(line)]
        for bar in bars:
            drop(start + bar, start + bar + 1)
        for column, (left, right) in enumerate(pairwise(edges)):
            raw = line[left + 1 : right]
            lead = len(raw) - len(raw.lstrip())
            text = raw.strip()
            begin = start + left + 1 + (lead if text else 0)
            cells.append(CellMark(begin, begin + len(text), table, row, column, header=row == 0))
        row += 1
        at += 1
    return at


def _disjoint(repairs: list[InlineRepair]) -> tuple[InlineRepair, ...]:
    """Sorted, the earlier and longer one wins where two overlap."""
    out: list[InlineRepair] = []
    for repair in sorted(repairs, key=lambda r: (r.start, -r.end)):
        if not out or repair.start >= out[-1].end:
            out.append(repair)
    return tuple(out)
