"""The imprint (版记) at the foot of a paper: whom a copy goes to, and who printed it when.

Source: GB/T 9704-2012, 7.4.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from .labels import is_date
from .lines import Line, Table
from .script import folded
from .signing import may_sign

_REACH: Final = 12
"""Lines of an imprint at most."""

_COPIES: Final = re.compile(r"(?:抄\s*[送报]|主\s*送|分\s*送|[送发报])\s*[:：].*")
_PRINTED: Final = re.compile(r".{0,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*[发制]")
_BY_ITSELF: Final = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*[发制]")
_REMARK: Final = re.compile(
    r"[（(](?:此件|本件|联系人|公开).{0,60}[）)]|(?:此件|公开(?:方式|属性|形式)\s*[:：]).{0,20}"
    r"|[（(]?共\s*印\s*\d+\s*份[）)]?|校对\s*[:：].{0,20}"
)


def above(at: int, noise: Collection[int], first: int) -> int:
    """The next block upwards that is no page number."""
    at -= 1
    while at > first and at in noise:
        at -= 1
    return at


def imprint(
    blocks: Sequence[Line | Table | None],
    end: int,
    first: int,
    noise: Collection[int],
    placed: Collection[int],
) -> list[int]:
    """Indexes of the imprint right above `end`, from the last line upwards. None of `blocks` is
    what is no part of one."""
    found: list[int] = []
    at = above(end, noise, first)
    while first < at and at not in placed and len(found) < _REACH:
        run = _entry(blocks, at, first)
        if not run:
            break
        found += run
        at = above(run[-1], noise, first)
    return found


def _entry(blocks: Sequence[Line | Table | None], at: int, first: int) -> list[int]:
    """One entry of an imprint that ends at `at`, upwards: a long one fills several lines."""
    block = blocks[at]
    if isinstance(block, Table):
        cells = [folded(cell.text.strip()) for cell in block.cells]
        return [at] if any(_COPIES.fullmatch(c) or _PRINTED.fullmatch(c) for c in cells) else []
    text = folded(block.text.strip()) if block is not None else ""
    if not text or is_date(text):
        return []
    printer = blocks[at - 1]
    if _BY_ITSELF.fullmatch(text) and isinstance(printer, Line) and may_sign(printer.text):
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
