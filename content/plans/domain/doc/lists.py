"""Automatic numbers of a .doc, in the terms of those of a .docx ([MS-DOC] 2.9.131, 2.9.147)."""

from __future__ import annotations

import re
import struct
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from ..docx.numbering import Level, Numbering, is_known
from ..errors import CorruptDocument, UnknownNumbers
from .container import LIST_USES, LISTS, Container

_FORMATS: Final = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth",
    17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
"""MSONFC, [MS-OSHARED] 2.2.1.3, by the names of ECMA-376."""

_FOLLOWED: Final = {0: "tab", 1: "space", 2: "nothing"}
_LIST: Final = 28
_USE: Final = 16
_MOST: Final = 20_000


@dataclass(slots=True)
class Numbers:
    """The running numbers of the document."""

    numbering: Numbering = field(default_factory=Numbering)
    unsure: set[tuple[str, int]] = field(default_factory=set)

    def next(self, use: int, level: int) -> str:
        """The number of the next paragraph of this list use, as it is printed.

        Raises UnknownNumbers where it cannot be told: a wrong number is worse than none.
        """
        key = str(use)
        levels = self.numbering.abstract.get(self.numbering.instances.get(key, ""))
        if levels is None:
            # Word numbers nothing that names a list which is not there.
            return ""
        if level not in levels or (key, level) in self.unsure:
            raise UnknownNumbers()
        shown = {int(at) - 1 for at in re.findall("%([1-9])", levels[level].text)}
        if not all(at in levels and is_known(levels[at].format) for at in {level, *shown}):
            raise UnknownNumbers()
        return self.numbering.next(key, level)


def numbers_of(container: Container) -> Numbers:
    """Definitions of the lists. Raises CorruptDocument."""
    try:
        return _Reader(container).read()
    except (struct.error, IndexError, ValueError):
        raise CorruptDocument(reason="编号的定义不完整") from None


class _Reader:
    def __init__(self, container: Container) -> None:
        self.data = container.tables
        self.lists, self.list_size = container.place(LISTS)
        self.uses, self.use_size = container.place(LIST_USES)

    def read(self) -> Numbers:
        numbers = Numbers()
        if self.list_size:
            self._lists(numbers.numbering)
        if self.use_size:
            self._uses(numbers)
        return numbers

    def _lists(self, numbering: Numbering) -> None:
        (count,) = struct.unpack_from("<h", self.data, self.lists)
        if not 0 <= count <= _MOST:
            raise CorruptDocument(reason="编号的定义不对")
        # The levels follow behind the table, which does not count them.
        at = self.lists + 2 + _LIST * count
        for index in range(count):
            first = self.lists + 2 + _LIST * index
            (key,) = struct.unpack_from("<i", self.data, first)
            is_simple = self.data[first + 26] & 1
            levels = numbering.abstract.setdefault(str(key), {})
            for level in range(1 if is_simple else 9):
                levels[level], at = self._level(at)

    def _level(self, at: int) -> tuple[Level, int]:
        start, kind, flags = struct.unpack_from("<iBB", self.data, at)
        places = self.data[at + 6 : at + 15]
        follow, restart = self.data[at + 15], self.data[at + 26]
        sizes = self.data[at + 24] + self.data[at + 25]
        at += _LIST + sizes
        (length,) = struct.unpack_from("<H", self.data, at)
        units = struct.unpack_from(f"<{length}H", self.data, at + 2)
        text = "".join(
            f"%{unit + 1}" if index + 1 in places and unit < 9 else chr(unit)
            for index, unit in enumerate(units)
        )
        level = Level(
            start=start,
            format=_FORMATS.get(kind, f"unknown {kind}"),
            text=text,
            suffix=_FOLLOWED.get(follow, "tab"),
            legal=bool(flags & 4),
            restart=restart if flags & 8 else None,
        )
        return level, at + 2 + 2 * length

    def _uses(self, numbers: Numbers) -> None:
        numbering = numbers.numbering
        (count,) = struct.unpack_from("<I", self.data, self.uses)
        if count > _MOST:
            raise CorruptDocument(reason="编号的定义不对")
        at = self.uses + 4 + _USE * count
        own_levels: list[tuple[str, str, int, Level]] = []
        for index in range(count):
            first = self.uses + 4 + _USE * index
            (key,) = struct.unpack_from("<i", self.data, first)
            use, name = str(index + 1), str(key)
            numbering.instances[use] = name
            at += 4
            for _ in range(self.data[first + 12]):
                start, flags = struct.unpack_from("<iI", self.data, at)
                level, at = flags & 0xF, at + 8
                if flags & 0x20:
                    own, at = self._level(at)
                    own_levels.append((use, name, level, own))
                    start = own.start
                if flags & 0x10:
                    numbering.overrides[(use, level)] = start
        users = Counter(numbering.instances.values())
        for use, name, level, own in own_levels:
            levels = numbering.abstract.get(name, {})
            known = levels.get(level)
            if users[name] == 1:
                levels[level] = own
            elif known is None or replace(own, start=known.start) != known:
                # Numbers of one list that look different in two places.
                numbers.unsure.add((use, level))
