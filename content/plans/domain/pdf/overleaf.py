"""Tables of three lines that go on overleaf: the line below them stands pages later, and their head
may come again or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .glyphs import Glyph, Sheet
from .grids import NEAR, Grid, level_rules
from .open_tables import as_wide, column_edges, grid_between, grid_with, is_sunk, within
from .rows import Piece
from .rules import Box

_WIDE: Final = 0.6
"""Share of the width of the text that such a table has at least: another is one of a column."""
_MOST_RULES: Final = 60


@dataclass(frozen=True, slots=True)
class _Page:
    """`top`, `foot`: between these stands its text. `rules`: wide ones that no table has, from the
    top down."""

    number: int
    sheet: Sheet
    top: float
    foot: float
    rules: list[Box]
    grids: list[Grid]


@dataclass(frozen=True, slots=True)
class _Part:
    """`ys`: its ruled heights; the second is under the head where it `is_headed`. `whole`: what it
    was taken for before."""

    page: _Page
    ys: tuple[float, ...]
    is_headed: bool
    whole: Grid | None = None


@dataclass(slots=True)
class _Table:
    """What has been found of one. `words` and `head`: those of its head; `columns`: as many edges
    as its first part has; `covered`: where its characters stand, side by side."""

    rule: Box
    words: str
    columns: int
    head: list[Glyph]
    covered: list[Glyph] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)

    @property
    def edges(self) -> list[float]:
        return column_edges(self.rule.left, self.rule.right, self.head, self.covered)

    def takes(self, part: _Part) -> bool:
        """Whether the rows of a page are more of it: nothing stands beside them, and the white
        between the columns runs on."""
        sheet, (above, below) = part.page.sheet, part.ys[-2:]
        more = within(sheet, self.rule.left, self.rule.right, above, below)
        if not more or len(more) < len(within(sheet, 0, sheet.width, above, below)):
            return False
        before, self.covered = self.covered, _covered([*self.covered, *more])
        if len(self.edges) != self.columns:
            self.covered = before
            return False
        self.parts.append(part)
        return True


def with_parts(
    sheets: Sequence[Sheet], found: Sequence[Sequence[Grid]], bodies: Sequence[Sequence[Piece]]
) -> list[list[Grid]]:
    """The grids of each page, with the parts of tables that begin or end on another. `bodies`: the
    pieces of each page without its running heads and feet."""
    out = [list(own) for own in found]
    table: _Table | None = None
    for number, (sheet, own, body) in enumerate(zip(sheets, found, bodies, strict=True)):
        page = _page(number, sheet, own, body)
        if table is not None and page is not None and _goes_on(table, page):
            continue
        if table is not None:
            _settle(table, out)
        table = _begun(page) if page is not None else None
    if table is not None:
        _settle(table, out)
    return [sorted(own, key=lambda grid: -grid.box.top) for own in out]


def _settle(table: _Table, out: list[list[Grid]]) -> None:
    """What does not go on is no table that its lines tell."""
    if len(table.parts) < 2:
        return
    edges = table.edges
    sunk = any(
        is_sunk(part.page.sheet, edges, part.ys, is_headed=part.is_headed) for part in table.parts
    )
    for at, part in enumerate(table.parts):
        own = out[part.page.number]
        own[:] = [grid for grid in own if grid is not part.whole]
        grid = grid_with(
            part.page.sheet, edges, part.ys, is_headed=part.is_headed, is_rest=at > 0 and not sunk
        )
        own.append(grid)


def _page(number: int, sheet: Sheet, grids: Sequence[Grid], body: Sequence[Piece]) -> _Page | None:
    rules = level_rules(sheet.rules)
    if not body or len(rules) > _MOST_RULES:
        return None
    width = max(piece.right for piece in body) - min(piece.left for piece in body)
    own = [
        rule for rule in rules
        if rule.right - rule.left >= _WIDE * width
        and not any(grid.box.bottom - NEAR <= rule.bottom <= grid.box.top + NEAR for grid in grids)
    ]  # fmt: skip
    top, foot = max(piece.top for piece in body) + 1, min(piece.bottom for piece in body) - 1
    return _Page(number, sheet, top, foot, sorted(own, key=lambda r: -r.top), list(grids))


def _begun(page: _Page) -> _Table | None:
    """The table whose head is the last thing that is ruled on a page."""
    if len(page.rules) < 2:
        return None
    first, second = page.rules[-2:]
    foot = Box(first.left, page.foot, first.right, page.foot)
    if not as_wide(first, second) or second.bottom <= page.foot:
        return None
    grid = grid_between(page.sheet, [first, second, foot])
    if grid is None or any(other.box.top < second.bottom for other in page.grids):
        return None
    ys = (first.bottom, second.bottom, page.foot)
    head = within(page.sheet, first.left, first.right, ys[0], ys[1])
    table = _Table(first, _words(head), len(grid.edges), head)
    return table if table.takes(_Part(page, ys, is_headed=True)) else None


def _goes_on(table: _Table, page: _Page) -> bool:
    """Take what the page has of it; whether it may go on behind that page too."""
    top = max(page.grids, key=lambda grid: grid.box.top, default=None)
    if top is not None and _is_again(table, page, top.box, top.levels[-1], top.levels[-2]):
        ys = (top.levels[-1], top.levels[-2], top.levels[0])
        table.takes(_Part(page, ys, is_headed=True, whole=top))
        return False
    heights = [rule.bottom for rule in page.rules if as_wide(rule, table.rule)]
    if len(heights) > 1 and _is_again(table, page, table.rule, heights[0], heights[1]):
        end = heights[2] if len(heights) > 2 else page.foot
        part = _Part(page, (heights[0], heights[1], end), is_headed=True)
        return table.takes(part) and len(heights) < 3
    end = heights[0] if heights else page.foot
    return table.takes(_Part(page, (page.top, end), is_headed=False)) and not heights


def _is_again(table: _Table, page: _Page, box: Box, above: float, below: float) -> bool:
    """Whether the head of the table stands between two lines at the top of the page."""
    if not as_wide(box, table.rule) or within(page.sheet, 0, page.sheet.width, page.top, above):
        return False
    return _words(within(page.sheet, box.left, box.right, above, below)) == table.words


def _words(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.char for glyph in glyphs)


def _covered(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The same stretches of the line with as few as will do, so that many pages cost no more than
    they have."""
    out: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.left):
        if out and glyph.left <= out[-1].right:
            out[-1] = out[-1]._replace(right=max(out[-1].right, glyph.right))
        else:
            out.append(glyph)
    return out
