"""1.1小时降雨量达到30毫米 as the first point of a list: its number and a length of time look like
one number of an outline with a measure behind, and are read as neither by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from .lines import Line
from .weak_numbers import COUNTS

if TYPE_CHECKING:
    from .numbers import Number

_POINT: Final = re.compile(r"(?P<n>\d{1,2})[.．](?=(?P<measure>\d{1,3}(?:[.．]\d{1,2})?)(?!\d))")
_LISTS: Final = {"dec_dot", "dec_comma"}
"""Styles that one list may be written in by mistake."""
_HIGH: Final = {"part", "chapter", "section", "article", "annex", "han", "multi1"}
"""Below one of these a list is counted anew."""
_SPLIT: Final = "multi2"


class _Point(NamedTuple):
    at: int
    ordinal: int
    is_sure: bool


def measured(text: str) -> tuple[int, int] | None:
    """The number that a folded line may begin with, where a measure stands right behind it, and
    its length."""
    point = _POINT.match(text)
    if point is None or COUNTS.match(text, point.end("measure")) is None:
        return None
    return int(point["n"]), point.end()


def measured_points(
    lines: Sequence[Line], found: Sequence[Number | None]
) -> dict[int, tuple[int, int]]:
    """By place: the numbers of such lines between those before and behind them, of a list from 1
    on that has certain points, and their lengths. 2.5米以上 between 1. and 2., or behind the last
    point, is a measure."""
    out: dict[int, tuple[int, int]] = {}
    for run in _runs(lines, found):
        if run[0].ordinal != 1 or not any(point.is_sure for point in run):
            continue
        for point in run[:-1]:
            number = measured(lines[point.at].plain)
            if not point.is_sure and number:
                out[point.at] = number
    return out


def _runs(lines: Sequence[Line], found: Sequence[Number | None]) -> Iterator[list[_Point]]:
    """Points that count on from each other."""
    before = 0
    for part, begins in _parts(lines, found):
        kept = list(_counting(part, 0 if begins else before))
        before = next((point.ordinal for point in reversed(kept) if point.is_sure), before)
        run = kept[:1]
        for one, following in pairwise(kept):
            if following.ordinal != one.ordinal + 1:
                yield run
                run = []
            run.append(following)
        if run:
            yield run


def _counting(part: Sequence[_Point], before: int) -> Iterator[_Point]:
    """Without the measures that the points count over: 1. and 2. with 1.5米以上 between. `before`:
    the last point, whatever stands between."""
    following = [0]
    for point in reversed(part):
        following.append(point.ordinal if point.is_sure else following[-1])
    for point, sure in zip(part, reversed(following[:-1]), strict=True):
        if point.is_sure or sure != before + 1:
            before = point.ordinal
            yield point


def _parts(
    lines: Sequence[Line], found: Sequence[Number | None]
) -> Iterator[tuple[list[_Point], bool]]:
    """The points between numbers of other kinds, and whether a heading of a high rank stands
    somewhere between them and those before."""
    part: list[_Point] = []
    begins = True
    for at, (line, number) in enumerate(zip(lines, found, strict=True)):
        may_be = number is None or number.style == _SPLIT
        point = measured(line.plain) if may_be else None
        if point is not None:
            part.append(_Point(at, point[0], is_sure=False))
        elif number is not None and number.style in _LISTS:
            part.append(_Point(at, number.ordinal, is_sure=True))
        elif number is not None:
            if part:
                yield part, begins
                part, begins = [], False
            begins = begins or number.style in _HIGH
    if part:
        yield part, begins
