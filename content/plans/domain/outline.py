"""Which lines are headings, which of them the title, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .corrections.cutting import with_hints, with_tables
from .corrections.model import CorrectionKind, Hints
from .extracted import Extracted
from .flattened import find_flattened
from .front import Front, bare, is_titled
from .glued import split_glued, split_long
from .headings import goes_on_below, is_name
from .lines import Line, Table, layout
from .nesting import Candidate, Irregular, Placed, nest
from .numbers import numbers_of
from .pairs import header_tables
from .repairs import Clean

_IN: Final = " in "
_NAMED_BELOW: Final = frozenset({"annex", "part", "chapter", "section"})
_BORDERS: Final = frozenset({CorrectionKind.PREAMBLE, CorrectionKind.CLOSING})
"""What stands below no heading."""

_SENTENCE: Final = re.compile(r"[。；;！？]")
_NUMBERED_TEXT: Final = frozenset(
    {CorrectionKind.TEXT, CorrectionKind.PARAGRAPH, CorrectionKind.JOIN,
     CorrectionKind.JOIN_HEADING}
)  # fmt: skip


def blocks_of(
    clean: Clean, extracted: Extracted, hints: Hints
) -> tuple[tuple[Line | Table, ...], bool]:
    """Lines and tables in the order of the text, and whether a long line had to be cut.

    What the editor cuts is cut last: every line found without a correction is still a line, or
    lines, with it, so that no correction loses another one its place.
    """
    laid = layout(clean, extracted, hints.no_tables)
    if headers := header_tables(laid):
        laid = layout(clean, extracted, hints.no_tables | headers)
    lines = with_tables(laid, clean, hints)
    blocks, _ = find_flattened(lines, clean.text, hints.no_tables)
    out: list[Line | Table] = []
    cut = False
    for block in blocks:
        if isinstance(block, Table):
            out.append(block)
            continue
        for piece in split_glued(clean.text, block):
            parts = split_long(clean.text, piece)
            cut = cut or len(parts) > 1
            out.extend(parts)
    hints.used |= hints.no_tables & {block.start for block in out if isinstance(block, Line)}
    return tuple(with_hints(out, clean, hints)), cut


def marked_title(lines: Sequence[Line | None], again: Collection[int] = frozenset()) -> int | None:
    """The single unnumbered heading of the highest level at the top is the title, and so is what
    is headed with a title more than once. `again`: where it stands once more."""
    marked = _marked(lines)
    if not marked:
        return None
    index, line = marked[0]
    top = [at for at, other in marked if other.level <= line.level and at not in again]
    before = [other for other in lines[:index] if other is not None and other.key is None]
    if len(before) > 12:
        return None
    return index if len(top) == 1 or (again and is_titled(line)) else None


def titles_again(lines: Sequence[Line | None]) -> list[int]:
    """Lines that are the title once more where a format gives both as headings. A chapter that
    has the name of the one before it has words of its own between them, and stays."""
    marked = _marked(lines)
    if not marked:
        return []
    first, title = marked[0]
    again: list[int] = []
    for (last, _), (index, line) in pairwise(marked):
        between = [other for other in lines[last + 1 : index] if other is None or other.key is None]
        if bare(line.text) != bare(title.text) or any(map(_has_words, between)):
            break
        again.append(index)
    return again if again and marked_title(lines, again) == first else []


def _marked(lines: Sequence[Line | None]) -> list[tuple[int, Line]]:
    """What the format says is a heading, and the editor says nothing of."""
    return [
        (i, line) for i, line in enumerate(lines)
        if line is not None and line.level and line.role is None
    ]  # fmt: skip


def _has_words(line: Line | None) -> bool:
    return line is None or _SENTENCE.search(line.text) is not None


def headings_of(
    lines: list[Line | None], front: Front, title_line: int | None
) -> tuple[list[Placed], list[Irregular]]:
    """The headings among the lines the front has not taken, with what does not fit in."""
    taken = front.used | set(front.annex_names)
    where = [
        i for i, line in enumerate(lines)
        if line is not None and i not in taken and i != title_line and line.key is None
    ]  # fmt: skip
    numbers = numbers_of([line for i in where if (line := lines[i]) is not None])
    ranks = sorted({line.level for i in where if (line := lines[i]) is not None and line.level})
    candidates: list[Candidate] = []
    for index, number in zip(where, numbers, strict=True):
        line = lines[index]
        if line is None:
            continue
        if line.hint is not None and line.hint.is_heading:
            depth = max(line.hint.level, 1) - 1
            candidates.append(Candidate(index, number, _rank(ranks, depth), depth))
        elif line.role in _BORDERS:
            candidates.append(Candidate(index, None, border=True))
        elif line.role is None and (number is not None or line.level):
            candidates.append(Candidate(index, number, line.level))
        elif line.role in _NUMBERED_TEXT and (number is not None or line.level):
            candidates.append(Candidate(index, number, line.level, silent=True))
    # 附件 named in a forwarding notice stands before every real heading.
    while candidates and _names_annex(candidates[0]):
        candidates.pop(0)
    placed, irregular = nest([_apart(one, lines[one.line]) for one in candidates])
    return [_as_written(one) for one in placed], irregular


def _apart(candidate: Candidate, line: Line | None) -> Candidate:
    """A list within another of a web page counts 1, 2, 3 as that does, and is another style."""
    number = candidate.number
    if number is None or line is None or not line.depth:
        return candidate
    return replace(candidate, number=replace(number, style=f"{number.style}{_IN}{line.depth}"))


def _as_written(placed: Placed) -> Placed:
    number = placed.number
    if number is None or _IN not in number.style:
        return placed
    return replace(placed, number=replace(number, style=number.style.split(_IN)[0]))


def _rank(ranks: list[int], depth: int) -> int:
    """The level that the format gives to headings of this depth; 0 where it gives none."""
    if not ranks:
        return 0
    return ranks[depth] if depth < len(ranks) else ranks[-1] + depth - len(ranks) + 1


def _names_annex(candidate: Candidate) -> bool:
    number = candidate.number
    return number is not None and number.style == "annex" and candidate.depth is None


def body_start(lines: list[Line | None], blocks: tuple[Line | Table, ...]) -> int:
    """Without headings: the front ends where the first table or the 40th line begins."""
    for index, line in enumerate(lines[:40]):
        if line is None:
            return index
    return min(len(blocks), 40)


def first_found(lines: list[Line | None], front: Front, otherwise: int) -> int:
    """Where the body begins by the numbers of the lines alone."""
    unsaid = [
        replace(line, hint=None) if line and line.role in _NUMBERED_TEXT else line
        for line in lines
    ]  # fmt: skip
    placed, _ = headings_of(unsaid, front, marked_title(unsaid, front.duplicates))
    return placed[0].line if placed else otherwise


def names_below(
    placed: Sequence[Placed],
    lines: Sequence[Line | None],
    noise: Collection[int],
    closing: Collection[int],
) -> dict[int, tuple[int, ...]]:
    """Lines that are a number alone (附件1, 第一章), with the line below that names it; the name of
    an annex may go on in the line below that."""
    headings = {one.line for one in placed}
    found: dict[int, tuple[int, ...]] = {}
    free = {*range(len(lines))}.difference(noise, headings, closing)
    for one in placed:
        number, line = one.number, lines[one.line]
        if number is None or number.style not in _NAMED_BELOW or line is None:
            continue
        if line.text[number.length :].strip(" \t\u3000、.．:："):
            continue
        below = [at for at in range(one.line + 1, len(lines)) if at not in noise][:2]
        # What the editor says of a line goes before what it looks like.
        names = [
            name for at in below
            if at in free and (name := lines[at]) and name.hint is None and is_name(name.text)
        ]  # fmt: skip
        if not names or names[0] is not lines[below[0]]:
            continue
        goes_on = number.style == "annex" and len(names) > 1 and goes_on_below(*names)
        found[one.line] = tuple(below if goes_on else below[:1])
    return found
