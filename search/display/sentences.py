"""Where the sentences of a text begin, and which lines open its lists.

An item shown alone says the opposite of its list: 吸烟 of 禁止：（一）烧荒（二）吸烟. So an
item begins where its list does. The text is read once; after that each question is a
bisection, since a text can hold as many items as marks.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

LINE_GAP: Final = "\u3000"
"""Stands for a line break in an excerpt, which is one paragraph."""

NEAR: Final = 110
"""Characters in which a line without a number still belongs to the line above that opens a list."""

_END: Final = re.compile(
    f"[。！？]{LINE_GAP}*|(?<![：；，、:;,{LINE_GAP}]){LINE_GAP}+(?![：:；;，,、])"
)
"""A line that ends in 严禁下列行为： or （一）烧荒； goes on in the next."""

_HAN: Final = "[一二三四五六七八九十]{1,4}"
_STYLES: Final = {
    "bracketed_han": rf"[（(]\s?{_HAN}\s?[）)]|[㈠-㈩]",
    "bracketed": r"[（(]\s?\d{1,3}\s?[）)]|[⑴-⒇]",
    "bracketed_letter": r"[（(]\s?[A-Za-z]\s?[）)]|[⒜-⒵]",
    "ordinal": rf"第(?:{_HAN}|\d{{1,3}})[、，：,.．]",
    "han": rf"{_HAN}[、.．）)]",
    "spoken": rf"{_HAN}[是要]",
    "figure": r"\d{1,3}[.．、）)]|[⒈-⒛]",
    "letter": r"[A-Za-z][.．、）)]",
    "circled": "[①-⑳❶-❿]",
    "roman": r"[Ⅰ-Ⅻ][.．、）)]",
    "dash": "[-–—•·●○■□◆◇▪※×✕✗]",
}
"""How the items of lists are numbered; one list inside another has a style of its own."""

_NUMBER: Final = r"\s{0,4}(?:" + "|".join(_STYLES.values()) + ")"
_ITEM: Final = re.compile(
    r"\s{0,4}(?:" + "|".join(f"(?P<{name}>{style})" for name, style in _STYLES.items()) + ")"
)
_FIRST: Final = re.compile(r"\s{0,4}(?:[（(]?\s?第?(?:一|1|[Aa])(?![十\d])|[①⑴⒈㈠❶Ⅰ])")
_OPENS_LIST: Final = re.compile(f"[：:](?={LINE_GAP}|{_NUMBER})")
_POINTS_ON: Final = re.compile("下列|以下|如下|下面|[不禁勿别莫忌错误]")
"""A sentence before the first item that opens the list without a colon."""


@dataclass(frozen=True, slots=True)
class _List:
    """The lines that open the lists a sentence stands in, from the outermost to the nearest,
    as a stretch of all such lines; and whether it must not be shown without one."""

    outermost: int
    beyond: int
    binds: bool


_NO_LIST: Final = _List(0, 0, binds=False)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Starts of the sentences of a text, and of those that open a list."""

    starts: tuple[int, ...]
    _openers: tuple[int, ...]
    _lists: tuple[_List, ...]

    def start(self, mark: int, mark_end: int, within: int) -> int:
        """Where to begin in order to show a mark: the farthest line that opens a list it
        stands in and is no more than `within` away, else the nearest, else its sentence."""
        at = bisect_right(self.starts, mark) - 1
        held = self._lists[at]
        opener = bisect_left(self._openers, mark_end - within, held.outermost, held.beyond)
        if opener < held.beyond:
            return self._openers[opener]
        return self._openers[held.beyond - 1] if held.binds else self.starts[at]

    def first_at(self, place: int) -> int:
        """The first start at or after a place of the text."""
        at = bisect_left(self.starts, place)
        return self.starts[min(at, len(self.starts) - 1)]

    def between(self, first: int, last: int) -> tuple[int, ...]:
        """Starts from `first` up to `last`, both included."""
        return self.starts[bisect_left(self.starts, first) : bisect_right(self.starts, last)]


