"""Learning which numbering styles nest in *this* document.

First pass: a bare stack, noting under which style each list was opened, in the whole document and
in each of its parts and chapters. Second pass: the same walk, but a new list first closes every
open list that its style is known to stand above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .numbers import RANK, STRONG, Number

_GAP_LIMIT: Final = 3
_WHOLE: Final = 0
_PARTS: Final = frozenset({"part", "chapter"})
_CHAPTERS: Final = frozenset({"part", "chapter", "section", "annex"})
_RUNNING: Final = frozenset({"article", "question"})
"""These count on over the chapters."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered or explicitly marked line. `level` > 0: heading level given by the format.
    `depth`: that of the heading by a correction. `border`: no heading, and nothing behind it
    stands below one before it. `silent`: no heading by a correction, though it has a number."""

    line: int
    number: Number | None
    level: int = 0
    depth: int | None = None
    border: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """An accepted heading: depth 0 is a chapter. `parent` indexes the result, None for a root."""

    line: int
    number: Number | None
    depth: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Irregular:
    """A number that does not continue its list. kind: gap, repeat, restart, late."""

    line: int
    kind: str
    expected: int
    found: int


@dataclass(slots=True)
class _Open:
    style: str
    ordinal: int
    index: int | None
    """Of the heading among the placed; of a silent one that of the heading it stands below."""
    level: int
    path: tuple[int, ...]
    bare: bool = False
    """An editor's heading without number. Put into a list, it holds the list's place: the list
    goes on behind it."""
    silent: bool = False


Votes = Counter[tuple[int, str, str]]
"""How often (part of the document, style above, style below); part 0 is the whole."""


Steady = Mapping[str, int]
"""Depth of the styles that keep one depth and begin anew only below a new heading."""


def nest(candidates: Sequence[Candidate]) -> tuple[list[Placed], list[Irregular]]:
    """Tree of the candidates that belong to a consistent numbering; the rest stays text.

    Whoever says of a line that it is no heading says nothing of the others of its list: where one
    of them would be lost without its number, the number counts on.
    """
    heard = [one for one in candidates if not one.silent]
    found = _nest(heard)
    if len(heard) == len(candidates):
        return found
    whole, _irregular = _nest([replace(one, silent=False) for one in candidates])
    kept = {one.line for one in found[0]} | {one.line for one in candidates if one.silent}
    return found if all(one.line in kept for one in whole) else _nest(candidates)


def _nest(candidates: Sequence[Candidate]) -> tuple[list[Placed], list[Irregular]]:
    numbered = [one for one in candidates if not _is_bare(one)]
    steady: Steady = {}
    if len(numbered) < len(candidates):
        # Where the numbers stand by themselves: a heading put among them moves none of them.
        steady = _steady(*nest(numbered))
    votes: Votes = Counter()
    _walk(candidates, None, votes, steady)
    irregular: list[Irregular] = []
    return _walk(candidates, votes, Counter(), steady, irregular), irregular


def _is_bare(candidate: Candidate) -> bool:
    return candidate.number is None and candidate.depth is not None


def _steady(placed: Sequence[Placed], irregular: Sequence[Irregular]) -> Steady:
    """A single list without anything below it is not known to be more than a list in a text."""
    restarted = {one.line for one in irregular if one.kind == "restart"}
    parents = {one.parent for one in placed}
    depths: dict[str, set[int]] = {}
    loose: set[str] = set()
    above: set[str] = set()
    for index, one in enumerate(placed):
        if one.number is None:
            continue
        depths.setdefault(one.number.style, set()).add(one.depth)
        if one.line in restarted:
            loose.add(one.number.style)
        if index in parents:
            above.add(one.number.style)
    return {
        style: next(iter(found))
        for style, found in depths.items()
        if len(found) == 1 and style not in loose and (style in above or found != {0})
    }


def _stands_above(a: str, b: str, votes: Votes | None, part: int) -> bool:
    """As this part has it, else as the document has it, else as it is mostly done."""
    if votes is None:
        return False
    for scope in (part, _WHOLE):
        above, below = votes[(scope, a, b)], votes[(scope, b, a)]
        if above != below:
            return above > below
    return RANK.get(a, 99) < RANK.get(b, 99)


def _walk(
    candidates: Sequence[Candidate],
    known: Votes | None,
    votes: Votes,
    steady: Steady,
    irregular: list[Irregular] | None = None,
) -> list[Placed]:
    stack: list[_Open] = []
    placed: list[Placed] = []
    last: dict[str, int] = {}
    part = _WHOLE
    unheard = {candidate.line for candidate in candidates if candidate.silent}

    def note(line: int, kind: str, expected: int, found: int) -> None:
        if irregular is not None and line not in unheard:
            irregular.append(Irregular(line, kind, expected, found))

    for candidate in candidates:
        number = candidate.number
        if candidate.border:
            stack.clear()
            continue
        part += number is not None and number.style in _PARTS
        list_here: _Open | None = None
        if candidate.depth is not None:
            at = next((i for i in range(len(stack)) if _depth(stack[:i]) == candidate.depth), None)
            if at is not None:
                list_here = stack[at]
                del stack[at:]
        elif candidate.level:
            while stack and (not stack[-1].level or stack[-1].level >= candidate.level):
                stack.pop()
        elif number is None or not _fit(
            candidate.line, number, stack, last, known, part, steady, note
        ):
            continue
        is_learnt = not candidate.level and candidate.depth is None
        if stack and number and is_learnt and number.ordinal == 1:
            for scope in {part, _WHOLE}:
                votes[(scope, stack[-1].style, number.style)] += 1
        own = parent = stack[-1].index if stack else None
        if not candidate.silent:
            own = len(placed)
            placed.append(Placed(candidate.line, number, _depth(stack), parent))
        style = number.style if number else ""
        if number:
            last[style] = number.ordinal
        opened = _Open(
            style,
            number.ordinal if number else 0,
            own,
            candidate.level,
            number.path if number else (),
            silent=candidate.silent,
        )
        opened.bare = _is_bare(candidate)
        if opened.bare and list_here is not None:
            opened.style, opened.ordinal = list_here.style, list_here.ordinal
            opened.path = list_here.path
        stack.append(opened)
    return placed


def _depth(stack: Sequence[_Open]) -> int:
    """How many headings are open."""
    return sum(1 for one in stack if not one.silent)


def _fit(
    line: int,
    number: Number,
    stack: list[_Open],
    last: dict[str, int],
    known: Votes | None,
    part: int,
    steady: Steady,
    note: Callable[[int, str, int, int], None],
) -> bool:
    """Pop `stack` to where `number` belongs. False when it belongs nowhere."""
    style, ordinal = number.style, number.ordinal
    if style == "annex":
        while stack and not (stack[-1].level and stack[-1].style != "annex"):
            stack.pop()
        return True
    at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].style == style), None)
    if at is not None and stack[at].level and ordinal != stack[at].ordinal + 1:
        # The format marked the open one as heading; an unmarked line is a list inside it.
        at = None
    if at is not None and stack[at].bare and ordinal == 1:
        # A list that begins below a heading without number is its own.
        at = None
    if style.startswith("multi") and len(number.path) > 1:
        if not _fit_path(number, stack, at):
            return False
        at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].style == style), None)
    if at is not None:
        current = stack[at].ordinal
        if ordinal == current + 1:
            del stack[at:]
            return True
        if ordinal == 1:
            note(line, "restart", current + 1, ordinal)
            del stack[at:]
            return True
        if ordinal == current or current < ordinal <= current + _GAP_LIMIT or style in STRONG:
            note(line, "repeat" if ordinal <= current else "gap", current + 1, ordinal)
            del stack[at:]
            return True
        return False
    continues = ordinal == last.get(style, 0) + 1 and style in last
    if ordinal == 1 or continues:
        while _depth(stack) > steady.get(style, _depth(stack)) and stack[-1].bare:
            stack.pop()
    if continues and stack and stack[-1].bare:
        return True
    if ordinal != 1 and not (style in _RUNNING and continues) and style not in STRONG:
        return style.startswith("multi") and bool(stack) and ordinal <= 2
    while stack and not stack[-1].level and _stands_above(style, stack[-1].style, known, part):
        stack.pop()
    if ordinal != 1 and not continues:
        note(line, "late", 1, ordinal)
    return True


def _fit_path(number: Number, stack: list[_Open], at: int | None) -> bool:
    """1.2.3 belongs under 1.2; pops what is deeper. True when the way up agrees."""
    prefix = number.path[:-1]
    for index in range(len(stack) - 1, -1, -1):
        entry = stack[index]
        if _leads_to(entry, stack[:index], prefix):
            same = index + 1 < len(stack) and stack[index + 1].style == number.style
            if not same:
                del stack[index + 1 :]
            return same or number.ordinal <= 1 + _GAP_LIMIT
        if entry.path[:-1] == prefix and entry.style == number.style:
            return True
    return at is None and number.ordinal == 1 and bool(stack)


def _leads_to(entry: _Open, above: Sequence[_Open], prefix: tuple[int, ...]) -> bool:
    """Whether `entry` is the 1.2 above a 1.2.3. An item （3） in a list of 2.5 leads to no 3.1."""
    if entry.style.startswith("multi"):
        return entry.path == prefix
    if (entry.ordinal,) != prefix and entry.path != prefix:
        return False
    return entry.style in _CHAPTERS or not any(one.style.startswith("multi") for one in above)
