"""Tables that are ruled above, below and under their head, and nowhere else (三线表): their columns
are where white runs down through all rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from .glyphs import Glyph, Sheet
from .grids import NEAR, Area, Grid, level_rules
from .rows import Row, pieces_of, rows_of
from .rules import Box

_NARROWEST: Final = 120.0
_TALLEST_HEAD: Final = 0.15
"""Share of the height of the page."""

_WHITE: Final = 0.8
"""Ems between two columns at least."""

_APART: Final = 0.3
"""Ems between two words of the head that stand over two columns."""

_MOST_RULES: Final = 200
"""A page with more of them is a form or a drawing."""

_MOST_COLUMNS: Final = 20
_PROSE: Final = 14
"""Characters: columns that all have so long lines are those of a page."""

_CLEARLY: Final = 1.25


def open_grids(sheet: Sheet, ruled: Sequence[Grid]) -> list[Grid]:
    """Such tables of a page, from the top down; `ruled`: the others, whose lines are theirs."""
    rules = level_rules(sheet.rules)
    if len(rules) > _MOST_RULES:
        return []
    rules = [rule for rule in rules if not any(_inside(rule, grid) for grid in ruled)]
    rules.sort(key=lambda rule: -rule.top)
    found: list[Grid] = []
    while rules:
        first = rules[0]
        own = [rule for rule in rules if as_wide(rule, first)]
        grid, used = _first_of(sheet, own)
        if grid is not None:
            found.append(grid)
        gone = own[:used]
        rules = [rule for rule in rules if rule not in gone]
    return sorted(found, key=lambda grid: -grid.box.top)


def _inside(rule: Box, grid: Grid) -> bool:
    return (
        grid.box.bottom - NEAR <= rule.bottom
        and rule.top <= grid.box.top + NEAR
        and rule.left < grid.box.right
        and grid.box.left < rule.right
    )


def as_wide(a: Box, b: Box) -> bool:
    return abs(a.left - b.left) <= NEAR and abs(a.right - b.right) <= NEAR


def _first_of(sheet: Sheet, rules: Sequence[Box]) -> tuple[Grid | None, int]:
    """The table that begins at the first of the rules, and how many of them are done with."""
    if len(rules) < 3 or rules[0].right - rules[0].left < _NARROWEST:
        return None, 1
    grid = grid_between(sheet, rules[:3])
    if grid is None:
        return None, 1
    used = 3
    # A line may part its rows: it goes on as long as its columns do, and no other table begins.
    while used < len(rules) and grid_between(sheet, rules[used : used + 3]) is None:
        longer = grid_between(sheet, rules[: used + 1])
        last = grid_between(sheet, [rules[0], rules[used - 1], rules[used]], any_head=True)
        if longer is None or last is None or len(longer.edges) != len(grid.edges):
            break
        grid, used = longer, used + 1
    return grid, used


def grid_between(sheet: Sheet, rules: Sequence[Box], *, any_head: bool = False) -> Grid | None:
    """The table between the first and the last of the rules; the second is under its head, which
    is high only where it is `any_head`."""
    if len(rules) < 3:
        return None
    left, right = min(r.left for r in rules), max(r.right for r in rules)
    ys = [(rule.bottom + rule.top) / 2 for rule in rules]
    if ys[0] - ys[1] > _TALLEST_HEAD * sheet.height and not any_head:
        return None
    head = within(sheet, left, right, ys[0], ys[1])
    body = within(sheet, left, right, ys[1], ys[-1])
    if not head or not body:
        return None
    edges = column_edges(left, right, head, body)
    if not 3 <= len(edges) <= _MOST_COLUMNS + 1 or _is_prose(body, edges):
        return None
    spans = _spans(head, edges)
    # A line over the whole width heads no columns.
    filled = {_column(edges, (piece.left + piece.right) / 2) for piece in pieces_of(head)}
    named = sum(1 for first, last in spans if any(first <= at <= last for at in filled))
    if named < 2 or named < len(spans) - 1:
        return None
    return grid_with(sheet, edges, ys, is_headed=True)


def grid_with(
    sheet: Sheet,
    edges: Sequence[float],
    ys: Sequence[float],
    *,
    is_headed: bool,
    is_rest: bool = False,
) -> Grid:
    """The rows between the first and the last of the ruled heights, in these columns. `is_rest`:
    the first lines may be what is left of a row of the page before."""
    ruled = ys[1:] if is_headed else ys
    body = within(sheet, edges[0], edges[-1], ruled[0], ruled[-1])
    levels = sorted(
        {*ys, *_between(body, edges, ruled, sheet.number, is_rest=is_rest)}, reverse=True
    )
    spans = [(at, at) for at in range(len(edges) - 1)]
    if is_headed:
        spans = _spans(within(sheet, edges[0], edges[-1], ys[0], ys[1]), edges)
    areas = [
        Area(Box(edges[first], levels[1], edges[last + 1], levels[0]), 0, 1)
        for first, last in spans
    ]
    areas += [
        Area(Box(edges[at], levels[row + 1], edges[at + 1], levels[row]), row, 1)
        for row in range(1, len(levels) - 1)
        for at in range(len(edges) - 1)
    ]
    faces = {}
    for index, area in enumerate(areas):
        for at, edge in enumerate(edges[:-1]):
            if area.box.left <= edge < area.box.right:
                faces[(len(levels) - 2 - area.row, at)] = index
    box = Box(edges[0], levels[-1], edges[-1], levels[0])
    return Grid(box, tuple(edges), tuple(levels[::-1]), tuple(areas), faces)


def within(sheet: Sheet, left: float, right: float, top: float, bottom: float) -> list[Glyph]:
    """The characters of a page between two heights that stand between two others."""
    return [
        glyph
        for glyph in sheet.glyphs
        if not glyph.char.isspace()
        and bottom < (glyph.bottom + glyph.top) / 2 <= top
        and left - NEAR <= glyph.left
        and glyph.right <= right + NEAR
    ]


def column_edges(
    left: float, right: float, head: Sequence[Glyph], body: Sequence[Glyph]
) -> list[float]:
    """Where the columns begin and end."""
    return [left, *_gutters(body, head), right]


def _gutters(body: Sequence[Glyph], head: Sequence[Glyph]) -> list[float]:
    """The middles of the stretches of white that no character of the body reaches into, nor one of
    the head where that leaves any white and the head is not one over both columns."""
    em = median(glyph.top - glyph.bottom for glyph in body) / 1.3
    both = _white([*body, *head], 0.0)
    centres = [(piece.left + piece.right) / 2 for piece in pieces_of(head)]
    whites = _white(body, _WHITE * em)
    out: list[float] = []
    for at, (low, high) in enumerate(whites):
        end = whites[at + 1][0] if at + 1 < len(whites) else float("inf")
        is_over_both = any(low < x < high for x in centres) and not any(
            high <= x < end for x in centres
        )
        free = [
            (max(a, low), min(b, high))
            for a, b in both
            if a < high and low < b and not is_over_both
        ]
        a, b = max(free, key=lambda one: one[1] - one[0], default=(low, high))
        out.append((a + b) / 2)
    return out


def _white(glyphs: Sequence[Glyph], least: float) -> list[tuple[float, float]]:
    """Stretches that no character reaches into, so wide at least."""
    out: list[tuple[float, float]] = []
    reach: float | None = None
    for glyph in sorted(glyphs, key=lambda g: g.left):
        if reach is not None and glyph.left - reach > least:
            out.append((reach, glyph.left))
        reach = glyph.right if reach is None else max(reach, glyph.right)
    return out


def _is_prose(body: Sequence[Glyph], edges: Sequence[float]) -> bool:
    """Whether all columns are those of a page, filled with lines of text."""
    rows = rows_of(pieces_of(body), 0)
    lengths: list[list[int]] = [[] for _ in edges[1:]]
    for row in rows:
        for piece in row.pieces:
            lengths[_column(edges, (piece.left + piece.right) / 2)].append(len(piece.text))
    return all(own and median(own) >= _PROSE for own in lengths)


def _column(edges: Sequence[float], x: float) -> int:
    return min(max(bisect_right(edges, x) - 1, 0), len(edges) - 2)


def _spans(head: Sequence[Glyph], edges: Sequence[float]) -> list[tuple[int, int]]:
    """First and last column of each cell of the head; what stands over several is one cell."""
    columns = len(edges) - 1
    joined = [False] * (columns - 1)
    for piece in pieces_of(head):
        own = head[piece.first : piece.last + 1]
        apart = _white(own, _APART * (piece.em or piece.size / 1.3))
        for at, edge in enumerate(edges[1:-1]):
            if piece.left < edge < piece.right and not any(a <= edge <= b for a, b in apart):
                joined[at] = True
    out: list[tuple[int, int]] = []
    first = 0
    for at in range(columns):
        if at == columns - 1 or not joined[at]:
            out.append((first, at))
            first = at + 1
    return out


def is_sunk(sheet: Sheet, edges: Sequence[float], ys: Sequence[float], *, is_headed: bool) -> bool:
    """Whether the first column of a row may stand lower than the others begin: in their middle."""
    above, below = ys[-2:]
    lines, begins = _lines(within(sheet, edges[0], edges[-1], above, below), edges, sheet.number)
    anchors = [at for at, one in enumerate(begins) if one]
    return (is_headed and begins[:1] != [True]) or any(
        _cut(lines, a, b, is_top=True) < b - 1 for a, b in pairwise(anchors)
    )


def _lines(
    body: Sequence[Glyph], edges: Sequence[float], page: int
) -> tuple[list[Row], list[bool]]:
    """The lines of a stretch, and whether each has words in the first column."""
    lines = rows_of(pieces_of(body), page)
    return lines, [line.left < edges[1] for line in lines]


def _between(
    body: Sequence[Glyph],
    edges: Sequence[float],
    ruled: Sequence[float],
    page: int,
    *,
    is_rest: bool = False,
) -> list[float]:
    """Where one row of the body ends and the next begins, besides the ruled places. A row begins
    with its first column; lines without it belong to the row that they are nearer to. `is_rest`:
    those above the first of all are what is left of a row of the page before."""
    out: list[float] = []
    for above, below in pairwise(ruled):
        own = [g for g in body if below < (g.bottom + g.top) / 2 < above]
        lines, begins = _lines(own, edges, page)
        anchors = [at for at, one in enumerate(begins) if one]
        is_top = begins[:1] == [True] or is_rest
        cuts = [_cut(lines, a, b, is_top=is_top) for a, b in pairwise(anchors)]
        if is_rest and above == ruled[0] and anchors and anchors[0]:
            cuts.append(anchors[0] - 1)
        out += [(lines[cut].bottom + lines[cut + 1].top) / 2 for cut in cuts]
    return out


def _cut(lines: Sequence[Row], a: int, b: int, *, is_top: bool) -> int:
    """The last line of the row that begins in line `a`; the next has its first column in `b`."""
    gaps = [lines[at].bottom - lines[at + 1].top for at in range(a, b)]
    widest = max(range(len(gaps)), key=lambda at: gaps[at])
    others = [gap for at, gap in enumerate(gaps) if at != widest]
    if not others or gaps[widest] > max(max(others) * _CLEARLY, max(others) + 1):
        return a + widest
    # Cells that begin at the top of their row: the lines between go on in the row above.
    return b - 1 if is_top else (a + b - 1) // 2
