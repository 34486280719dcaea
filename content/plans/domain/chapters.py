"""Which of the lines 1, 1. or 1、 are the chapters of a text, and not items of a list in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .lines import Line
from .run_in import run_in
from .weak_numbers import COUNTS, NAME, PAGE

if TYPE_CHECKING:
    from .numbers import Number

STYLES: Final = frozenset({"bare", "dec_dot", "dec_comma", "half_paren"})
"""What the 1 above a 1.1 may look like."""

_PARTS: Final = frozenset({"annex", "part", "chapter"})
_LONGEST: Final = 30
_LATE: Final = 3
"""A chapter whose first section is missing may begin with this one."""
_SENTENCE: Final = re.compile(r"[。；;]")
_FEWEST: Final = 2
"""So many chapters without a single section, each with its text, are no lines that count things."""


def chapters_of(lines: Sequence[Line], found: Sequence[Number | None]) -> set[int]:
    """Places of the numbers that head a chapter: the 1 above its 1.1, however far, and those that
    go on from it; in a text, or an annex, without any 1.1 all 1, 2, 3 over short names."""
    names = _Names(lines, found)
    heads = names.said | _above_sections(names, found)
    annexes = [at for at, number in enumerate(found) if number and number.style == "annex"]
    chapters: set[int] = set()
    for begin, end in pairwise([0, *annexes, len(found)]):
        own = {at for at in heads if begin <= at < end}
        if own:
            chapters |= _going_on(names, found, own, range(begin, end))
        else:
            chapters |= _run_without_sections(names, found, range(begin, end))
    return chapters


class _Names:
    """The numbers that may head a chapter, by the line they stand in."""

    def __init__(self, lines: Sequence[Line], found: Sequence[Number | None]) -> None:
        self.lines = lines
        self.shapes: dict[int, str] = {}
        self.short: dict[int, Number] = {}
        self.said: set[int] = set()
        """Numbers told by nothing else, where the format or the editor says it is a heading."""
        for at, (line, number) in enumerate(zip(lines, found, strict=True)):
            if number is None or number.style not in STYLES:
                continue
            is_said = number.style == "bare" and _is_said(line, number)
            if is_said or _may_head(line, number):
                self.short[at] = number
                self.said |= {at} if is_said else set()
            elif number.style == "bare":
                continue
            is_glued = number.style == "bare" and not line.plain[number.length - 1].isspace()
            self.shapes[at] = "bare glued" if is_glued else number.style
        self._order = [*self.short]

    def within(self, places: range) -> list[int]:
        """Those of a part of the text, in its order."""
        begin, end = (bisect_left(self._order, at) for at in (places.start, places.stop))
        return self._order[begin:end]

    def has_sentence(self, above: int, below: int) -> bool:
        return any(_SENTENCE.search(line.text) for line in self.lines[above + 1 : below])

    def is_name(self, at: int) -> bool:
        """Whether nothing but a name stands behind the number."""
        number = self.short[at]
        return NAME.fullmatch(self.lines[at].plain[number.length :].strip()) is not None


def _is_said(line: Line, number: Number) -> bool:
    is_heading = line.level > 0 or (line.hint is not None and line.hint.is_heading)
    return is_heading and not COUNTS.match(line.plain[number.length :])


def _may_head(line: Line, number: Number) -> bool:
    if PAGE.search(line.plain):
        return False
    if len(line.text) <= _LONGEST and not _SENTENCE.search(line.text):
        return number.style != "bare" or not COUNTS.match(line.plain[number.length :])
    joined = run_in(line.plain, replace(number, style="multi1"))
    return joined is not None and joined.is_sure


def _above_sections(names: _Names, found: Sequence[Number | None]) -> set[int]:
    """Of each 1.1 the 1 above it, which stands behind the last number with a dot before it."""
    windows: list[list[tuple[int, bool]]] = []
    here: list[int] = []
    chapter = 0
    for at, number in enumerate(found):
        if at in names.shapes or (number is not None and number.style == "han"):
            here.append(at)
        elif number is not None and (number.style.startswith("multi") or number.style in _PARTS):
            is_first = number.ordinal == 1 or (
                number.path[0] != chapter and number.ordinal <= _LATE
            )
            if number.style == "multi2" and is_first:
                windows.append(_candidates(number.path[0], here, names, found))
            here, chapter = [], number.path[0]
    usual = Counter(shape for window in windows for shape in {names.shapes[at] for at, _ in window})

    def likely(candidate: tuple[int, bool]) -> tuple[int, bool, bool, int]:
        at, ends_list = candidate
        return usual[names.shapes[at]], not ends_list, names.is_name(at), at

    return {max(window, key=likely)[0] for window in windows if window}


def _candidates(
    ordinal: int, here: Sequence[int], names: _Names, found: Sequence[Number | None]
) -> list[tuple[int, bool]]:
    """The numbers that count so and do not go on in a list, each with whether it ends one. None
    stands above a 三、 that heads the 3.1 itself and ends no list 一、二、三、 below it."""
    before: dict[str, int] = {}
    ends: set[int] = set()
    for at in here:
        one, shape = found[at], names.shapes.get(at, "")
        if one is not None:
            if before.get(shape) == one.ordinal - 1:
                ends.add(at)
            before[shape] = one.ordinal
    after: dict[str, int] = {}
    is_headed = False
    candidates: list[tuple[int, bool]] = []
    for at in reversed(here):
        one, shape = found[at], names.shapes.get(at, "")
        if one is None:
            continue
        if not shape and one.ordinal in (1, ordinal):
            is_headed = one.ordinal == ordinal
        may_head = at in names.short and one.ordinal == ordinal and not is_headed
        # A line 3 台水泵 below a chapter 2 counts; an item 2. goes on in its list.
        is_bare = shape.startswith("bare") and at not in ends
        if may_head and (is_bare or after.get(shape) != ordinal + 1):
            candidates.append((at, at in ends))
        after[shape] = one.ordinal
    return candidates


def _going_on(
    names: _Names, found: Sequence[Number | None], heads: Collection[int], places: range
) -> set[int]:
    """The chapters without sections of their own, which count on from those that have some."""
    here = found[places.start : places.stop]
    firsts = {number.path[0] for number in here if number and number.style == "multi2"}
    styles = {names.short[at].style for at in heads}
    sections = [(at, one.path[0]) for at, one in enumerate(here, places.start)
                if one is not None and one.style == "multi2"]  # fmt: skip
    chapters = set(heads)
    last = 0
    for at in names.within(places):
        number = names.short[at]
        ahead = bisect_left(sections, (at, 0))
        is_inside = ahead < len(sections) and sections[ahead][1] == last
        counts_on = number.ordinal == last + 1 and number.ordinal not in firsts and not is_inside
        if counts_on and number.style in styles and _is_alone(at, names, found, chapters):
            chapters.add(at)
        if at in chapters:
            last = number.ordinal
    return chapters


def _is_alone(
    at: int, names: _Names, found: Sequence[Number | None], chapters: Collection[int]
) -> bool:
    """Whether no list goes on in it, with deeper lists between or not."""
    style = names.short[at].style
    if style == "bare":
        return names.shapes[at] == "bare" or names.is_name(at)
    for place in range(at - 1, -1, -1):
        before = found[place]
        if place in chapters:
            return True
        if before is None:
            continue
        if before.style == style:
            return False
        if before.style.startswith("multi") or before.style in ("part", "chapter"):
            return True
    return True


def _run_without_sections(names: _Names, found: Sequence[Number | None], places: range) -> set[int]:
    """1, 2, 3 over short names with sentences below most, once or anew again and again, where
    nothing else numbers above them."""
    run = [
        at for at in names.within(places) if names.short[at].style == "bare" and names.is_name(at)
    ]
    above = found[places.start : run[0]] if run else ()
    if not run or any(one and one.style != "annex" for one in above):
        return set()
    last = 0
    for at in run:
        if names.short[at].ordinal not in (1, last + 1):
            return set()
        last = names.short[at].ordinal
    filled = sum(
        1 for one, below in pairwise([*run, places.stop]) if names.has_sentence(one, below)
    )
    return set(run) if filled >= _FEWEST and 2 * filled > len(run) else set()
