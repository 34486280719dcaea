"""Where a Word file keeps the heads and feet of its pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from .archive import Archive, W

_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAMES: Final = (f"{W}headerReference", f"{W}footerReference")


def margin_parts(document: Element, archive: Archive) -> Iterator[Element]:
    """Heads and feet that sections of the document name, in their order, each but once."""
    relations = archive.part("word/_rels/document.xml.rels")
    if relations is None:
        return
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    named = [
        targets.get(one.get(_ID, ""), "")
        for section in document.iter(f"{W}sectPr")
        for one in section
        if one.tag in _NAMES
    ]
    for target in dict.fromkeys(named):
        name = posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
        if target and (root := archive.part(name)) is not None:
            yield root
