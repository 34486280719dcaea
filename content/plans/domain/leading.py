"""A clause that only leads into a list: “组织开展以下工作：” says what it says with its list, and
a heading with its items under it."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final, Protocol, TypeVar

LONGEST: Final = 200
"""Rows of a list at most; what is longer is a chapter, and cited by its parts."""


class Row(Protocol):
    """A clause as stored; depth counts from the chapter, `style` is that of its number."""

    depth: int
    style: str
    number: str
    heading: str
    text: str


_Row = TypeVar("_Row", bound=Row)


def leads_on(text: str) -> bool:
    """`text` of a clause without its heading."""
    return not text or "下表" in text or _ends_in_colon(text)


def _ends_in_colon(text: str) -> bool:
    return text.endswith(("：", ":"))


def listed(lead: Row, following: Iterable[_Row]) -> list[_Row]:
    """The rows of the list that `lead` opens, out of those after it in reading order.

    They stand below it; below a paragraph without a number they may stand beside it, as long
    as they are numbered alike and none has a heading of its own. Below a mere heading, and after
    下表, only what has none: what has one can be cited by itself.
    """
    found: list[_Row] = []
    style = ""
    for row in islice(following, LONGEST):
        if row.heading and not _ends_in_colon(lead.text):
            break
        if row.depth <= lead.depth:
            is_item = row.depth == lead.depth and row.number and not (row.heading or lead.number)
            if not is_item or style not in ("", row.style):
                break
            style = row.style
        found.append(row)
    return found


def digest(own: str, items: Sequence[str]) -> str:
    """Hash of what a clause says with its list; that of the clause where there is no list."""
    if not items:
        return own
    return hashlib.sha256("\x1f".join([own, *items]).encode()).hexdigest()
