"""Which lines are headings, which of them the title, and where the body begins."""

from __future__ import annotations

from .extracted import Extracted
from .flattened import find_flattened
from .front import Front
from .glued import split_glued, split_long
from .lines import Line, Table, layout
from .nesting import Candidate, Irregular, Placed, nest
from .numbers import numbers_of
from .repairs import Clean


def blocks_of(clean: Clean, extracted: Extracted) -> tuple[tuple[Line | Table, ...], bool]:
    """Lines and tables in the order of the text, and whether a long line had to be cut."""
    blocks, _ = find_flattened(layout(clean, extracted), clean.text)
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
    return tuple(out), cut


def marked_title(lines: list[Line | None]) -> int | None:
    """The single unnumbered heading of the highest level at the top is the title."""
    marked = [(i, line) for i, line in enumerate(lines) if line is not None and line.level]
    if not marked:
        return None
    index, line = marked[0]
    top = [at for at, other in marked if other.level <= line.level]
    before = [other for other in lines[:index] if other is not None and other.key is None]
    return index if len(top) == 1 and len(before) <= 12 else None


def headings_of(
    lines: list[Line | None], front: Front, title_line: int | None
) -> tuple[list[Placed], list[Irregular]]:
    """The headings among the lines the front has not taken, with what does not fit in."""
    taken = front.used
    where = [
        i for i, line in enumerate(lines)
        if line is not None and i not in taken and i != title_line and line.key is None
    ]  # fmt: skip
    numbers = numbers_of([line for i in where if (line := lines[i]) is not None])
    candidates: list[Candidate] = []
    for index, number in zip(where, numbers, strict=True):
        line = lines[index]
        if line is not None and (number is not None or line.level):
            candidates.append(Candidate(index, number, line.level))
    # 附件 named in a forwarding notice stands before every real heading.
    while candidates and candidates[0].number and candidates[0].number.style == "annex":
        candidates.pop(0)
    return nest(candidates)


def body_start(lines: list[Line | None], blocks: tuple[Line | Table, ...]) -> int:
    """Without headings: the front ends where the first table or the 40th line begins."""
    for index, line in enumerate(lines[:40]):
        if line is None:
            return index
    return min(len(blocks), 40)
