"""How characters and paragraphs of a .doc are formatted: lists of modifiers ([MS-DOC] 2.6), kept
by the bytes they are about, and the styles they rest on."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final

from ..errors import CorruptDocument
from .container import CHARACTERS, PARAGRAPHS, STYLES, Container, plc

_PAGE: Final = 512
_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_SHAPE: Final = 0xD608
_TABS: Final = 0xC615
_HUGE: Final = (0x6646, 0x6645)

DELETED: Final = 0x0800
HIDDEN: Final = 0x083C
AGAINST_STYLE: Final = 0x81
"""Of HIDDEN: the opposite of what the style says; 0x80 is what it says."""
CHARACTER_STYLE: Final = 0x4A30
SPECIAL: Final = 0x0855
SYMBOL: Final = 0x6A09
_OLD_NUMBERS: Final = 0xC63E
"""Numbers as Word 6 made them, which a file of Word 97 may still carry."""

_DEEPEST: Final = 12
_OF_PARAGRAPHS: Final = 1
_OF_CHARACTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the cells of a row begin and end, in twips. `merged`, `above`: cells that belong to the
    one before them, or to the one above; `begins`: those that others below belong to."""

    places: tuple[int, ...] = ()
    merged: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    begins: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """What a paragraph is. `use`: its place in the list of list uses, from 1; 0 is none."""

    style: int = 0
    use: int = 0
    level: int = 0
    outline: int = 9
    in_table: bool = False
    ends_row: bool = False
    depth: int = 0
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    is_head: bool = False
    edges: Edges = field(default_factory=Edges)
    old_numbers: bool = False


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(name, operand) of each; what is cut off at the end is left out."""
    at = 0
    while at + 2 <= len(data):
        (name,) = struct.unpack_from("<H", data, at)
        at += 2
        kind = name >> 13
        if kind != 6:
            size = _SIZES[kind]
        elif name == _TABLE_SHAPE:
            if at + 2 > len(data):
                return
            size = struct.unpack_from("<H", data, at)[0] + 1
        elif at >= len(data) or (name == _TABS and data[at] == 255):
            return
        else:
            size = data[at] + 1
        if at + size > len(data):
            return
        yield name, data[at : at + size]
        at += size


def changed(before: Format, data: bytes, huge: bytes = b"") -> Format:
    """The format with these modifiers. `huge`: the stream that holds long lists of them."""
    change: dict[str, Any] = {}
    edges = before.edges
    for name, operand in modifiers(data):
        value = int.from_bytes(operand[:4], "little")
        if name in _HUGE and value + 2 <= len(huge):
            (size,) = struct.unpack_from("<H", huge, value)
            longer = changed(before, huge[value + 2 : value + 2 + size])
            before, edges = longer, longer.edges
        elif name == 0x460B:
            # Below zero: of the same list, with an indent of its own. 0xF801: of none.
            change["use"] = 0 if value == 0xF801 else value if value < 0x8000 else 0x10000 - value
        elif name == 0x260A:
            change["level"] = value
        elif name == 0x2640:
            change["outline"] = value
        elif name == 0x2416:
            change["in_table"] = value != 0
        elif name == 0x2417:
            change["ends_row"] = value != 0
        elif name == 0x6649:
            change["depth"] = value
        elif name == 0x244B:
            change["ends_inner_cell"] = value != 0
        elif name == 0x244C:
            change["ends_inner_row"] = value != 0
        elif name == 0x3404:
            change["is_head"] = value != 0
        elif name == _OLD_NUMBERS:
            change["old_numbers"] = any(operand[1:])
        elif name == _TABLE_SHAPE:
            edges = _edges(operand)
        elif name == 0xD62B and len(operand) >= 3:
            edges = _vertical(edges, operand[1], operand[2])
        elif name == 0x5624:
            edges = replace(edges, merged=edges.merged | set(range(operand[0] + 1, operand[1])))
    return replace(before, edges=edges, **change)


def _edges(operand: bytes) -> Edges:
    if len(operand) < 3:
        return Edges()
    count = operand[2]
    if 3 + 2 * (count + 1) > len(operand):
        return Edges()
    places = struct.unpack_from(f"<{count + 1}h", operand, 3)
    edges = Edges(places)
    first = 3 + 2 * (count + 1)
    for cell in range(count):
        if first + 20 * cell + 2 > len(operand):
            break
        (flags,) = struct.unpack_from("<H", operand, first + 20 * cell)
        if flags & 3 == 2:
            edges = replace(edges, merged=edges.merged | {cell})
        edges = _vertical(edges, cell, flags >> 5 & 3)
    return edges


def _vertical(edges: Edges, cell: int, kind: int) -> Edges:
    above, begins = edges.above - {cell}, edges.begins - {cell}
    if kind == 1:
        above |= {cell}
    elif kind == 3:
        begins |= {cell}
    return replace(edges, above=above, begins=begins)


@dataclass(frozen=True, slots=True)
class Runs:
    """Lists of modifiers by the bytes of the stream they are about."""

    starts: list[int]
    ends: list[int]
    lists: list[bytes]

    def at(self, offset: int) -> bytes:
        index = bisect_right(self.starts, offset) - 1
        return self.lists[index] if index >= 0 and offset < self.ends[index] else b""

    def between(self, low: int, high: int) -> Iterator[tuple[int, int, bytes]]:
        index = max(bisect_right(self.starts, low) - 1, 0)
        while index < len(self.starts) and self.starts[index] < high:
            if self.ends[index] > low:
                yield max(self.starts[index], low), min(self.ends[index], high), self.lists[index]
            index += 1


def runs_of_paragraphs(container: Container) -> Runs:
    return _runs(container, PARAGRAPHS, 13)


def runs_of_characters(container: Container) -> Runs:
    return _runs(container, CHARACTERS, 1)


def _runs(container: Container, pair: int, size: int) -> Runs:
    found: list[tuple[int, int, bytes]] = []
    _places, entries = plc(container.table(pair), 4)
    for number in sorted({int.from_bytes(entry, "little") & 0x3FFFFF for entry in entries}):
        page = container.document[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            raise CorruptDocument(reason="格式区不完整")
        count = page[-1]
        if 4 * (count + 1) + size * count > _PAGE:
            raise CorruptDocument(reason="格式区不对")
        places = struct.unpack_from(f"<{count + 1}I", page)
        for index, (low, high) in enumerate(pairwise(places)):
            at = 2 * page[4 * (count + 1) + size * index]
            if low < high:
                found.append((low, high, _held(page, at, is_paragraph=size > 1)))
    found.sort(key=lambda run: run[:2])
    return Runs([run[0] for run in found], [run[1] for run in found], [run[2] for run in found])


def _held(page: bytes, at: int, *, is_paragraph: bool) -> bytes:
    if not at:
        return b""
    size = page[at]
    if not is_paragraph:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < len(page) else b""


@dataclass(frozen=True, slots=True)
class _Style:
    """`base`: the style it rests on. `paragraph`: its modifiers of paragraphs."""

    kind: int = 0
    base: int = 0xFFF
    paragraph: bytes = b""
    hides: bool | None = None


class Styles:
    """Styles of paragraphs: their formats with what they inherit, their kinds; and of these and
    of characters whether they hide text. `hide`: some style says something of that."""

    def __init__(self, data: bytes) -> None:
        self._raw: list[_Style] = []
        self._known: dict[int, Format] = {}
        self.hide = False
        if len(data) < 6:
            return
        head, count, base = struct.unpack_from("<3H", data)
        at = 2 + head
        for _ in range(min(count, 4096)):
            if at + 2 > len(data):
                break
            (size,) = struct.unpack_from("<H", data, at)
            self._raw.append(_style(data[at + 2 : at + 2 + size], base))
            at += 2 + size
        self.hide = any(style.hides is not None for style in self._raw)

    def kind(self, style: int) -> int:
        """The number of a style that Word brings along: 1 to 9 headings, 19 to 27 contents."""
        return self._raw[style].kind if style < len(self._raw) else 0

    def format(self, style: int, depth: int = 0) -> Format:
        if style >= len(self._raw) or depth > _DEEPEST:
            return Format(style=style)
        if style not in self._known:
            own = self._raw[style]
            inherited = self.format(own.base, depth + 1) if own.base != style else Format()
            self._known[style] = replace(changed(inherited, own.paragraph), style=style)
        return self._known[style]

    def is_hidden(self, style: int) -> bool | None:
        """Whether text of this style is hidden, None where nothing says."""
        for _ in range(_DEEPEST):
            if style >= len(self._raw):
                break
            if (said := self._raw[style].hides) is not None:
                return said
            style = self._raw[style].base
        return None


def _style(data: bytes, base: int) -> _Style:
    """Source: [MS-DOC] 2.9.260; of a paragraph's style two lists follow the name, of a character's
    one, each with its length before it and at an even place."""
    if len(data) < base + 2 or base < 8:
        return _Style()
    first, second, third = struct.unpack_from("<3H", data)
    kind, count = second & 0xF, third & 0xF
    if kind not in (_OF_PARAGRAPHS, _OF_CHARACTERS) or not count:
        return _Style()
    (name,) = struct.unpack_from("<H", data, base)
    at = base + 2 + 2 * (name + 1)
    lists = []
    for _ in range(count):
        at += at % 2
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        lists.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    is_paragraphs = kind == _OF_PARAGRAPHS
    of_characters = lists[1:2] if is_paragraphs else lists[:1]
    said = [o[0] for own in of_characters for n, o in modifiers(own) if n == HIDDEN and o[0] < 2]
    return _Style(
        first & 0xFFF if is_paragraphs else 0,
        second >> 4,
        lists[0][2:] if is_paragraphs and lists else b"",
        said[-1] == 1 if said else None,
    )


def styles_of(container: Container) -> Styles:
    return Styles(container.table(STYLES))
