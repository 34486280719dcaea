"""What of a Word file is seen and is no text: pictures, diagrams, other files within it."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from .archive import W

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006"
_KINDS: Final = {
    f"{_DRAWING}/picture}}pic": "picture",
    f"{_DRAWING}/chart}}chart": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    f"{_DRAWING}/diagram}}relIds": "diagram",
    f"{W}altChunk": "chunk",
}


def seen_only(element: Element) -> str:
    """What the element is of the kinds of `Extracted.unseen`; "" of everything else."""
    return _KINDS.get(element.tag, "")
