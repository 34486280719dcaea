"""Estimates over time or over groups: a dot each, its interval as a whisker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from portal.foundation.charts.shapes import (
    INK,
    MEASURED,
    QUIET,
    TARGET,
    TEXT,
    WIDE,
    Chart,
    Number,
    Table,
    drawing,
    figure,
    group,
    label,
    place,
    stroke,
    text_width,
)

MOST_LINES: Final = 3
TOP: Final = 24
STEP: Final = 44
LEFT: Final = 36
CAP: Final = 6
LINE_HEIGHT: Final = 18
CLASSES: Final = (MEASURED, INK, INK)
DASHES: Final = ("", "3 3", "8 4")


class TooManyLines(Exception):
    """More than three lines cannot be told apart; `count` says how many were given."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True, slots=True)
class Point:
    """One estimate with its 95 % interval; None where nothing was measured."""

    value: Number | None
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a name, a point for each category, and the target it is held to."""

    name: str
    points: tuple[Point, ...]
    target: Number | None = None


def dot_interval(
    *,
    title: str,
    categories: Sequence[str],
    lines: Sequence[Line],
    unit: str = "%",
    low: int = 0,
    high: int = 100,
    step: int = 20,
    width: int = WIDE,
    digits: int | None = 1,
) -> Chart:
    """At most three lines told apart by marker and dash, each named where it ends.

    The scale runs from `low` to `high` with a labelled line every `step`. Raises
    TooManyLines, and ValueError where a line has not one point for each category.
    """
    if len(lines) > MOST_LINES:
        raise TooManyLines(len(lines))
    for line in lines:
        if len(line.points) != len(categories):
            raise ValueError(
                f"{line.name}: {len(line.points)} points, {len(categories)} categories"
            )
    if not low < high or step <= 0:
        raise ValueError(f"no scale from {low} to {high} by {step}")

    endings = _endings(lines, unit, digits)
    right = width - 8 - max([text_width(words) for _value, _name, words in endings] or [0])
    bottom = TOP + STEP * ((high - low) / step)
    height = int(bottom + 30)

    def y(value: Number) -> float:
        share = (float(value) - low) / (high - low)
        return bottom - max(0.0, min(1.0, share)) * (bottom - TOP)

    def x(number: int) -> float:
        return LEFT + (right - LEFT) * (number + 0.5) / max(len(categories), 1)

    levels = range(low, high + 1, step)
    groups = [
        group(QUIET, [stroke(LEFT, y(level), right, y(level), 1) for level in levels]),
        group(INK, [label(LEFT - 8, y(level) + 5, str(level), "end") for level in levels]),
        group(INK, [label(x(n), height - 8, name, "middle") for n, name in enumerate(categories)]),
        group(
            TARGET,
            [
                stroke(LEFT, y(line.target), right, y(line.target), 2, "5 4")
                for line in lines
                if line.target is not None
            ],
        ),
    ]
    targets = [line.target for line in lines if line.target is not None]
    for number, line in enumerate(lines):
        groups.append(group(CLASSES[number], _marks(number, line, x, y, digits, targets)))
    groups += _named_ends(endings, right + 6, y, bottom)
    summary = _sentence(title, categories, lines, unit, digits)
    return Chart(
        svg=drawing(width=width, height=height, summary=summary, groups=groups),
        summary=summary,
        table=_table(title, categories, lines, unit, digits),
        width=width,
        height=height,
    )


def _marks(
    number: int,
    line: Line,
    x: Callable[[int], float],
    y: Callable[[Number], float],
    digits: int | None,
    targets: Sequence[Number],
) -> list[str]:
    known = [
        (index, point.value, point)
        for index, point in enumerate(line.points)
        if point.value is not None
    ]
    parts = []
    for (before, first, _p), (after, second, _q) in pairwise(known):
        # A gap in the measurements stays a gap in the line.
        if after == before + 1:
            parts.append(stroke(x(before), y(first), x(after), y(second), 2, DASHES[number]))
    for index, value, point in known:
        centre = x(index)
        top = y(value)
        if point.low is not None and point.high is not None:
            top = y(point.high)
            parts.append(stroke(centre, top, centre, y(point.low), 2))
            parts += [
                stroke(centre - CAP, edge, centre + CAP, edge, 2) for edge in (top, y(point.low))
            ]
        parts.append(_marker(number, centre, y(value)))
        if index != known[-1][0]:
            base = _clear_of(top - 6, [y(target) for target in targets])
            parts.append(label(centre, base, figure(value, digits=digits), "middle"))
    return parts


def _clear_of(base: float, strokes: Sequence[float]) -> float:
    """A baseline moved up until no target line runs through its figures."""
    for height in sorted(strokes, reverse=True):
        if base - TEXT < height < base + 4:
            base = height - 6
    return base


def _marker(number: int, x: float, y: float) -> str:
    if number == 0:
        return f'<circle cx="{place(x)}" cy="{place(y)}" r="5" fill="currentColor"/>'
    if number == 1:
        return (
            f'<rect x="{place(x - 5)}" y="{place(y - 5)}" width="10" height="10"'
            ' fill="currentColor"/>'
        )
    return f'<path d="M{place(x)} {place(y - 6)}l6 6-6 6-6-6z" fill="currentColor"/>'


def _endings(lines: Sequence[Line], unit: str, digits: int | None) -> list[tuple[Number, str, str]]:
    """(where, class, words) of the labels at the end of the lines and of the targets."""
    endings: list[tuple[Number, str, str]] = []
    for number, line in enumerate(lines):
        last = next((p.value for p in reversed(line.points) if p.value is not None), None)
        if last is not None:
            words = f"{line.name} {figure(last, digits=digits)}"
            endings.append((last, CLASSES[number], words))
        if line.target is not None:
            words = _("目标 %(figure)s") % {"figure": figure(line.target, unit, digits=digits)}
            endings.append((line.target, TARGET, words))
    return endings


def _named_ends(
    endings: Sequence[tuple[Number, str, str]],
    left: float,
    y: Callable[[Number], float],
    bottom: float,
) -> list[str]:
    """Labels from the top down, pushed apart where they would lie on each other."""
    placed: list[tuple[float, str, str]] = []
    above: float = -LINE_HEIGHT
    for value, name, words in sorted(endings, key=lambda ending: -float(ending[0])):
        base = max(y(value) + 5, above + LINE_HEIGHT)
        placed.append((base, name, words))
        above = base
    floor = bottom + 5
    drawn = []
    for base, name, words in reversed(placed):
        base = min(base, floor)
        drawn.append(group(name, [label(left, base, words)]))
        floor = base - LINE_HEIGHT
    return drawn[::-1]


def _range(point: Point, unit: str, digits: int | None) -> str:
    if point.value is None:
        return _("没有数据")
    words = figure(point.value, unit, digits=digits)
    if point.low is None or point.high is None:
        return words
    parts = {
        "value": words,
        "low": figure(point.low, digits=digits),
        "high": figure(point.high, digits=digits),
    }
    return _("%(value)s（%(low)s—%(high)s）") % parts


def _sentence(
    title: str, categories: Sequence[str], lines: Sequence[Line], unit: str, digits: int | None
) -> str:
    spans = []
    for line in lines:
        known = [
            (name, point.value)
            for name, point in zip(categories, line.points, strict=True)
            if point.value is not None
        ]
        if not known:
            spans.append(_("%(name)s没有数据") % {"name": line.name})
            continue
        words = {
            "name": line.name,
            "first": known[0][0],
            "from": figure(known[0][1], unit, digits=digits),
            "last": known[-1][0],
            "to": figure(known[-1][1], unit, digits=digits),
        }
        if len(known) == 1:
            spans.append(_("%(name)s %(first)s 为 %(from)s") % words)
        else:
            spans.append(_("%(name)s %(first)s 为 %(from)s，%(last)s 为 %(to)s") % words)
    return _("%(title)s：%(lines)s。") % {"title": title, "lines": "；".join(spans)}


def _table(
    title: str, categories: Sequence[str], lines: Sequence[Line], unit: str, digits: int | None
) -> Table:
    rows = [
        (name, *(_range(line.points[number], unit, digits) for line in lines))
        for number, name in enumerate(categories)
    ]
    if any(line.target is not None for line in lines):
        targets = (
            _("没有目标") if line.target is None else figure(line.target, unit, digits=digits)
            for line in lines
        )
        rows.append((_("目标"), *targets))
    header = ("", *(line.name for line in lines))
    return Table(header=header, rows=tuple(rows), caption=title)
