"""The numbers a browser puts before the items of <ol>: readers see and cite them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from ..numerals import format_letter, format_roman

_UNMARKED: Final = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"[\d①-⑳㈠-㈩]|[（(][\d一二三四五六七八九十]+[）)]|第?[一二三四五六七八九十百]+[、．.章节条篇部]"
)
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "a": format_letter,
    "A": lambda value: format_letter(value).upper(),
    "i": format_roman,
    "I": lambda value: format_roman(value).upper(),
}
_MOST: Final = 9999


@dataclass(slots=True)
class Lists:
    """The lists that are open where the page is being read, outermost first. A list without
    numbers is None."""

    open: list[tuple[str, int] | None] = field(default_factory=list)
    waiting: str = ""

    def enter(self, element: Element) -> None:
        if element.tag == "ol" and not _UNMARKED.search(element.get("style", "")):
            self.open.append((element.get("type", "1"), _number(element.get("start"), 1)))
        elif element.tag in ("ol", "ul", "menu", "dir"):
            self.open.append(None)
        elif element.tag == "li" and self.open and (top := self.open[-1]) is not None:
            value = _number(element.get("value"), top[1])
            self.open[-1] = (top[0], value + 1)
            if not _UNMARKED.search(element.get("style", "")):
                self.waiting = f"{_FORMATS.get(top[0], str)(value)}. "

    def leave(self, element: Element) -> None:
        if element.tag in ("ol", "ul", "menu", "dir") and self.open:
            self.open.pop()
        elif element.tag == "li":
            self.waiting = ""

    def number(self, text: str) -> str:
        """What stands before the first line of an item, unless it brings a number of its own."""
        number, self.waiting = self.waiting, ""
        return "" if _NUMBERED.match(text) else number


def _number(text: str | None, default: int) -> int:
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and int(text[:6]) <= _MOST
        else default
    )
