"""Where the words of a clause are parted into tasks: at 一是, 二是 and so on, and where another
day begins, so that no task is due on the day of another."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from .deadlines import Deadline, days_in, deadline_in
from .numerals import parse_han
from .task_names import ALONE

_POINT: Final = re.compile(r"(?:^|(?<=[。；;：:\n]))\s*(?P<number>[一二三四五六七八九十]{1,2})是")
"""Where a point of several begins that one clause makes."""
_SENTENCE: Final = re.compile(r"[。；;！？!?\n]")
_HALF: Final = re.compile(r"[，,：:]")
_SEVERAL: Final = re.compile(
    r"(?:19|20)\d{2}\s*年(?:底|末)?(?:之?前)?\s*[、和及与]\s*(?:到|至)?(?:19|20)\d{2}\s*年"
)
_BRACKETS: Final = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))


def points_apart(
    plain: str, start: int, end: int, year: int | None, text: str, decided: Collection[str]
) -> list[tuple[int, int]]:
    """[start, end) of the points in a span that are due on different days, or some on none. None
    where a day ahead of them holds for all, or where an editor has `decided` on all of them at
    once."""
    if text[start:end].strip() in decided:
        return []
    spans = [(a, min(b, end)) for a, b in _spans_of_points(plain) if start <= a < end]
    if len(spans) < 2 or deadline_in(plain[start : spans[0][0]], year).written:
        return []
    days = {frozenset(day for _at, day in days_in(plain[a:b], year)) for a, b in spans}
    one_by_one = any(text[a:b].strip() in decided for a, b in spans)
    return spans if len(days) > 1 or one_by_one else []


def _spans_of_points(plain: str) -> list[tuple[int, int]]:
    """[start, end) of 一是, 二是 and so on; none where they are not counted on from the first."""
    begins = list(_POINT.finditer(plain))
    numbers = [parse_han(one["number"]) for one in begins]
    if len(begins) < 2 or numbers != [*range(1, len(begins) + 1)]:
        return []
    ends = [*(one.start() for one in begins[1:]), len(plain)]
    return [(one.start(), end) for one, end in zip(begins, ends, strict=True)]


def parted_by_day(plain: str, start: int, end: int, year: int | None) -> list[tuple[int, int]]:
    """[start, end) of each piece of a span that has a day of its own. It begins with the sentence
    that names another day, or in one sentence with the half of it. One piece where all is due on
    one day, or where a half names several."""
    text = plain[start:end]
    cuts, due, last = [0], None, 0
    for at, day in days_in(text, year):
        if due not in (None, day):
            begin = _begin_of(text, at, last)
            if begin > cuts[-1]:
                cuts.append(begin)
        due, last = day, at
    return [(start + a, start + b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def stripped(plain: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks at either end, nor the comma before the next piece."""
    own = plain[start:end]
    return start + len(own) - len(own.lstrip()), start + len(own.rstrip().rstrip("，,"))


def day_in(text: str, year: int | None) -> Deadline:
    """The deadline of a piece. Of several days in one half of a sentence none is the task's."""
    read = deadline_in(text, year)
    several = len({day for _at, day in days_in(text, year)}) > 1 or _SEVERAL.search(text)
    return Deadline(read.written) if read.due is not None and several else read


def begins_a_sentence(plain: str, at: int) -> bool:
    before = plain[:at].rstrip()
    return not before or _SENTENCE.match(before[-1]) is not None


def _begin_of(text: str, at: int, last: int) -> int:
    """Where the words begin whose day stands at `at`, behind those of the day at `last`; 0 where
    both stand in one half of a sentence or in brackets."""
    begin = _behind(_SENTENCE, text, last, at)
    if not begin:
        halves = [one.end() for one in _HALF.finditer(text, last, at)]
        if len(halves) > 1 and ALONE.match(text, halves[-1]):
            halves.pop()
        begin = halves[-1] if halves else 0
    before = text[:begin]
    return 0 if any(before.count(a) > before.count(b) for a, b in _BRACKETS) else begin


def _behind(mark: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = [one.end() for one in mark.finditer(text, start, end)]
    return found[-1] if found else 0
