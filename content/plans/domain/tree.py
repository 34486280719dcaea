"""The clause tree while it is built: nodes and claims in clean-text offsets."""

from __future__ import annotations

from dataclasses import dataclass, field

from .extracted import RepairKind
from .header import Field
from .headings import Split
from .lines import Table
from .nesting import Irregular, Placed
from .parse import NodeKind
from .spans import Claim


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
    flat: bool = False
    cut: bool = False
    title: str = ""
    notice_title: str = ""
