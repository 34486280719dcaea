"""What a reader sees of a web page: lines, boxes around them, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Final
from xml.etree.ElementTree import Element

from tinyhtml5 import parse

from ..errors import TooDeep
from ..extracted import RepairKind
from ..pairs import is_telling
from .collapse import collapsed
from .labels import begins_label
from .lists import Lists
from .tables import Spot, spots_of

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option",
        "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "ul",
    }
) | frozenset(HEADINGS)  # fmt: skip
_UNSEEN: Final = frozenset(
    {
        "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "embed",
        "video", "audio", "canvas", "map", "rp", "datalist", "textarea",
    }
)  # fmt: skip
_INLINE: Final = frozenset({"span", "label", "b", "strong", "em", "i", "font", "a", "small"})
_CONTROLS: Final = frozenset({"button", "select"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FIELD: Final = 120
"""Characters of a field of a header at most."""

_ICON: Final = 40
"""Pixels of a side of an icon at most."""

_CONTENTS: Final = re.compile(r"(?:^|\s)MsoToc(?:[1-9]|Heading)(?=\s|$)", re.IGNORECASE)
"""Classes of Word's own."""
_NESTED: Final = re.compile(
    r"<(/?)(?:ol|ul|menu|dir|dl|div|section|blockquote|table)\b", re.IGNORECASE
)
_DEEPEST: Final = 2000
"""Nobody writes more, and below it a page is read in a second."""
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Box:
    """A block element. Boxes are in document order; [own index, `last`) are those within it."""

    tag: str
    names: str
    parent: int | None
    last: int = 0


@dataclass(slots=True)
class Line:
    """`linked`: characters that are links. `marks`: ranges of the text that readers do without.
    `cell` indexes the page's cells; `control`: the words of a button; `depth`: in how many
    numbered lists it is an item; `contents`: a line of contents that an office program made."""

    text: str
    box: int
    linked: int = 0
    level: int = 0
    cell: int | None = None
    control: bool = False
    marks: tuple[tuple[int, int, RepairKind], ...] = ()
    depth: int = 0
    contents: bool = False

    @property
    def plain(self) -> int:
        """Characters that are no links."""
        return len(self.text) - self.linked


@dataclass(slots=True)
class Page:
    title: str = ""
    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    cells: list[Spot] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    """Of each picture the line it stands in or below, and its box; icons are none."""


def read_page(markup: str) -> Page:
    """Visible lines of a page in document order."""
    _refuse_too_deep(markup)
    # A short string would be taken for the name of a file; a stream is not.
    root = parse(StringIO(markup), namespace_html_elements=False)
    reader = _Reader()
    title = root.find("head/title")
    reader.page.title = (
        _SPACE.sub(" ", "".join(title.itertext())).strip() if title is not None else ""
    )
    for event, element, text in _events(root):
        if event == "enter":
            reader.enter(element)
        elif event == "leave":
            reader.leave(element)
        else:
            reader.add(text)
    reader.flush()
    return reader.page


def _refuse_too_deep(markup: str) -> None:
    """A parser of HTML looks through all that is open at every new block. Raises TooDeep."""
    deep = 0
    for found in _NESTED.finditer(markup):
        deep = max(deep - 1, 0) if found[1] else deep + 1
        if deep > _DEEPEST:
            raise TooDeep()


def _events(root: Element) -> Iterator[tuple[str, Element, str]]:
    """Depth first and without recursion: nothing bounds how deep a page is nested."""
    stack = [(root, iter(root))]
    yield "enter", root, ""
    yield "text", root, root.text or ""
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "leave", element, ""
            if stack:
                yield "text", element, element.tail or ""
        elif not isinstance(child.tag, str) or _is_unseen(child):
            yield "text", child, child.tail or ""
        else:
            stack.append((child, iter(child)))
            yield "enter", child, ""
            yield "text", child, child.text or ""


