"""Non-blank lines and tables of the clean text, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .corrections.model import CorrectionKind, Hint
from .extracted import Extracted
from .repairs import Clean
from .script import folded

LINE: Final = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Line:
    """Stripped content [start, end) of one line (or of a part of a glued line). `depth`: of a
    list within another, by the format; 0 where it says nothing."""

    start: int
    end: int
    text: str
    level: int = 0
    contents: bool = False
    key: str | None = None
    glued: bool = False
    hint: Hint | None = None
    depth: int = 0

    @property
    def role(self) -> CorrectionKind | None:
        """What the editor says that it is."""
        return self.hint.role if self.hint else None

    @cached_property
    def plain(self) -> str:
        """The text as the stages look at it, whatever script it is in."""
        return folded(self.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """Content [start, end) of the clean text at `row`, `column` (from 0)."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in reading order. `bars` are clean ranges of flattened cell borders."""

    cells: tuple[Cell, ...]
    bars: tuple[tuple[int, int], ...] = ()
    certain: bool = True
    start: int = 0
    end: int = 0


def layout(
    clean: Clean, extracted: Extracted, no_tables: Collection[int] = ()
) -> tuple[Line | Table, ...]:
    """Lines and format-given tables in the order of the text. A table that begins at one of the
    offsets `no_tables` is read as lines."""
    text, origin = clean.text, clean.origin
    tables = [table for table in _tables(clean, extracted) if table.start not in no_tables]
    levels = {bisect_left(origin, at): level for at, level in extracted.levels.items()}
    contents = {bisect_left(origin, at) for at in extracted.contents}
    depths = {bisect_left(origin, at): depth for at, depth in extracted.lists.items()}
    keys = {bisect_left(origin, at): key for at, key in extracted.fields.items()}
    out: list[Line | Table] = []
    pending = list(reversed(tables))
    for match in LINE.finditer(text):
        start, end = _strip(text, match.start(), match.end())
        if start == end:
            continue
        while pending and pending[-1].end <= start:
            out.append(pending.pop())
        if pending and pending[-1].start <= start < pending[-1].end:
            continue
        out.append(
            Line(
                start,
                end,
                text[start:end],
                level=levels.get(match.start(), 0),
                contents=match.start() in contents,
                key=keys.get(match.start()),
                depth=depths.get(match.start(), 0),
            )
        )
    out.extend(reversed(pending))
    return tuple(out)


def part(text: str, start: int, end: int, *, glued: bool = True) -> Line | None:
    """Line over a stripped part of the clean text, or None when it is blank."""
    start, end = _strip(text, start, end)
    return Line(start, end, text[start:end], glued=glued) if end > start else None


def _tables(clean: Clean, extracted: Extracted) -> list[Table]:
    grouped: dict[int, list[Cell]] = {}
    for mark in extracted.cells:
        start = bisect_left(clean.origin, mark.start)
        end = bisect_left(clean.origin, mark.end)
        start, end = _strip(clean.text, start, max(start, end))
        grouped.setdefault(mark.table, []).append(
            Cell(
                start,
                end,
                mark.row,
                mark.column,
                mark.row_span,
                mark.column_span,
                mark.header,
                clean.text[start:end],
            )
        )
    return [table_of(cells) for _, cells in sorted(grouped.items()) if any(c.text for c in cells)]


def table_of(
    cells: Sequence[Cell], bars: Sequence[tuple[int, int]] = (), *, certain: bool = True
) -> Table:
    """Table with its range in the clean text."""
    filled = [cell for cell in cells if cell.end > cell.start]
    edges = [(c.start, c.end) for c in filled] + list(bars)
    return Table(
        tuple(cells), tuple(bars), certain, min(e[0] for e in edges), max(e[1] for e in edges)
    )


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
