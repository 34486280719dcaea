"""Paragraph styles of Word: heading level, list membership and table-of-contents lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from content.plans.domain.script import folded

from .archive import W

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|目录)\s*([1-9]|标题|heading)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """`level` 1 to 9 for headings, 0 for none. `list_id`: of the list whose numbers it bears, ""
    of none. `steps`: keys of the styles from it up to the one that names the list, each with the
    level it gives, None where it gives none. `hidden`: whether its text is hidden, None where it
    does not say."""

    level: int = 0
    contents: bool = False
    list_id: str = ""
    steps: tuple[tuple[str, int | None], ...] = ()
    hidden: bool | None = None


@dataclass(slots=True)
class _Raw:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list_id: str = ""
    depth: int | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Styles:
    raw: dict[str, _Raw] = field(default_factory=dict)
    _resolved: dict[str, Style] = field(default_factory=dict)

    def get(self, key: str) -> Style:
        """Style with what it inherits; an unknown key is a plain paragraph."""
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def is_hidden(self, properties: Element | None, reference: str) -> bool | None:
        """Whether what has these w:rPr or w:pPr is hidden text, None where nothing says.
        `reference`: the element that names their style."""
        if properties is None:
            return None
        own = _hidden(properties) if reference == "rStyle" else None
        style = properties.find(f"{W}{reference}")
        if own is not None or style is None:
            return own
        return self.get(style.get(f"{W}val", "")).hidden

    def _resolve(self, key: str) -> Style:
        level, contents, list_id, hidden = 0, False, "", None
        steps: list[tuple[str, int | None]] = []
        seen: set[str] = set()
        while key and key in self.raw and key not in seen:
            seen.add(key)
            raw = self.raw[key]
            if not level and (match := _HEADING.match(folded(raw.name))):
                level = int(match[1])
            if not level and raw.outline is not None and raw.outline < 9:
                level = raw.outline + 1
            contents = contents or bool(_CONTENTS.match(folded(raw.name)))
            if not list_id:
                list_id = raw.list_id
                steps.append((key, raw.depth))
            hidden = raw.hidden if hidden is None else hidden
            key = raw.based_on
        return Style(
            level=level, contents=contents, list_id=list_id, steps=tuple(steps), hidden=hidden
        )


def read_styles(root: Element | None) -> Styles:
    """Styles of word/styles.xml."""
    styles = Styles()
    if root is None:
        return styles
    for element in root.iter(f"{W}style"):
        raw = _Raw()
        for child in element:
            if child.tag == f"{W}name":
                raw.name = child.get(f"{W}val", "")
            elif child.tag == f"{W}basedOn":
                raw.based_on = child.get(f"{W}val", "")
            elif child.tag == f"{W}rPr":
                raw.hidden = _hidden(child)
            elif child.tag == f"{W}pPr":
                raw.list_id, raw.depth = number_of(child)
                outline = child.find(f"{W}outlineLvl")
                if outline is not None and outline.get(f"{W}val", "").isdigit():
                    raw.outline = int(outline.get(f"{W}val", ""))
        styles.raw[element.get(f"{W}styleId", "")] = raw
    return styles


def number_of(properties: Element) -> tuple[str, int | None]:
    """List id and level of a w:pPr, each for itself; "" and None where it does not give it. Id
    "0": no list."""
    number = properties.find(f"{W}numPr")
    if number is None:
        return "", None
    key, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    depth = level.get(f"{W}val", "") if level is not None else ""
    named = key.get(f"{W}val", "") if key is not None else ""
    return named, int(depth) if depth.isascii() and depth.isdigit() else None


def _hidden(properties: Element) -> bool | None:
    mark = properties.find(f"{W}vanish")
    return None if mark is None else mark.get(f"{W}val", "1") not in ("0", "false", "off")
