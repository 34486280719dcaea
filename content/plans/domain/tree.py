"""The clause tree while it is built: nodes and claims in clean-text offsets."""

from __future__ import annotations

from dataclasses import dataclass, field

from .extracted import RepairKind
from .header import Field
from .lines import Table
from .nesting import Irregular
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
