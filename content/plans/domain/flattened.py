"""Tables that lost their shape on the way: one cell a line with a trailing bar, or tabs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from .lines import Cell, Line, Table, table_of
from .pairs import is_header

_MARK: Final = re.compile("[•·●○▪■□◆◇❖➢➔✓☑\uf000-\uf0ff]")
_LEADERS: Final = re.compile(r"[.…]{3}")
_CONTENTS: Final = re.compile(r"目\s*[录次]")
_LISTED: Final = re.compile(r".*\t\s*\d{1,4}")
_LEAST: Final = 4
_COLUMN_LIMIT: Final = 12


def find_flattened(
    blocks: Sequence[Line | Table], text: str, no_tables: Collection[int] = ()
) -> tuple[tuple[Line | Table, ...], list[Table]]:
    """Blocks with flattened tables put together, and those tables. One that begins at one of
    the offsets `no_tables` stays lines."""
    out: list[Line | Table] = []
    found: list[Table] = []
    at = 0
    while at < len(blocks):
        if listed := _contents(blocks, at):
            out.extend(blocks[at : at + listed])
            at += listed
            continue
        table, taken = _bars(blocks, at)
        if table is None:
            table, taken = _tabs(blocks, at, text)
        if table is None:
            out.append(blocks[at])
            at += 1
        elif table.start in no_tables:
            out.extend(blocks[at : at + taken])
            at += taken
        else:
            out.append(table)
            found.append(table)
            at += taken
    return tuple(out), found


def _contents(blocks: Sequence[Line | Table], at: int) -> int:
    """How many lines from `at` on are a list of contents with its pages behind tabs."""
    taken = 0
    while at + taken < len(blocks):
        block = blocks[at + taken]
        pattern = _LISTED if taken else _CONTENTS
        if not isinstance(block, Line) or pattern.fullmatch(block.plain) is None:
            break
        taken += 1
    return taken


def _bars(blocks: Sequence[Line | Table], at: int) -> tuple[Table | None, int]:
    run: list[tuple[Line, str, int]] = []
    for index in range(at, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Line) or block.level or not block.text.endswith(("|", "｜")):
            break
        cell = block.text[:-1].rstrip()
        if "|" in cell:
            break
        run.append((block, cell, block.start + len(block.text) - 1))
    if len(run) < _LEAST:
        return None, 0
    columns, certain = _columns([text for _, text, _ in run])
    cells = tuple(
        Cell(
            line.start, line.start + len(text), index // columns, index % columns,
            header=index < columns and certain, text=text,
        )
        for index, (line, text, _) in enumerate(run)
    )  # fmt: skip
    bars = [(bar, line.end) for line, _, bar in run]
    return table_of(cells, bars, certain=certain), len(run)


def _columns(texts: Sequence[str]) -> tuple[int, bool]:
    """Column count of a cell stream and whether it is certain: 1, 2, 3 down one column."""
    total = len(texts)
    for columns in range(2, min(_COLUMN_LIMIT, total // 2) + 1):
        if total % columns:
            continue
        for column in range(columns):
            values = [texts[row * columns + column] for row in range(1, total // columns)]
            if values == [str(n) for n in range(1, len(values) + 1)]:
                return columns, True
    for columns in range(2, min(_COLUMN_LIMIT, total // 3) + 1):
        if total % columns == 0 and all(
            re.match(r"[<>≤≥]?\d", texts[row * columns + columns - 1]) is not None
            for row in range(1, total // columns)
        ):
            return columns, False
    return 1, False


def _tabs(blocks: Sequence[Line | Table], at: int, text: str) -> tuple[Table | None, int]:
    """Two or more lines with the same number of tabs: rows as copied from a table."""
    rows: list[Line] = []
    for index in range(at, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Line) or "\t" not in block.text or block.level:
            break
        if block.contents:
            break
        if rows and block.text.count("\t") != rows[0].text.count("\t"):
            break
        # Dotted leaders: a table of contents, not a table.
        if _LEADERS.search(block.text):
            break
        # A mark and a tab: an item of a list as copied from Word, not a row.
        if _MARK.fullmatch(block.text.split("\t")[0].strip()):
            break
        rows.append(block)
    if len(rows) < 2:
        return None, 0
    if rows[0].text.count("\t") < 2 and len(rows) < 3:
        return None, 0
    if is_header([[piece for piece in row.text.split("\t") if piece.strip()] for row in rows]):
        return None, 0
    cells: list[Cell] = []
    for index, line in enumerate(rows):
        start = line.start
        for column, piece in enumerate(line.text.split("\t")):
            lead = len(piece) - len(piece.lstrip())
            body = piece.strip()
            begin = start + (lead if body else 0)
            cells.append(
                Cell(begin, begin + len(body), index, column, header=index == 0, text=body)
            )
            start += len(piece) + 1
    return table_of(cells), len(rows)
