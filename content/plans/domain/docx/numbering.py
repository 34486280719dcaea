"""Automatic numbers of Word: they stand in no run of text, yet readers see and cite them.

Source: ECMA-376 part 1, §17.9 (numbering) and §17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from ..numerals import format_han, format_letter, format_roman
from .archive import W

_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def _circle(value: int) -> str:
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)


def _parenthesised_han(value: int) -> str:
    return chr(0x3220 + value - 1) if 1 <= value <= 10 else f"（{format_han(value)}）"


def _legal_han(value: int) -> str:
    text = format_han(value)
    return text.translate(str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟"))


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "chineseCounting": format_han,
    "chineseCountingThousand": format_han,
    "chineseLegalSimplified": _legal_han,
    "ideographDigital": format_han,
    "ideographEnclosedCircle": _parenthesised_han,
    "japaneseCounting": format_han,
    "japaneseDigitalTenThousand": format_han,
    "koreanCounting": format_han,
    "taiwaneseCounting": format_han,
    "taiwaneseCountingThousand": format_han,
    "lowerLetter": format_letter,
    "upperLetter": lambda value: format_letter(value).upper(),
    "lowerRoman": format_roman,
    "upperRoman": lambda value: format_roman(value).upper(),
}


_NO_NUMBER: Final = ("bullet", "none")


def is_known(name: str) -> bool:
    """Whether numbers of this format are written as Word writes them, or not at all."""
    return name in _FORMATS or name in _NO_NUMBER


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = "%1."
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """Definitions of a document and the running counters while its paragraphs are read."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    instances: dict[str, str] = field(default_factory=dict)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)
    style_levels: dict[tuple[str, str], int] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def level_of(self, number_id: str, steps: Sequence[tuple[str, int | None]]) -> int:
        """Level in this list of a paragraph whose style and those it is based on are `steps`, each
        with the level it gives. What the list links to a style goes before what that one says
        (ECMA-376 part 1, §17.9.23)."""
        abstract = self.instances.get(number_id, "")
        for style, said in steps:
            level = self.style_levels.get((abstract, style), said)
            if level is not None:
                return level
        return 0

    def next(self, number_id: str, level: int) -> str:
        """Advance the list and give the printed number with what separates it from the text."""
        key = self.instances.get(number_id)
        levels = self.abstract.get(key or "")
        if key is None or levels is None or level not in levels:
            return ""
        counters = self._counters.setdefault(key, {})
        if (number_id, level) in self.overrides and (number_id, level) not in self._seen:
            counters.pop(level, None)
        self._seen.add((number_id, level))
        start = self.overrides.get((number_id, level), levels[level].start)
        counters[level] = counters.get(level, start - 1) + 1
        for deeper in [at for at in counters if at > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart != 0 and (restart is None or level < restart):
                del counters[deeper]
        return self._render(levels, counters, level)

    def _render(self, levels: dict[int, Level], counters: dict[int, int], level: int) -> str:
        current = levels[level]
        if current.format in _NO_NUMBER:
            return ""

        def value(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shape = levels.get(at, current)
            number = counters.get(at, shape.start)
            name = "decimal" if current.legal and at < level else shape.format
            return _FORMATS.get(name, str)(max(number, 1) if name != "decimal" else number)

        text = re.sub(r"%([1-9])", value, current.text)
        # A number that ends in a digit would melt into a text that begins with one.
        return text + (" " if text and current.suffix != "nothing" and text[-1].isalnum() else "")


def read_numbering(root: Element | None) -> Numbering:
    """Definitions of word/numbering.xml."""
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in root.iter(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId", "")
        levels = numbering.abstract.setdefault(key, {})
        for element in abstract.iter(f"{W}lvl"):
            at = _integer(element.get(f"{W}ilvl"), 0)
            levels[at] = _level(element)
            if levels[at].style:
                numbering.style_levels[(key, levels[at].style)] = at
    for instance in root.iter(f"{W}num"):
        number_id = instance.get(f"{W}numId", "")
        link = instance.find(f"{W}abstractNumId")
        if link is not None:
            numbering.instances[number_id] = link.get(f"{W}val", "")
        for override in instance.iter(f"{W}lvlOverride"):
            at = _integer(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbering.overrides[(number_id, at)] = _integer(start.get(f"{W}val"), 1)
    return numbering


def _level(element: Element) -> Level:
    restart = _value(element, "lvlRestart")
    return Level(
        start=_integer(_value(element, "start"), 1),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        suffix=_value(element, "suff") or "tab",
        legal=element.find(f"{W}isLgl") is not None,
        restart=_integer(restart, 0) if restart is not None else None,
        style=_value(element, "pStyle") or "",
    )


def _value(element: Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
