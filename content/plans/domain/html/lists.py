"""The numbers a browser puts before the items of <ol>: readers see and cite them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from ..numerals import format_han, format_letter, format_roman

_UNMARKED: Final = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"[\d①-⑳㈠-㈩]|[（(][\d一二三四五六七八九十]+[）)]|第?[一二三四五六七八九十百]+[、．.章节条篇部]"
)
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "a": format_letter,
    "A": lambda value: format_letter(value).upper(),
    "i": format_roman,
    "I": lambda value: format_roman(value).upper(),
    "han": format_han,
}
_NAMED: Final = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman)|cjk-ideographic"
    r"|(?:simp|trad)-chinese-(?:in)?formal|decimal)\b",
    re.IGNORECASE,
)
_STYLES: Final = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal": "1",
}  # fmt: skip
_MOST: Final = 9999
_DEEPEST: Final = 9
"""Lists within lists that are told apart, as many as Word has; nobody writes more."""
_STOPS: Final = {"han": "、"}


@dataclass(slots=True)
class Lists:
    """The lists that are open where the page is being read, outermost first. A list without
    numbers is None, another its format, its next number and the step."""

    open: list[tuple[str, int, int] | None] = field(default_factory=list)
    waiting: str = ""
    depth: int = 0
    """Of the list whose number waits first."""
    numbered: int = 0
    """How many of the open ones have numbers."""

    def enter(self, element: Element) -> None:
        if element.tag == "ol" and not _UNMARKED.search(element.get("style", "")):
            items = sum(1 for child in element if child.tag == "li")
            backwards = "reversed" in element.attrib
            first = _number(element.get("start"), items if backwards else 1)
            self.open.append((_format(element), first, -1 if backwards else 1))
            self.numbered += 1
        elif element.tag in ("ol", "ul", "menu", "dir"):
            self.open.append(None)
        elif element.tag == "li" and self.open and (top := self.open[-1]) is not None:
            value = _number(element.get("value"), top[1])
            self.open[-1] = (top[0], value + top[2], top[2])
            if not _UNMARKED.search(element.get("style", "")):
                if not self.waiting:
                    self.depth = min(self.numbered, _DEEPEST)
                # An item that begins with a list has both numbers before its first words.
                self.waiting += f"{_FORMATS.get(top[0], str)(value)}{_STOPS.get(top[0], '. ')}"

    def leave(self, element: Element) -> None:
        if element.tag in ("ol", "ul", "menu", "dir") and self.open:
            self.numbered -= self.open.pop() is not None
        elif element.tag == "li":
            self.waiting = ""

    def number(self, text: str) -> tuple[str, int]:
        """What stands before the first line of an item, unless it brings a number of its own, and
        in how many numbered lists it stands; 0 for other lines."""
        number, self.waiting = self.waiting, ""
        return ("", 0) if not number or _NUMBERED.match(text) else (number, self.depth)


def _format(element: Element) -> str:
    """By its style, which goes before its type."""
    named = _NAMED.search(element.get("style", ""))
    return _STYLES.get(named[1].lower(), "han") if named else element.get("type", "1")


def _number(text: str | None, default: int) -> int:
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and int(text[:6]) <= _MOST
        else default
    )
