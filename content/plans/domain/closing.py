"""What stands below the last clause: who signs, the date, the names of the annexes, the imprint."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from .imprint import above, imprint
from .labels import is_date
from .lines import Line, Table
from .nesting import Placed
from .script import folded
from .signing import SIGNATORIES, may_sign

_FORMULA: Final = re.compile(r"特此[\u4e00-\u9fff]{2,6}")


def closing_lines(
    blocks: Sequence[Line | Table],
    first: int,
    noise: Collection[int],
    headings: Sequence[Placed],
    names: Collection[int],
) -> set[int]:
    """Indexes of signature, date and imprint at the end of the document, or right above its first
    annex; none without a date. `names`: the lines that list the annexes, which close the document
    with the signature, or with the imprint right below them.

    An imprint that Word keeps in a table stays a table, and the signature is found above it.
    """
    below = {index for index in names if index > first}
    skipped = {*noise, *below}
    placed = {one.line for one in headings}
    annexes = (one.line for one in headings if one.number and one.number.style == "annex")
    annex = next(annexes, None)
    if annex is not None and (signed := _signed(blocks, annex, first, skipped, placed)):
        foot = imprint(blocks, len(blocks), first, skipped, placed)
        return signed | below | {at for at in foot if isinstance(blocks[at], Line)}
    if signed := _signed(blocks, len(blocks), first, skipped, placed):
        return below | signed
    foot = imprint(blocks, len(blocks), first, noise, placed)
    if foot and above(foot[-1], noise, first) in below:
        return below | {at for at in foot if isinstance(blocks[at], Line)}
    return below


def _signed(
    blocks: Sequence[Line | Table],
    end: int,
    first: int,
    noise: Collection[int],
    placed: Collection[int],
) -> set[int]:
    """Indexes of signature, date and imprint right above `end`."""
    foot = imprint(blocks, end, first, noise, placed)
    at = above(foot[-1] if foot else end, noise, first)
    line = blocks[at] if first < at < len(blocks) else None
    if not isinstance(line, Line) or not is_date(line.text.strip()) or at in placed:
        return set()
    found = {at, *(index for index in foot if isinstance(blocks[index], Line))}
    for _ in range(SIGNATORIES):
        at = above(at, noise, first)
        line = blocks[at]
        if at <= first or at in placed or not isinstance(line, Line):
            break
        if not (may_sign(line.text) or _FORMULA.fullmatch(folded(line.text))):
            break
        found.add(at)
    return found
