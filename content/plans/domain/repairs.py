"""Inline damage of pasted documents, mended with the original kept.

Each repair says which original characters were replaced by what; `Clean` keeps the way back.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from content.pages.domain.pasted import BULLETS, LETTERS, lettered

from .extracted import InlineRepair, RepairKind

_TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# 003 carries 452 of these; genuine brackets never hold a toned syllable alone.
_PINYIN: Final = re.compile(
    rf"(?<=[\u3400-\u9fff])[（(]\s*(?=[a-zü\u0300-\u036f{_TONED}]*[{_TONED}\u0300-\u036f])"
    rf"[a-züɡ\u0300-\u036f{_TONED}]{{1,8}}\s*[)）]"
)
_INVISIBLE: Final = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069"
    "\x01-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ufffe\uffff]+"
)
_ODD_SPACE: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]+")
_LIGATURE: Final = re.compile("[\ufb00-\ufb06\u2e80-\u2fdf\uf900-\ufaff]")
_BULLET: Final = re.compile(f"[{''.join(BULLETS)}]")
_OF_THE_PAGE: Final = {RepairKind.LINE_BREAK, RepairKind.RUNNING_HEAD, RepairKind.PAGE_NUMBER}
_HAN: Final = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Clean:
    """Repaired text; `origin[i]` is the original offset of its character i."""

    text: str
    origin: Sequence[int]
    repairs: tuple[InlineRepair, ...]


def clean(original: str, known: Iterable[InlineRepair] = ()) -> Clean:
    """Apply the format's own repairs and those found in the text."""
    known = list(known)
    repairs = _merge([*known, *_find(original), *_straight_quotes(_unbroken(original, known))])
    if not repairs:
        return Clean(original, range(len(original) + 1), ())
    parts: list[str] = []
    origin = array("l")
    position = 0
    for repair in repairs:
        parts.append(original[position : repair.start])
        origin.extend(range(position, repair.start))
        parts.append(repair.replacement)
        origin.extend([repair.start] * len(repair.replacement))
        position = repair.end
    parts.append(original[position:])
    origin.extend(range(position, len(original) + 1))
    return Clean("".join(parts), origin, repairs)


def _find(text: str) -> Iterator[InlineRepair]:
    for match in _PINYIN.finditer(text):
        yield InlineRepair(match.start(), match.end(), RepairKind.PINYIN, "")
    for match in _INVISIBLE.finditer(text):
        yield InlineRepair(match.start(), match.end(), RepairKind.INVISIBLE, "")
    for match in _ODD_SPACE.finditer(text):
        yield InlineRepair(match.start(), match.end(), RepairKind.ODD_SPACE, " ")
    for match in _LIGATURE.finditer(text):
        mended = unicodedata.normalize("NFKC", match[0])
        if mended != match[0]:
            yield InlineRepair(match.start(), match.end(), RepairKind.LIGATURE, mended)
    for match in _BULLET.finditer(text):
        yield InlineRepair(match.start(), match.end(), RepairKind.MARKUP, BULLETS[match[0]])
    yield from _lettered(text)


def _unbroken(text: str, known: Iterable[InlineRepair]) -> str:
    """The text, as long as it is, with white space where the page broke a line: a quotation goes
    on over it."""
    if '"' not in text:
        return ""
    parts, position = [], 0
    for repair in sorted(known, key=lambda r: r.start):
        if repair.kind in _OF_THE_PAGE and repair.start >= position:
            parts += [text[position : repair.start], " " * (repair.end - repair.start)]
            position = repair.end
    return "".join([*parts, text[position:]])


def _lettered(text: str) -> Iterator[InlineRepair]:
    """Letters at the start of items that were marks in the font of the document."""
    lines = list(re.finditer(r"[^\r\n]+", text))
    for at in lettered([line[0] for line in lines]):
        start = lines[at].end() - len(lines[at][0].lstrip())
        yield InlineRepair(start, start + 1, RepairKind.MARKUP, LETTERS[text[start]])


def _straight_quotes(text: str) -> Iterator[InlineRepair]:
    """Straight quotes in Chinese lines, where opening and closing can be told for certain."""
    for line in re.finditer(r"[^\r\n]+", text):
        if '"' not in line[0] or not _HAN.search(line[0]):
            continue
        found: list[InlineRepair] = []
        inside, certain = False, True
        for index, ch in enumerate(line[0], start=line.start()):
            if ch == "“":
                certain = certain and not inside
                inside = True
            elif ch == "”":
                certain = certain and inside
                inside = False
            elif ch == '"':
                found.append(
                    InlineRepair(index, index + 1, RepairKind.QUOTE, "”" if inside else "“")
                )
                inside = not inside
        if certain and not inside:
            yield from found


def _merge(repairs: list[InlineRepair]) -> tuple[InlineRepair, ...]:
    out: list[InlineRepair] = []
    for repair in sorted(repairs, key=lambda r: (r.start, -r.end)):
        if repair.end > repair.start and (not out or repair.start >= out[-1].end):
            out.append(repair)
    return tuple(out)


def seen_only(text: str) -> str:
    """What was typed of a document, without the characters that are taken out of its text."""
    return _INVISIBLE.sub("", text).strip()
