"""What of a Word file is seen and is no text: pictures, diagrams, other files within it; and the
words that stand in diagrams and charts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from .archive import Archive, W

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A: Final = f"{_DRAWING}/main}}"
_DIAGRAM: Final = f"{_DRAWING}/diagram}}"
_CHART: Final = f"{_DRAWING}/chart}}"
_KINDS: Final = {
    f"{_DRAWING}/picture}}pic": "picture",
    f"{_CHART}chart": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    f"{_DIAGRAM}relIds": "diagram",
    f"{W}altChunk": "chunk",
}
_NODES: Final = ("node", "asst")
"""Points of a diagram that are boxes; the others are lines between them and how it is drawn."""


def seen_only(element: Element) -> str:
    """What the element is of the kinds of `Extracted.unseen`; "" of everything else."""
    return _KINDS.get(element.tag, "")


class Figures:
    """Diagrams and charts of the body of a file, which lie in parts of their own."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        relations = archive.part("word/_rels/document.xml.rels")
        self._targets = {one.get("Id", ""): one.get("Target", "") for one in relations or ()}

    def words(self, element: Element) -> str:
        """Words of the diagram or chart that the element stands for, in the order in which the file
        keeps them; "" of everything else."""
        reads = {
            f"{_DIAGRAM}relIds": (f"{_R}dm", _of_diagram),
            f"{_CHART}chart": (f"{_R}id", _of_chart),
        }
        if element.tag not in reads:
            return ""
        key, read = reads[element.tag]
        # Each once, as Word draws it: a file cannot grow by naming one again and again.
        target = self._targets.pop(element.get(key, ""), "")
        name = posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
        root = self._archive.part(name) if target else None
        found = (" ".join(words.split()) for words in read(root)) if root is not None else ()
        return "；".join(words for words in found if words)


def _of_diagram(root: Element) -> Iterator[str]:
    for point in root.iter(f"{_DIAGRAM}pt"):
        if point.get("type", "node") in _NODES:
            for paragraph in point.iterfind(f"{_DIAGRAM}t/{_A}p"):
                yield "".join(text.text or "" for text in paragraph.iter(f"{_A}t"))


def _of_chart(root: Element) -> Iterator[str]:
    """Its titles, and the names of what it counts, each once; the numbers are drawn only."""
    titles = ("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in root.iter(f"{_A}p"))
    names = (
        name.text or ""
        for cache in root.iter(f"{_CHART}strCache")
        for name in cache.iter(f"{_CHART}v")
    )
    yield from dict.fromkeys((*titles, *names))
