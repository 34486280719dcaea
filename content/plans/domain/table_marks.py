"""A changed table beside the one before, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from .marks import Mark, Piece, marked

Texts = Sequence[str]
_SHOWN: Final = 12
"""Rows up to which a table is shown whole."""
# Pairs of rows: more would keep a worker busy for seconds.
_LARGEST: Final = 250_000


@dataclass(frozen=True, slots=True)
class MarkedCell:
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.mark != Mark.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """`is_head`: the row names the columns. `left_out`: so many rows in which nothing changed
    stand here, and no cells."""

    cells: tuple[MarkedCell, ...] = ()
    is_head: bool = False
    left_out: int = 0

    @property
    def is_changed(self) -> bool:
        return any(cell.is_changed for cell in self.cells)


def marked_table(
    before: Sequence[Texts], after: Sequence[Texts], *, headed: bool
) -> list[MarkedRow]:
    """Rows of both, in reading order; of a long table those that changed, and its head where it
    is `headed`."""
    rows = list(_rows(before, after))
    if headed and rows:
        rows[0] = MarkedRow(rows[0].cells, is_head=True)
    return rows if len(rows) <= _SHOWN else list(_shortened(rows))


def plain_table(rows: Sequence[Texts], *, headed: bool) -> list[MarkedRow]:
    """All rows of a table that came or went whole."""
    shown = [_row(row, row) for row in rows]
    return [MarkedRow(row.cells, is_head=headed and at == 0) for at, row in enumerate(shown)]


def _rows(before: Sequence[Texts], after: Sequence[Texts]) -> Iterator[MarkedRow]:
    old, new = [tuple(row) for row in before], [tuple(row) for row in after]
    start, end = _alike(old, new)
    yield from (_row(row, row) for row in new[:start])
    yield from _between(old[start : len(old) - end], new[start : len(new) - end])
    yield from (_row(row, row) for row in new[len(new) - end :])


def _alike(old: Sequence[Texts], new: Sequence[Texts]) -> tuple[int, int]:
    """How many rows are the same from the start, and from the end behind those."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    left = shorter - start
    end = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    return start, end


def _between(old: Sequence[Texts], new: Sequence[Texts]) -> Iterator[MarkedRow]:
    if len(old) * len(new) > _LARGEST:
        yield from (_row(row, ()) for row in old)
        yield from (_row((), row) for row in new)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from (_row(row, row) for row in new[c:d])
        else:
            yield from (_row(*pair) for pair in _paired(old[a:b], new[c:d]))


def _paired(old: Sequence[Texts], new: Sequence[Texts]) -> Iterator[tuple[Texts, Texts]]:
    """Rows of a stretch that changed: those that share a name are one row, then those that stand
    at the same place where there are as many."""
    names = SequenceMatcher(None, [_name(row) for row in old], [_name(row) for row in new], False)
    for tag, a, b, c, d in names.get_opcodes():
        if tag == "equal" or b - a == d - c:
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from ((row, ()) for row in old[a:b])
            yield from (((), row) for row in new[c:d])


def _name(row: Texts) -> str:
    """What the row is about: its first cell that does more than count."""
    return next((cell for cell in row if cell.strip() and not cell.strip().isdecimal()), "")


def _row(old: Texts, new: Texts) -> MarkedRow:
    return MarkedRow(tuple(_cell(*pair) for pair in _cells(old, new)))


def _cells(old: Texts, new: Texts) -> Iterator[tuple[str, str]]:
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _tag, a, b, c, d in matcher.get_opcodes():
        both = min(b - a, d - c)
        yield from zip(old[a : a + both], new[c : c + both], strict=True)
        yield from ((cell, "") for cell in old[a + both : b])
        yield from (("", cell) for cell in new[c + both : d])


def _cell(old: str, new: str) -> MarkedCell:
    if old == new:
        return MarkedCell((Piece(Mark.SAME, new),) if new else ())
    return MarkedCell(marked(old, new))


def _shortened(rows: Sequence[MarkedRow]) -> Iterator[MarkedRow]:
    same = 0
    for row in rows:
        if row.is_changed or row.is_head:
            if same:
                yield MarkedRow(left_out=same)
            same = 0
            yield row
        else:
            same += 1
    if same:
        yield MarkedRow(left_out=same)
