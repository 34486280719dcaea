"""The clause tree while it is built: nodes and claims in clean-text offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .extracted import RepairKind
from .header import Field
from .headings import Split
from .lines import Table
from .nesting import Irregular, Placed
from .parse import NodeKind
from .spans import Claim

_NOTE: Final = re.compile(r"[〔\[【［*※①-⑳]|注\s*\d*\s*[:：〕]|\d{1,3}[\]］〕]")


@dataclass(slots=True)
class Draft:
    """A node under construction; ranges are clean-text offsets."""

    kind: NodeKind
    parent: int | None
    depth: int
    style: str = ""
    number: str = ""
    heading: str = ""
    mark: str = ""
    pieces: list[str] = field(default_factory=list)
    table: int | None = None
    line: int | None = None


def heading_of(text: str, placed: Placed, split: Split, parent: int | None) -> Draft:
    """The node that a line of number, heading and closing mark begins."""
    number = placed.number
    begin = min(number.length if number else 0, split.heading)
    annex = number is not None and number.style == "annex"
    draft = Draft(
        NodeKind.ANNEX if annex else NodeKind.CLAUSE,
        parent,
        placed.depth,
        style=number.style if number else "",
        heading=text[begin : split.heading].strip(" \t\u3000、.．"),
    )
    if not draft.heading:
        draft.number = text[: split.body].strip()
        return draft
    # Separators between number and heading stay with the number, so that no mark is lost.
    at = text.index(draft.heading, begin)
    draft.number = text[:at].strip()
    draft.mark = text[at + len(draft.heading) : split.body].strip()
    return draft


def closes_list(nodes: Sequence[Draft], below: str) -> bool:
    """Whether the last node closes a list for sure, so that the line `below` is said of the whole:
    all items are one paragraph each, they end in ；and the last one in 。A note stays with what
    calls it, and where the list stands below an item of another it may be said of either."""
    at = len(nodes) - 1
    item = nodes[at]
    if item.parent is None or not item.style or _NOTE.match(below):
        return False
    above = nodes[item.parent]
    if not (above.heading or above.style == "article" or above.style.startswith("multi")):
        return False
    texts: list[str] = []
    while nodes[at].parent == item.parent and nodes[at].style and nodes[at].style == item.style:
        if nodes[at].heading or len(nodes[at].pieces) != 1:
            return False
        texts.append(nodes[at].pieces[0])
        at -= 1
    is_first = at == item.parent or nodes[at].kind == NodeKind.PARAGRAPH
    last, *others = texts
    ends = all(text.endswith(("；", ";")) for text in others)
    return is_first and bool(others) and last.endswith("。") and ends


@dataclass(slots=True)
class Tree:
    """Everything the clean text was found to be."""

    nodes: list[Draft] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    table_nodes: list[int] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    block_repairs: list[tuple[RepairKind, int, int]] = field(default_factory=list)
    irregular: list[Irregular] = field(default_factory=list)
    placed_nodes: dict[int, int] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    """Lines of which the editor says what they are."""
    flat: bool = False
    cut: bool = False
    title: str = ""
    notice_title: str = ""
