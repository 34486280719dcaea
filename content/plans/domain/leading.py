"""A clause that only leads into a list: “组织开展以下工作：” says what it says with its list, and
a heading with its items under it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from content.plans.domain.parse import NodeKind

LONGEST: Final = 200
"""Rows of a list that are shown and hashed with what leads into it. What is longer is a
chapter: whoever quotes its head says that it goes on."""


class Row(Protocol):
    """A clause as stored; depth counts from the chapter, `style` is that of its number."""

    kind: str
    depth: int
    style: str
    number: str
    heading: str
    text: str


_Row = TypeVar("_Row", bound=Row)
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Listing(Generic[_Item]):
    """`goes_on`: there are more rows than the LONGEST that stand here."""

    rows: Sequence[_Item] = ()
    goes_on: bool = False


def leads_on(row: Row) -> bool:
    """A table says all in its cells, and what follows it belongs to others."""
    if row.kind == NodeKind.TABLE:
        return False
    return not row.text or "下表" in row.text or _ends_in_colon(row.text)


def _ends_in_colon(text: str) -> bool:
    return text.endswith(("：", ":"))


def listed(lead: Row, following: Iterable[_Row]) -> Listing[_Row]:
    """The rows of the list that `lead` opens, out of those after it in reading order.

    They stand below it; below a paragraph without a number they may stand beside it, as long
    as they are numbered alike and none has a heading of its own. Below a mere heading, and after
    下表, only what has none: what has one can be cited by itself.
    """
    found: list[_Row] = []
    style = ""
    for row in following:
        if row.heading and not _ends_in_colon(lead.text):
            break
        if row.depth <= lead.depth:
            is_item = row.depth == lead.depth and row.number and not (row.heading or lead.number)
            if not is_item or style not in ("", row.style):
                break
            style = row.style
        if len(found) == LONGEST:
            return Listing(found, goes_on=True)
        found.append(row)
    return Listing(found)


def digest(own: str, items: Sequence[str], *, goes_on: bool = False) -> str:
    """Hash of what a clause says with its list; that of the clause where there is no list."""
    if not items:
        return own
    more = ["…"] if goes_on else []
    return hashlib.sha256("\x1f".join([own, *items, *more]).encode()).hexdigest()
