"""What single elements of a Word file say."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .archive import W


def goes_on(paragraph: Element) -> bool:
    """Whether a revision takes the mark of the paragraph away: the next one goes on with it."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(
        marks.find(f"{W}{gone}") is not None for gone in ("del", "moveFrom")
    )


def columns_of(element: Element | None) -> int:
    """A number of columns that a property of a table names; 0 for none, 200 at most."""
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 200) if value.isascii() and value.isdigit() else 0


def children_of(element: Element, tag: str) -> Iterator[Element]:
    """Children with `tag`, also inside content controls and inserted revisions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from children_of(child, tag)
