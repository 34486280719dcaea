"""Labels and values of a disclosure header that no colon joins: cells of a table, words between
tabs or bars, lines one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from .labels import FieldKey, label_key, parse_date
from .lines import Line, Table

_TELLING: Final = frozenset(
    {
        FieldKey.INDEX_NUMBER, FieldKey.DOCUMENT_NUMBER, FieldKey.CATALOGUE, FieldKey.ISSUER,
        FieldKey.SIGNED_ON, FieldKey.PUBLISHED_ON,
    }
)  # fmt: skip
_DAYS: Final = frozenset({FieldKey.SIGNED_ON, FieldKey.PUBLISHED_ON, FieldKey.EFFECTIVE_ON})
_NUMBERS: Final = frozenset({FieldKey.INDEX_NUMBER, FieldKey.DOCUMENT_NUMBER})
_BETWEEN_BARS: Final = re.compile(r"[^\t|｜]+")
_BETWEEN_SPACES: Final = re.compile(r"\S+")
_OF_A_TITLE: Final = re.compile(r"(?:预案|规划|计划|方案|办法|通知|意见|要点)(?:[（(].*)?$")
_CLASS: Final = re.compile(
    r"(?:(?:应急|专项|总体|部门|政府|综合|年度|发展|工作|其他)*(?:预案|规划|计划|方案|通知)[及和与、]?)+"
)
"""应急预案, 规划计划: what a catalogue calls a whole class of documents, and no title of one."""
_LONGEST: Final = 60
_FIRST_BLOCKS: Final = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """`start` and `end` are offsets in the line, of the label and its value together."""

    key: FieldKey
    label: str
    value: str
    start: int
    end: int


def is_telling(text: str) -> bool:
    """Whether a text is a label that only such a header has, and nothing else."""
    return label_key(text) in _TELLING and _is_label(text)


def is_disclosure(keys: Sequence[FieldKey]) -> bool:
    """Whether these labels are those of a disclosure header; 名称 or 说明 alone head any table."""
    return len({*keys} & _TELLING) >= 2


def pairs_in(text: str) -> list[Pair]:
    """The labels of a line with what follows each; none unless the line begins with a label."""
    is_whole = _is_label(text) or re.search(r"[\t|｜]", text)
    parted = _BETWEEN_BARS if is_whole else _BETWEEN_SPACES
    pieces = [m for m in parted.finditer(text) if m[0].strip()]
    at = [i for i, m in enumerate(pieces) if _is_label(m[0])]
    if not at or at[0] != 0:
        return []
    out = []
    for first, following in pairwise([*at, len(pieces)]):
        key = label_key(pieces[first][0]) or FieldKey.OTHER
        end = pieces[following - 1].end()
        value = text[pieces[first].end() : end].strip(" \t\u3000|｜")
        out.append(Pair(key, pieces[first][0].strip(), value, pieces[first].start(), end))
    return out


def fits(key: FieldKey, value: str) -> bool:
    """Whether a line below a label can be its value; else the label has none, and the line is of
    the document: its title, mostly."""
    if key in _DAYS:
        return parse_date(value) is not None and len(value) <= _LONGEST
    if key in _NUMBERS:
        return any(char.isdigit() for char in value) and len(value) <= _LONGEST
    if key is FieldKey.CATALOGUE and _CLASS.fullmatch(value):
        return True
    return len(value) <= _LONGEST / 2 and not _OF_A_TITLE.search(value)


def header_tables(blocks: Sequence[Line | Table]) -> set[int]:
    """Where tables begin that are the disclosure header at the top of the document."""
    found = set()
    for block in blocks[:_FIRST_BLOCKS]:
        if isinstance(block, Line):
            continue
        rows = groupby(block.cells, key=lambda cell: cell.row)
        texts = [[cell.text for cell in cells if cell.text] for _row, cells in rows]
        if is_header(texts):
            found.add(block.start)
    return found


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row begins with a label, and all of them together are such a header. Cells that
    are empty are left out of `rows`."""
    texts = [text for row in rows for text in row]
    return (
        all(label_key(row[0]) is not None for row in rows if row)
        and all(len(text) <= 2 * _LONGEST for text in texts)
        and is_disclosure([key for text in texts if (key := label_key(text)) is not None])
    )


def _is_label(text: str) -> bool:
    """Without a colon, which joins a label and its value."""
    return label_key(text) is not None and not text.rstrip().endswith((":", "："))
