"""Footnotes of a PDF: lines at the foot of a page that are smaller than its text, under a short
line or called by a raised mark. They are no part of the sentence that goes on overleaf, and are
kept behind the text, as those of Word are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from .glyphs import Glyph, Sheet
from .grids import level_rules
from .rows import Piece, Row, gutter_of, rows_of
from .rules import Box

_MARK: Final = re.compile(
    r"(?P<mark>[①-⑳❶-❿]|[［\[〔【]?注?\s*\d{1,3}\s*[］\]〕】]|\d{1,3}(?=[\s\u3400-\u9fff《“.．、])|[*＊†‡]{1,3})"
    r"\s*[.．、:：]?\s*"
)
_PAGE: Final = re.compile(r"\d{1,4}")
_TALL: Final = 1.3
"""Heights of a line in ems."""

_SMALLER: Final = 0.93
"""Share of the size of the text that notes have at most, as 小五号 has of 五号."""

_SHORT: Final = 0.6
"""Share of the width of the text that the line above notes has at most."""

_SHORT_OF_A_COLUMN: Final = 0.9
"""The line that Word draws is as long in a column as on a page."""

_NEAR: Final = 2.5
"""Lines between that line and the first note."""

_LOWER_HALF: Final = 0.6
_RAISED: Final = 0.15


@dataclass(frozen=True, slots=True)
class Note:
    """`label`: the mark before it, as it is written. `is_called`: the mark was found in the text,
    and 〔注1〕 stands there instead."""

    number: int
    label: str
    text: str
    is_called: bool

    @property
    def line(self) -> str:
        return f"〔注{self.number}〕{'' if self.is_called else self.label}{self.text}"


def without_notes(
    sheets: Sequence[Sheet], pieces: Sequence[list[Piece]], taken: Sequence[Collection[int]]
) -> tuple[list[Sheet], list[Note]]:
    """The pages without their notes, and these. `taken`: places of what belongs to the edges."""
    size = _size_of_text(pieces)
    out: list[Sheet] = []
    notes: list[Note] = []
    for sheet, all_of, gone in zip(sheets, pieces, taken, strict=True):
        own = [piece for piece in all_of if piece.first not in gone]
        glyphs = list(sheet.glyphs)
        kept = [*range(len(glyphs))]
        before = len(notes)
        for rows, is_ruled in _zones(sheet, own, size):
            places = {
                at
                for row in rows
                for piece in row.pieces
                for at in range(piece.first, piece.last + 1)
            }
            rest = [at for at in kept if at not in places]
            texts = _texts(rows)
            # Lines that are only smaller may be anything: the text has to call them.
            if not texts or not (is_ruled or _call(glyphs, rest, texts[0][0])):
                continue
            kept = rest
            for label, text in texts:
                number = len(notes) + 1
                call = _call(glyphs, kept, label)
                notes.append(Note(number, label, text, bool(call)))
                for at in call:
                    char = f"〔注{number}〕" if at == call[0] else ""
                    glyphs[at] = glyphs[at]._replace(char=char)
                kept = [at for at in kept if glyphs[at].char]
        has_notes = len(notes) > before
        out.append(replace(sheet, glyphs=[glyphs[at] for at in kept]) if has_notes else sheet)
    return out, notes


def _size_of_text(pieces: Sequence[list[Piece]]) -> float:
    """Most characters are so large; 0 without any."""
    sizes = sorted((p.em, len(p.text)) for own in pieces for p in own if p.em)
    half = sum(count for _em, count in sizes) / 2
    for em, count in sizes:
        half -= count
        if half <= 0:
            return em
    return 0.0


def _zones(sheet: Sheet, own: Sequence[Piece], size: float) -> list[tuple[list[Row], bool]]:
    """The lines of the notes of a page, and whether a line is drawn above them: those below its
    text, or those below each of its two columns."""
    rules = level_rules(sheet.rules)
    gutter = gutter_of(own)
    if gutter is not None:
        across = [p for p in own if p.left < gutter - 1 and p.right > gutter + 1]
        sides = (
            ([p for p in own if p.right <= gutter + 1], [r for r in rules if r.right <= gutter]),
            ([p for p in own if p.left >= gutter - 1], [r for r in rules if r.left >= gutter]),
        )
        zones = [
            _zone(sheet, rows_of(side, sheet.number), size, drawn, _SHORT_OF_A_COLUMN)
            for side, drawn in sides
        ]
        tops = [row.top for rows, _ruled in zones for row in rows]
        # What reaches across below them is a note of the whole page.
        if tops and not any(
            piece.top < max(tops) and not _PAGE.fullmatch(piece.text) for piece in across
        ):
            return zones
    return [_zone(sheet, rows_of(own, sheet.number), size, rules, _SHORT)]


def _zone(
    sheet: Sheet, rows: Sequence[Row], size: float, rules: Sequence[Box], most: float
) -> tuple[list[Row], bool]:
    """Those from the last upwards that are smaller than the text. Without a mark there are none.
    `most`: share of the width that a line above them has."""
    while rows and _PAGE.fullmatch(rows[-1].text):
        rows = rows[:-1]
    small = len(rows)
    while small > 0 and _may_be_note(rows[small - 1], sheet, size):
        small -= 1
    if not 0 < small < len(rows):
        return [], False
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    # The box of a line is higher than its characters, and may reach over the one drawn.
    middles = [(row.bottom + row.top) / 2 for row in rows]
    for rule in rules:
        if rule.right - rule.left > most * (right - left) or rule.left - left > 2 * size:
            continue
        under = bisect_right(middles, -rule.bottom, key=lambda middle: -middle) % len(rows)
        is_near = rule.bottom - middles[under] <= _NEAR * rows[under].size
        if under >= small and is_near and _MARK.match(rows[under].text):
            return list(rows[under:]), True
    return (list(rows[small:]), False) if _MARK.match(rows[small].text) else ([], False)


def _may_be_note(row: Row, sheet: Sheet, size: float) -> bool:
    # What has no Chinese character, as an address, has no em of its own.
    is_small = (row.em or row.size / _TALL) <= _SMALLER * size
    return is_small and not row.cells and row.top < _LOWER_HALF * sheet.height


def _texts(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Label and words of each note; a line without a label goes on with the note before it."""
    out: list[tuple[str, str]] = []
    for row in rows:
        found = _MARK.match(row.text)
        if found or not out:
            label = found["mark"] if found else ""
            out.append((label, row.text[found.end() if found else 0 :]))
            continue
        label, text = out[-1]
        apart = text[-1:].isascii() and row.text[:1].isascii() and text[-1:] != "-"
        out[-1] = (label, text + (" " if apart else "") + row.text)
    return out


def _call(glyphs: Sequence[Glyph], kept: Sequence[int], label: str) -> list[int]:
    """Places of the raised mark that calls a note; none where there is none."""
    bare = [char for char in label if not char.isspace()]
    words = [at for at in kept if not glyphs[at].char.isspace()]
    if not bare or not words:
        return []
    height = median(glyphs[at].top - glyphs[at].bottom for at in words)
    for place in range(len(words) - len(bare) + 1):
        run = words[place : place + len(bare)]
        if [glyphs[at].char for at in run] == bare and all(
            _is_raised(glyphs, words, place + step, height) for step in range(len(bare))
        ):
            return run
    return []


def _is_raised(glyphs: Sequence[Glyph], words: Sequence[int], place: int, height: float) -> bool:
    """Smaller than the text, and its foot above that of the text beside it."""
    glyph = glyphs[words[place]]
    if glyph.top - glyph.bottom > _SMALLER * height:
        return False
    beside = [
        glyphs[at] for at in words[max(place - 4, 0) : place]
        if glyphs[at].top - glyphs[at].bottom > _SMALLER * height
    ]  # fmt: skip
    return any(
        glyph.bottom - other.bottom > _RAISED * height and glyph.bottom < other.top
        for other in beside[-1:]
    )