def _is_unseen(element: Element) -> bool:
    return (
        element.tag in _UNSEEN
        or "hidden" in element.attrib
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _is_icon(element: Element) -> bool:
    sides = (element.get(side, "").removesuffix("px") for side in ("width", "height"))
    return any(side.isascii() and side.isdigit() and int(side[:6]) <= _ICON for side in sides) or (
        "icon" in element.get("src", "").lower()
    )


class _Reader:
    def __init__(self) -> None:
        self.page = Page()
        self.open: list[int] = []
        self.pieces: list[tuple[str, bool, RepairKind | None]] = []
        self.links = self.controls = self.kept = self.level = self.readings = 0
        self.spots: dict[Element, Spot] = {}
        self.tables = 0
        self.cell: int | None = None
        self.lists = Lists()

    def enter(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
            names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
            parent = self.open[-1] if self.open else None
            self.open.append(len(self.page.boxes))
            self.page.boxes.append(Box(tag, names, parent))
        elif tag == "br":
            self.add("\n", broken=True)
        elif tag in _INLINE and self.pieces and self._is_next_field(element):
            self.flush()
        elif tag == "img" and not _is_icon(element):
            at = len(self.page.lines) - (not self.pieces)
            self.page.pictures.append((max(at, 0), self.open[-1] if self.open else 0))
        if tag == "a" and element.get("href"):
            self.links += 1
        elif tag in _CONTROLS:
            self.controls += 1
        elif tag == "pre":
            self.kept += 1
        elif tag == "rt":
            self.readings += 1
        elif tag == "table":
            spots = spots_of(element, self.tables)
            self.tables += bool(spots)
            self.spots.update(spots)
        elif tag in HEADINGS:
            self.level = HEADINGS[tag]
        self.lists.enter(element)
        if element in self.spots:
            self.cell = len(self.page.cells)
            self.page.cells.append(self.spots[element])

    def leave(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
            at = self.open.pop()
            box = self.page.boxes[at]
            self.page.boxes[at] = Box(box.tag, box.names, box.parent, len(self.page.boxes))
        elif tag in _INLINE and self.pieces and is_telling(self._so_far()):
            self.flush()
        if tag == "a" and element.get("href"):
            self.links -= 1
        elif tag in _CONTROLS:
            self.controls -= 1
        elif tag == "pre":
            self.kept -= 1
        elif tag == "rt":
            self.readings -= 1
        elif tag in HEADINGS:
            self.level = 0
        self.lists.leave(element)
        if element in self.spots and self.cell is not None:
            lines = self.page.lines
            if not lines or lines[-1].cell != self.cell:
                lines.append(Line("", self.open[-1], cell=self.cell))
            self.cell = None

    def add(self, text: str, broken: bool = False) -> None:
        """Text of the current line. A break within a heading does not end it."""
        if broken or self.kept:
            first, *more = text.split("\n")
            self._piece(first)
            for rest in more:
                if self.level:
                    self.pieces.append(("\n", False, RepairKind.LINE_BREAK))
                else:
                    self.flush()
                self._piece(rest)
        else:
            self._piece(text)

    def _piece(self, text: str) -> None:
        if text:
            mark = RepairKind.PINYIN if self.readings else None
            self.pieces.append((text, self.links > 0, mark))

    def _so_far(self) -> str:
        """The beginning of the current line; "" of a long one."""
        pieces = [piece for piece, _link, _mark in self.pieces[:9]]
        return "".join(pieces) if sum(map(len, pieces)) <= _FIELD else ""

    def _is_next_field(self, element: Element) -> bool:
        """Whether an element is one field of a header behind another, which nothing but their
        looks sets apart."""
        before = self._so_far()
        above = self.page.lines[-1].text if self.page.lines else ""
        if not before or not (begins_label(before) or is_telling(above)):
            return False
        after = _beginning(element)
        return begins_label(after) or (is_telling(above) and is_telling(after))

    def flush(self) -> None:
        """End the current line."""
        text, linked, marks = collapsed(self.pieces)
        self.pieces = []
        if not text or not self.open:
            return
        number, depth = self.lists.number(text)
        if number:
            marks = [(start + len(number), end + len(number), kind) for start, end, kind in marks]
        contents = _CONTENTS.search(self.page.boxes[self.open[-1]].names) is not None
        # Its links lead into the document, not about the site.
        linked = 0 if contents else linked
        self.page.lines.append(
            Line(
                number + text, self.open[-1], linked, self.level, self.cell, self.controls > 0,
                tuple(marks), depth, contents,
            )
        )  # fmt: skip


def _beginning(element: Element) -> str:
    """Of its words, as many as a label may have."""
    return "".join(islice(element.itertext(), 4))[:20]