def sentences(text: str, *, within: int) -> Sentences:
    """The sentences of a text. A list has ended once `within` characters follow no number."""
    starts = (0, *(match.end() for match in _END.finditer(text)))
    reading = _Reading(text, within)
    for start, end in pairwise((*starts, len(text))):
        reading.read(start, end)
    return Sentences(starts, tuple(reading.openers), tuple(reading.lists))


class _Reading:
    """One pass over the sentences of a text."""

    def __init__(self, text: str, within: int) -> None:
        self.text = text
        self.within = within
        self.openers: list[int] = []
        self.lists: list[_List] = []
        self._start = 0
        self._list = _NO_LIST
        self._styles: set[str] = set()
        """How the list is numbered; empty before its first item."""
        self._last = -1
        """End of the last line that opens the list or is an item of it; -1 outside of a list."""
        self._loose = 0
        """Index of the first sentence after that line."""
        self._outer: dict[str, tuple[_List, set[str], int]] = {}
        """By style, the lists after which a line has opened another."""

    def read(self, start: int, end: int) -> None:
        if self._last >= 0 and start - self._last > self.within:
            self._leave()
        if item := _ITEM.match(self.text, start, end):
            self._item(start, end, str(item.lastgroup))
        elif opens := _OPENS_LIST.search(self.text, start, end):
            self.lists.append(self._open(start, end))
            self._loose = len(self.lists)
            if item := _ITEM.match(self.text, opens.end(), end):
                self._styles.add(str(item.lastgroup))
        else:
            self._plain(end)
        self._start = start

    def _item(self, start: int, end: int, style: str) -> None:
        is_first = _FIRST.match(self.text, start, end) is not None
        is_after_plain = len(self.lists) > self._loose
        if is_after_plain and (is_first or self._last < 0):
            if _POINTS_ON.search(self.text, self._start, start):
                self.lists[-1] = self._open(self._start, start)
            elif is_first and self._is_line(self._start):
                self._list = replace(self._list, binds=False)
        elif self._last < 0 and _OPENS_LIST.search(self.text, start, end):
            self._open(start, end)
        if not is_first and style not in self._styles and style in self._outer:
            self._return_to(style)
        if self._last >= 0:
            self._hang(self._loose)
            self._last = end
        self.lists.append(self._list)
        self._styles.add(style)
        self._loose = len(self.lists)

    def _open(self, start: int, end: int) -> _List:
        if self._last < 0 or self._is_line(start):
            for style in self._styles:
                self._outer[style] = (self._list, self._styles, self._loose)
            self._list, self._styles = _List(len(self.openers), 0, binds=True), set()
        self.openers.append(start)
        self._list = _List(self._list.outermost, len(self.openers), binds=True)
        self._last, self._loose = end, len(self.lists)
        return self._list

    def _return_to(self, style: str) -> None:
        """Go on with a list after another that turns out to stand inside of it."""
        self._list, self._styles, self._loose = self._outer[style]
        self._outer = {
            name: outer for name, outer in self._outer.items() if outer[-1] < self._loose
        }

    def _hang(self, first: int) -> None:
        """What stands between two items of a list belongs to it."""
        for index in range(first, len(self.lists)):
            inner = self.lists[index]
            self.lists[index] = _List(
                self._list.outermost, max(inner.beyond, self._list.beyond), inner.binds
            )

    def _plain(self, end: int) -> None:
        is_item = self._last >= 0 and not self._styles and end - self.openers[-1] <= NEAR
        nearest = len(self.openers)
        self.lists.append(_List(nearest - 1, nearest, binds=False) if is_item else _NO_LIST)

    def _leave(self) -> None:
        self._list, self._styles, self._last = _NO_LIST, set(), -1
        self._outer.clear()

    def _is_line(self, start: int) -> bool:
        return start == 0 or self.text[start - 1] == LINE_GAP
