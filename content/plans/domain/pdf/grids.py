"""From the lines of a page to the cells they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .rules import Box

NEAR: Final = 4.0
"""Points by which lines may miss each other: double lines, cells that are framed one by one."""

_SAME: Final = 1.0
_COVERS: Final = 0.6
_MOST_LINES: Final = 1_500
_MOST_COLUMNS: Final = 60
_MOST_FACES: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line at `at` across its direction, from `low` to `high` along it."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Area:
    """A cell: its box, and the first of the lines that bound it from above and the last below."""

    box: Box
    row: int
    row_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells row by row, each row from the left. `edges`: where columns begin and end; `levels`:
    where rows do, from the foot up."""

    box: Box
    edges: tuple[float, ...]
    levels: tuple[float, ...]
    areas: tuple[Area, ...]
    _faces: dict[tuple[int, int], int]

    @property
    def rows(self) -> int:
        return len(self.levels) - 1

    def area_at(self, x: float, y: float) -> int | None:
        """Index of the cell at a place, if there is one."""
        column, level = bisect_right(self.edges, x) - 1, bisect_right(self.levels, y) - 1
        return self._faces.get((level, column))


def grids_of(lines: Sequence[Box]) -> list[Grid]:
    """Ruled grids of two columns at least, from the top down; a grid within a cell of another is
    part of that cell. Lines that enclose anything but rectangles make none."""
    level, standing = _sorted(lines)
    # Closely first: another table of the page may have its lines a little beside.
    level, standing = _joined(level, _SAME), _joined(standing, _SAME)
    if len(level) + len(standing) > _MOST_LINES:
        return []
    found = [grid for across, down in _connected(level, standing) if (grid := _grid(across, down))]
    outer = [g for g in found if not any(o is not g and _within(g.box, o.box) for o in found)]
    return sorted(outer, key=lambda grid: -grid.box.top)


def level_rules(lines: Sequence[Box]) -> list[Box]:
    """The lines that lie, those that go on in each other as one."""
    joined = _joined(_sorted(lines)[0], _SAME)
    return [Box(rule.low, rule.at, rule.high, rule.at) for rule in joined]


def _sorted(lines: Sequence[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """Those that lie and those that stand."""
    level, standing = [], []
    for left, bottom, right, top in lines:
        if right - left >= top - bottom:
            level.append(_Rule((bottom + top) / 2, left, right))
        else:
            standing.append(_Rule((left + right) / 2, bottom, top))
    return level, standing


def _joined(rules: list[_Rule], near: float) -> list[_Rule]:
    """Lines that lie within `near` of one another or go on in each other are one."""
    levels: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if levels and rule.at - levels[-1][0].at <= near:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    out: list[_Rule] = []
    for own in levels:
        at = sum(r.at for r in own) / len(own)
        run: _Rule | None = None
        for rule in sorted(own, key=lambda r: r.low):
            if run is not None and rule.low - run.high <= NEAR:
                run = _Rule(at, run.low, max(run.high, rule.high))
                out[-1] = run
            else:
                run = _Rule(at, rule.low, rule.high)
                out.append(run)
    return out


def _connected(level: list[_Rule], standing: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Groups of lines that meet."""
    rules = [*level, *standing]
    parent = list(range(len(rules)))
    for i, lying in enumerate(level):
        for j, other in enumerate(standing, start=len(level)):
            if (
                lying.low - NEAR <= other.at <= lying.high + NEAR
                and other.low - NEAR <= lying.at <= other.high + NEAR
            ):
                parent[_root(parent, i)] = _root(parent, j)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = defaultdict(lambda: ([], []))
    for at, rule in enumerate(rules):
        groups[_root(parent, at)][at >= len(level)].append(rule)
    return list(groups.values())


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at


def _grid(level: list[_Rule], standing: list[_Rule]) -> Grid | None:
    if not level or not standing:
        return None
    level, standing = _joined(level, NEAR), _joined(standing, NEAR)
    # The sides of a table are often left open: its lines end there all the same.
    xs = distinct([r.at for r in standing] + _ends(level))
    ys = distinct([r.at for r in level] + _ends(standing))[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if not 2 <= columns <= _MOST_COLUMNS or rows < 1 or columns * rows > _MOST_FACES:
        return None
    parent = list(range(columns * rows))
    for row in range(rows):
        for column in range(columns):
            face = row * columns + column
            if column + 1 < columns and not _covered(
                standing, xs[column + 1], ys[row + 1], ys[row]
            ):
                parent[_root(parent, face)] = _root(parent, face + 1)
            if row + 1 < rows and not _covered(level, ys[row + 1], xs[column], xs[column + 1]):
                parent[_root(parent, face)] = _root(parent, face + columns)
    groups: dict[int, list[int]] = defaultdict(list)
    for face in range(columns * rows):
        groups[_root(parent, face)].append(face)
    found: list[tuple[Area, list[int]]] = []
    for faces in groups.values():
        above, below = faces[0] // columns, faces[-1] // columns
        first, last = min(f % columns for f in faces), max(f % columns for f in faces)
        if len(faces) != (below - above + 1) * (last - first + 1):
            return None
        box = Box(xs[first], ys[below + 1], xs[last + 1], ys[above])
        found.append((Area(box, above, below - above + 1), faces))
    if len({(area.box.left, area.box.right) for area, _ in found}) < 2:
        return None
    found.sort(key=lambda one: (one[0].row, one[0].box.left))
    by_face = {
        (rows - 1 - face // columns, face % columns): index
        for index, (_, faces) in enumerate(found) for face in faces
    }  # fmt: skip
    box = Box(xs[0], ys[-1], xs[-1], ys[0])
    return Grid(box, tuple(xs), tuple(ys[::-1]), tuple(area for area, _ in found), by_face)


def _ends(rules: list[_Rule]) -> list[float]:
    return [min(r.low for r in rules), max(r.high for r in rules)]


def distinct(places: Iterable[float]) -> list[float]:
    """The places in order, of those near each other only the first."""
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > NEAR:
            out.append(place)
    return out


def _covered(rules: list[_Rule], at: float, low: float, high: float) -> bool:
    """Whether a line at that place runs along most of the way."""
    return any(
        abs(rule.at - at) <= NEAR
        and min(rule.high, high) - max(rule.low, low) >= _COVERS * (high - low)
        for rule in rules
    )


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer.left - NEAR <= inner.left
        and inner.right <= outer.right + NEAR
        and outer.bottom - NEAR <= inner.bottom
        and inner.top <= outer.top + NEAR
    )
