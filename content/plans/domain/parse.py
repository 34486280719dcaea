"""The result of an import: metadata, clause tree, tables, repairs, and the cover that proves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .actor_told import Told
from .extracted import RepairKind
from .labels import FieldKey
from .spans import Span


class NodeKind(StrEnum):
    TITLE = "title"
    NOTICE = "notice"
    PREAMBLE = "preamble"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    ANNEX = "annex"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the reading order. `mark` is the full stop that closed a heading.

    `start`, `end`: range of its own characters in the original (children excluded).
    """

    kind: NodeKind
    parent: int | None
    depth: int
    style: str
    number: str
    heading: str
    mark: str
    text: str
    table: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeaderField:
    key: FieldKey
    label: str
    value: str
    raw: str


@dataclass(frozen=True, slots=True)
class ParsedCell:
    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    text: str


@dataclass(frozen=True, slots=True)
class ParsedTable:
    """`node` is the table's place in the tree; `certain` False: the shape was guessed."""

    node: int
    rows: int
    columns: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """Original [start, end) is shown as `replacement` ("" = left out of the reading text)."""

    kind: RepairKind
    start: int
    end: int
    original: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the editor should look at. `node` indexes the tree where there is a place."""

    code: str
    text: str
    node: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself; None or "" where it says nothing."""

    title: str = ""
    notice_title: str = ""
    index_number: str = ""
    catalogue: str = ""
    subject_words: str = ""
    issuer: str = ""
    document_number: str = ""
    signed_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    period_start: int | None = None
    period_end: int | None = None
    script: str = "hans"
    family: str = "planning"
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A quantified goal as the text states it.

    `comparator`: ge, gt, le, lt, eq, decrease (by `value`), or "" when no direction is written.
    `value` is a decimal string. `start`, `end`: the sentence within the node's text; for a row
    of a table both are 0 and `row` says which. `baseline`: what it was at the start, a decimal
    string in the same unit or ""; `baseline_year`: the year that this, or a reduction, counts from.
    """

    node: int
    subject: str
    stratum: str
    comparator: str
    value: str
    unit: str
    period: str
    sentence: str
    start: int
    end: int
    implied: bool = False
    row: int | None = None
    baseline: str = ""
    baseline_year: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """kind: law, plan, standard, internal, annex. `basis`: named as a ground of the document."""

    node: int
    kind: str
    name: str
    basis: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What an editor said of a node, in the order it was said."""

    node: int
    told: Told


@dataclass(frozen=True, slots=True)
class Parse:
    original: str
    source: str
    encoding: str
    metadata: Metadata
    fields: tuple[HeaderField, ...]
    nodes: tuple[Node, ...]
    tables: tuple[ParsedTable, ...]
    cells: tuple[ParsedCell, ...]
    repairs: tuple[Repair, ...]
    targets: tuple[TargetDraft, ...]
    references: tuple[Reference, ...]
    notes: tuple[Note, ...]
    spans: tuple[Span, ...]
    told: tuple[ToldOf, ...] = ()
