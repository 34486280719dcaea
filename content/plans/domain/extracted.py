"""What the extraction step hands on: one text and what the format already told about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class RepairKind(StrEnum):
    PINYIN = "pinyin"
    LIGATURE = "ligature"
    ODD_SPACE = "odd_space"
    INVISIBLE = "invisible"
    QUOTE = "quote"
    MARKUP = "markup"
    NAVIGATION = "navigation"
    DUPLICATE_TITLE = "duplicate_title"
    CONTENTS = "contents"
    PAGE_NUMBER = "page_number"
    TABLE_BAR = "table_bar"
    LINE_BREAK = "line_break"
    RUNNING_HEAD = "running_head"


@dataclass(frozen=True, slots=True)
class InlineRepair:
    """Original [start, end) is shown as `replacement`."""

    start: int
    end: int
    kind: RepairKind
    replacement: str


@dataclass(frozen=True, slots=True)
class CellMark:
    """Original [start, end) is one cell (rows and columns count from 0)."""

    start: int
    end: int
    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """`levels`: line offset → explicit heading level (1 is highest), from Word, Markdown
    or a web page.
    `contents`: line offsets that the format marks as table of contents.
    `lists`: line offset → in how many numbered lists of a web page the line is an item, where in
    more than one.
    `fields`: line offset → metadata key, from a Markdown front matter block.
    `unread`: numbers of pages that are pictures, whose words nobody has read.
    `hidden`: characters that Word hides, on paper too, and that are not in the text.
    `unseen`: what is seen on paper and is no text, with the offset of the line it stands in or
    below: picture, drawing (what floats: a picture or a shape), diagram (its words are not read),
    words (a diagram or chart whose words are read), page (a whole page that is a picture), chunk
    (another file within it); and box: words that are read, in a box whose place nobody knows."""

    text: str
    source: str
    encoding: str = ""
    cells: tuple[CellMark, ...] = ()
    levels: dict[int, int] = field(default_factory=dict)
    contents: frozenset[int] = frozenset()
    lists: dict[int, int] = field(default_factory=dict)
    fields: dict[int, str] = field(default_factory=dict)
    repairs: tuple[InlineRepair, ...] = ()
    unread: tuple[int, ...] = ()
    hidden: int = 0
    unseen: tuple[tuple[int, str], ...] = ()
