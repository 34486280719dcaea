"""Numbers that are some only where they run: 一 and a blank, A., a), Ⅰ级响应; and lists whose
items are not all written alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .lines import Line

if TYPE_CHECKING:
    from .numbers import Number

NAME: Final = re.compile(r"[^。；;，,：:！!？?]{1,20}(?<!的)")
"""A line that is no sentence."""

COUNTS: Final = re.compile(
    r"\s*(?:小时|分钟|秒|人(?:以[上下]|死亡|受伤|重伤|失踪)|人?次以|个(?![人体案别])|名(?![词称单录])|[级例度]以"
    r"|年(?![度轻老])|月(?![度报])|日(?![常报志程])|天(?![气然])|周(?![边期])|岁(?!末)|里(?!程)|克(?!服)|倍(?!增)"
    r"|[米吨万亿％%℃]|公里|千[米克瓦伏]|毫[米升]|厘米|平方|立方)"
)
"""What a number counts or dates that is none of an outline."""

PAGE: Final = re.compile(r"\s\d{1,3}$")
"""A chapter that is named with its page stands in a list of contents."""

_BLANK: Final = 10
"""Characters at most between two lines with nothing between."""
_LETTERS: Final = frozenset({"letter", "letter_half"})
_COUNTED_ON: Final = _LETTERS | {"step", "case"}
_ABOVE_QUESTIONS: Final = frozenset({"annex", "part", "chapter", "section", "han", "multi1"})
"""Below these questions without a number are counted anew."""
_ALIKE: Final = (
    frozenset({"han_paren", "han_circled", "han_half"}),
    frozenset({"dec_dot", "dec_comma"}),
)
"""Styles that one list may be written in by mistake."""


def runs_of(lines: Sequence[Line], found: Sequence[Number | None]) -> dict[int, Number]:
    """The weak numbers that are numbers, by place, as they count; also one alone where the format
    or the editor says that it is a heading."""
    said = {at: number for at, number in enumerate(found)
            if number is not None and number.style in _LETTERS and _is_said(lines[at])}  # fmt: skip
    return (
        said | _words(lines, found) | _counted_on(found) | _questions(found) | _levels(lines, found)
    )


def _is_said(line: Line) -> bool:
    return line.level > 0 or (line.hint is not None and line.hint.is_heading)


def _words(lines: Sequence[Line], found: Sequence[Number | None]) -> dict[int, Number]:
    """一 适用范围, 二 …: where they count on from each other with a text between, or from 一、."""
    out: dict[int, Number] = {}
    run: list[tuple[int, Number]] = []
    last = 0
    written = [(at, number.ordinal) for at, number in enumerate(found)
               if number is not None and number.style == "han"]  # fmt: skip
    for at, number in enumerate(found):
        if number is not None and number.style == "han":
            last = number.ordinal
        elif number is not None and number.style == "han_bare" and _is_named(lines[at], number):
            following = bisect_right(written, (at, 0))
            taken = written[following][1] if following < len(written) else 0
            is_next = number.ordinal > 1 and last + 1 == number.ordinal != taken
            if _is_said(lines[at]) or is_next:
                out[at] = replace(number, style="han")
                last = number.ordinal
            if run and number.ordinal != run[-1][1].ordinal + 1:
                out |= _counted(lines, run)
                run = []
            run.append((at, number))
    return out | _counted(lines, run)


def _is_named(line: Line, number: Number) -> bool:
    rest = line.plain[number.length :].strip()
    return NAME.fullmatch(rest) is not None and not (COUNTS.match(rest) or PAGE.search(rest))


def is_filled(lines: Sequence[Line], one: int, following: int) -> bool:
    """Whether a text or a table stands between the two lines."""
    if following - one > 1 or following == len(lines):
        return following - one > 1
    return lines[following].start - lines[one].end > _BLANK


def _counted(lines: Sequence[Line], run: Sequence[tuple[int, Number]]) -> dict[int, Number]:
    with_text = sum(
        1 for (one, _), (following, _) in pairwise(run) if is_filled(lines, one, following)
    )
    is_list = len(run) > 1 and run[0][1].ordinal == 1 and 2 * with_text >= len(run) - 1
    return dict(run) if is_list else {}


def _counted_on(found: Sequence[Number | None]) -> dict[int, Number]:
    """A., B., …; a), b), …; 第一步, 第二步, …; 情形一, 情形二, …: two of them at least."""
    out: dict[int, Number] = {}
    for style in sorted(_COUNTED_ON):
        run: list[int] = []
        for at, number in enumerate(found):
            if number is None or number.style != style:
                continue
            if number.ordinal == 1:
                run = [at]
            elif run and number.ordinal == len(run) + 1:
                run.append(at)
                out |= {place: one for place in run if (one := found[place]) is not None}
            else:
                run = []
    return out


def _questions(found: Sequence[Number | None]) -> dict[int, Number]:
    """问：, 问： and Q1, Q2, …: two of them at least, of which those with a number count on."""
    if sum(1 for number in found if number and number.style == "question") == 1:
        return {}
    is_anew = any(number and number.style == "question" and not number.ordinal for number in found)
    out: dict[int, Number] = {}
    last = 0
    for at, number in enumerate(found):
        if number is None:
            continue
        if number.style in _ABOVE_QUESTIONS:
            last = 0 if is_anew else last
        elif number.style == "question":
            last = number.ordinal or last + 1
            out[at] = replace(number, ordinal=last, path=(last,))
    return out


def _levels(lines: Sequence[Line], found: Sequence[Number | None]) -> dict[int, Number]:
    """Ⅰ级响应, Ⅱ级响应, … each alone in its line with a text below, the gravest first or last."""
    places = [at for at, number in enumerate(found) if number and number.style == "level"]
    out: dict[int, Number] = {}
    run: list[int] = []
    step = 0
    for at in [*places, None]:
        number = None if at is None else found[at]
        before = found[run[-1]] if run else None
        here = number.ordinal - before.ordinal if number and before else 0
        is_next = at is not None and abs(here) == 1 and step in (0, here)
        goes_on = at is not None and is_next and is_filled(lines, run[-1], at)
        if not goes_on:
            if len(run) > 1:
                out |= {
                    place: replace(one, ordinal=order, path=(order,))
                    for order, place in enumerate(run, start=1)
                    if (one := found[place]) is not None
                }
            run, step = [], 0
        elif run:
            step = here
        if at is not None:
            run.append(at)
    return out


def as_one_list(found: list[Number | None]) -> None:
    """A ㈡ that goes on from （一）, and a 2、 from 1., is of the list that it goes on from, rather
    than of one that stands above the last heading of a higher rank."""
    last: dict[str, tuple[int, int]] = {}
    above: dict[frozenset[str], frozenset[str]] = {}
    seen: set[str] = set()
    border: dict[frozenset[str], int] = {}
    for at, number in enumerate(found):
        group = next((one for one in _ALIKE if number and number.style in one), None)
        for one, styles in above.items():
            if number and number.style in styles:
                border[one] = at
        if number is not None:
            seen.add(number.style)
        if number is None or group is None:
            continue
        above.setdefault(group, frozenset(seen - group))
        own = last.get(number.style, (-1, 0))
        is_old = own[0] < border.get(group, -1)
        if number.ordinal > 1 and (is_old or own[1] != number.ordinal - 1):
            other = max(group, key=lambda style: last.get(style, (-1, 0)))
            if other in last and last[other] > own and last[other][1] == number.ordinal - 1:
                number = found[at] = replace(number, style=other)
        last[number.style] = (at, number.ordinal)
