"""Lines and tables as the editor sees them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from content.plans.domain.lines import Cell, Line, Table, part, table_of
from content.plans.domain.repairs import Clean

from .model import OWN, Hints, TableHint

_REACH: Final = 2000
"""Lines of a table at most."""
_SEPARATORS: Final = (re.compile(r"\t"), re.compile(r"[|｜]"), re.compile(r"[ \u3000]{2,}"),
                      re.compile(r"[ \u3000]"))  # fmt: skip


def with_tables(
    blocks: Sequence[Line | Table], clean: Clean, hints: Hints
) -> tuple[Line | Table, ...]:
    """Blocks in which the lines the editor calls a table are one."""
    if not hints.tables:
        return tuple(blocks)
    out: list[Line | Table] = []
    at = 0
    while at < len(blocks):
        hint = hints.tables.get(blocks[at].start)
        lines = _lines_of(blocks, at, clean, hint) if hint else []
        table = _cells(lines, hint.columns) if hint and lines else None
        # Lines of nothing but bars have no cell.
        if table and table.cells:
            hints.used.add(lines[0].start)
            out.append(table)
            at += len(lines)
        else:
            out.append(blocks[at])
            at += 1
    return tuple(out)


def _lines_of(blocks: Sequence[Line | Table], at: int, clean: Clean, hint: TableHint) -> list[Line]:
    """From the first line to the last by its words; none where that one is gone, for a table
    must not swallow what stands behind it."""
    lines: list[Line] = []
    for block in blocks[at : at + _REACH]:
        if not isinstance(block, Line):
            break
        lines.append(block)
        if _words(clean, block) == hint.last:
            return lines
    return []


def _words(clean: Clean, line: Line) -> str:
    return re.sub(r"\s", "", clean.text[line.start : line.end])[:OWN]


def _cells(lines: Sequence[Line], columns: int) -> Table:
    cells: list[Cell] = []
    bars: list[tuple[int, int]] = []
    separator = _separator(lines) if not columns else re.compile(r"[|｜](?=\s*$)")
    for index, line in enumerate(lines):
        position, column = 0, index % columns if columns else 0
        row = index // columns if columns else index
        marks = list(separator.finditer(line.text)) if separator else []
        for mark in [*marks, None]:
            stop = mark.start() if mark else len(line.text)
            piece = line.text[position:stop]
            begin = line.start + position + len(piece) - len(piece.lstrip())
            body = piece.strip()
            if body or (not columns and mark) or not marks:
                begin = begin if body else line.start + position
                cells.append(
                    Cell(begin, begin + len(body), row, column, header=row == 0, text=body)
                )
                column += 1
            if mark is not None:
                position = mark.end()
                if mark[0].strip():
                    bars.append((line.start + mark.start(), line.start + mark.end()))
    if cells and cells[-1].row == 0:
        cells = [replace(cell, header=False) for cell in cells]
    return table_of(cells, bars)


def _separator(lines: Sequence[Line]) -> re.Pattern[str] | None:
    """The first that parts most of the lines."""
    for separator in _SEPARATORS:
        if 2 * sum(1 for line in lines if separator.search(line.text)) > len(lines):
            return separator
    return None


def with_hints(pieces: Sequence[Line | Table], clean: Clean, hints: Hints) -> list[Line | Table]:
    """Lines cut where the editor says that something begins, each with what is said of it."""
    if not hints.lines:
        return list(pieces)
    text, places = clean.text, sorted(hints.lines)
    out: list[Line | Table] = []
    for piece in pieces:
        if isinstance(piece, Table):
            out.append(piece)
            continue
        inside = places[bisect_left(places, piece.start) : bisect_left(places, piece.end)]
        cuts = _cuts(piece.start, inside, clean, hints)
        edges = [piece.start, *cuts, piece.end]
        for start, end in pairwise(edges):
            line = part(text, start, end, glued=piece.glued or bool(cuts))
            if line is None:
                continue
            if start == piece.start:
                line = replace(line, level=piece.level, contents=piece.contents, key=piece.key)
            hint = hints.lines.get(line.start)
            if hint is not None:
                hints.used.add(line.start)
                # What the format said of it gives way.
                line = replace(line, hint=hint, key=None if hint.role else line.key)
            out.append(line)
    return out


def _cuts(start: int, inside: Sequence[int], clean: Clean, hints: Hints) -> list[int]:
    """Where a line is cut. Of a mark that the reading wrote for one of the original, a part has
    nothing of the original: what is said of the words behind it is said of the mark as well."""
    cuts: list[int] = []
    for at in inside:
        if at == start or hints.lines[at].role is None:
            continue
        end = start + len(clean.text[start:at].rstrip())
        if clean.origin[end] > clean.origin[start]:
            cuts.append(at)
            start = at
        elif start not in hints.lines:
            hints.lines[start] = hints.lines[at]
            hints.used.add(at)
    return cuts
