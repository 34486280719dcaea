"""Words in another script that a reader of a Chinese page would see or hear."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

# Words that are right in a Chinese page.
ALLOWED = {"ICP", "IPv", "PDF", "DOCX", "KB", "MB", "CSV", "XLSX", "QR", "APP", "WiFi", "ID", "AL"}
ALLOWED |= {"AED", "Cookie", "GB", "km", "cm", *"ABCDEIOQT"}
WORD = re.compile(r"[A-Za-z][A-Za-z]+|\b[A-Za-z]\b")
SPOKEN = {"title", "alt", "aria-label", "placeholder"}
# What scripts show of the JSON they are given.
SHOWN = {"label", "title", "helpText", "help_text", "description", "text", "placeholder"}
EMPTY = {"meta", "link", "br", "wbr", "input", "img", "hr"}


class Words(HTMLParser):
    """Text a reader sees or hears, without elements marked as another language.

    `scripted`: also the words in JSON that the page hands to its scripts.
    """

    def __init__(self, *, scripted: bool = False) -> None:
        super().__init__()
        self.scripted = scripted
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = (given.get("lang") or "zh").split("-")[0] != "zh" or tag in {"script", "style"}
        hidden = foreign or (self.open[-1][1] if self.open else False)
        if not hidden:
            self.found += [value or "" for name, value in attrs if name in SPOKEN]
            if self.scripted:
                for _name, value in attrs:
                    self.found += shown_in(value or "")
        if tag not in EMPTY:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.found.append(data)
        elif self.scripted and self.open[-1][0] == "script":
            self.found += shown_in(data)


def shown_in(text: str) -> list[str]:
    """The words in a piece of JSON that a script puts on the screen; none in other text."""
    if text.lstrip()[:1] not in {"{", "["}:
        return []
    try:
        return list(_shown(json.loads(text)))
    except ValueError:
        return []


def _shown(value: Any, *, is_shown: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _shown(inner, is_shown=name in SHOWN or (is_shown and name == "_val"))
            if name == "strings" and isinstance(inner, dict):
                yield from (word for word in inner.values() if isinstance(word, str))
    elif isinstance(value, list):
        for inner in value:
            yield from _shown(inner)
    elif is_shown and isinstance(value, str):
        yield value


def english_in(page: str, *, scripted: bool = False) -> set[str]:
    words = Words(scripted=scripted)
    words.feed(page)
    text = re.sub(r"[A-Za-z]+-\d[\w-]*|https?://\S+|\S+@\S+", " ", " ".join(words.found))
    return {word for word in WORD.findall(text) if word not in ALLOWED}
