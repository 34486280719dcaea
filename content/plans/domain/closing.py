"""What stands below the last clause: who signs, the date, and the imprint (版记) of GB/T 9704 with
whom a copy goes to and who printed it when."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from .labels import is_date
from .lines import Line, Table
from .nesting import Placed
from .script import folded
from .signing import SIGNATORIES, may_sign

_REACH: Final = 12
"""Lines of an imprint at most."""

_FORMULA: Final = re.compile(r"特此[\u4e00-\u9fff]{2,6}")
_COPIES: Final = re.compile(r"(?:抄\s*[送报]|主\s*送|分\s*送|[送发报])\s*[:：].*")
_PRINTED: Final = re.compile(r".{0,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*[发制]")
_BY_ITSELF: Final = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*[发制]")
_REMARK: Final = re.compile(
    r"[（(](?:此件|本件|联系人|公开).{0,60}[）)]|(?:此件|公开(?:方式|属性|形式)\s*[:：]).{0,20}"
    r"|[（(]?共\s*印\s*\d+\s*份[）)]?|校对\s*[:：].{0,20}"
)


def closing_lines(
    blocks: Sequence[Line | Table],
    first: int,
    noise: Collection[int],
    headings: Sequence[Placed],
    names: Collection[int],
) -> set[int]:
    """Indexes of signature, date and imprint at the end of the document, or right above its first
    annex; none without a date. `names`: the lines that list the annexes, which close the document
    with the signature.

    An imprint that Word keeps in a table stays a table, and the signature is found above it.
    """
    below = {index for index in names if index > first}
    skipped = {*noise, *below}
    placed = {one.line for one in headings}
    annexes = (one.line for one in headings if one.number and one.number.style == "annex")
    annex = next(annexes, None)
    if annex is not None and (signed := _signed(blocks, annex, first, skipped, placed)):
        imprint = _imprint(blocks, len(blocks), first, skipped, placed)
        return signed | below | {at for at in imprint if isinstance(blocks[at], Line)}
    return below | _signed(blocks, len(blocks), first, skipped, placed)


def _signed(
    blocks: Sequence[Line | Table],
    end: int,
    first: int,
    noise: Collection[int],
    placed: Collection[int],
) -> set[int]:
    """Indexes of signature, date and imprint right above `end`."""
    imprint = _imprint(blocks, end, first, noise, placed)
    at = _above(imprint[-1] if imprint else end, noise, first)
    line = blocks[at] if first < at < len(blocks) else None
    if not isinstance(line, Line) or not is_date(line.text.strip()) or at in placed:
        return set()
    found = {at, *(index for index in imprint if isinstance(blocks[index], Line))}
    for _ in range(SIGNATORIES):
        at = _above(at, noise, first)
        line = blocks[at]
        if at <= first or at in placed or not isinstance(line, Line):
            break
        if not (may_sign(line.text) or _FORMULA.fullmatch(folded(line.text))):
            break
        found.add(at)
    return found


def _above(at: int, noise: Collection[int], first: int) -> int:
    """The next block upwards that is no page number."""
    at -= 1
    while at > first and at in noise:
        at -= 1
    return at


def _imprint(
    blocks: Sequence[Line | Table],
    end: int,
    first: int,
    noise: Collection[int],
    placed: Collection[int],
) -> list[int]:
    """Indexes of the imprint right above `end`, from the last line upwards."""
    found: list[int] = []
    at = _above(end, noise, first)
    while first < at and at not in placed and len(found) < _REACH:
        run = _entry(blocks, at, first)
        if not run:
            break
        found += run
        at = _above(run[-1], noise, first)
    return found


def _entry(blocks: Sequence[Line | Table], at: int, first: int) -> list[int]:
    """One entry of an imprint that ends at `at`, upwards: a long one fills several lines."""
    block = blocks[at]
    if isinstance(block, Table):
        cells = [folded(cell.text.strip()) for cell in block.cells]
        return [at] if any(_COPIES.fullmatch(c) or _PRINTED.fullmatch(c) for c in cells) else []
    text = folded(block.text.strip())
    if is_date(text):
        return []
    above = blocks[at - 1]
    if _BY_ITSELF.fullmatch(text) and isinstance(above, Line) and may_sign(above.text):
        return [at, at - 1]
    if _COPIES.fullmatch(text) or _PRINTED.fullmatch(text) or _REMARK.fullmatch(text):
        return [at]
    for start in range(at - 1, max(first, at - 5), -1):
        line = blocks[start]
        if not isinstance(line, Line) or is_date(line.text) or line.text.rstrip().endswith("。"):
            return []
        if _COPIES.fullmatch(folded(line.text.strip())):
            return list(range(at, start - 1, -1))
    return []
