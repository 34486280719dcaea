"""Counts of one thing by another, with sums that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CrossTable:
    """`totals` are the sums of the columns, `total` that of everything."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[int, ...]
    total: int

    @property
    def rows(self) -> tuple[tuple[str, tuple[tuple[str, int], ...], int], ...]:
        """Each line as its label, its counts with the name of their column, and its sum: a phone
        shows them below one another."""
        return tuple(
            (line.label, tuple(zip(self.columns, line.counts, strict=True)), line.total)
            for line in self.lines
        )

    @property
    def sums(self) -> tuple[tuple[str, int], ...]:
        return tuple(zip(self.columns, self.totals, strict=True))


def cross(
    pairs: Iterable[tuple[str, str]],
    rows: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
) -> CrossTable:
    """`pairs` are row and column of each counted thing; `rows` and `columns` their values with
    labels. Columns in which nothing is counted are left out. Raises KeyError for a value that
    has no row or column: it would be missing in the sums."""
    counted = Counter(pairs)
    known_rows, known_columns = dict(rows), dict(columns)
    for row, column in counted:
        known_rows[row], known_columns[column]
    shown = [value for value, _label in columns if any(counted[row, value] for row in known_rows)]
    lines = tuple(
        Line(label, counts, sum(counts))
        for value, label in rows
        for counts in [tuple(counted[value, column] for column in shown)]
    )
    totals = tuple(sum(column) for column in zip(*(line.counts for line in lines), strict=True))
    return CrossTable(
        columns=tuple(known_columns[value] for value in shown),
        lines=lines,
        totals=totals or tuple(0 for _ in shown),
        total=sum(line.total for line in lines),
    )
