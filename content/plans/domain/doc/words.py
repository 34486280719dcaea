"""What stands at each place of the text: without deleted revisions, hidden text and what makes
a field."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from ..docx.fields import equation
from ..docx.symbols import symbol
from ..errors import UnknownNumbers
from .container import Container
from .formats import (
    AGAINST_STYLE,
    CHARACTER_STYLE,
    DELETED,
    HIDDEN,
    SPECIAL,
    SYMBOL,
    Runs,
    Styles,
    modifiers,
    runs_of_characters,
)
from .pieces import Piece, Text

_BEGIN, _MIDDLE, _END = 0x13, 0x14, 0x15
_CELL: Final = 0x07
_PICTURE: Final = 0x01
_DRAWN: Final = 0x08
_SHOWN: Final = {
    0x07: "", 0x09: "\t", 0x0B: "\n", 0x0C: "", 0x0D: "", 0x0E: "", 0x1E: "-", 0x1F: "",
}  # fmt: skip
_NUMBERING_FIELDS: Final = ("AUTONUM", "LISTNUM")
_OF_SHAPES: Final = "SHAPE"
"""A field around what is drawn in the line, which may stand in its code."""


class Words:
    def __init__(self, container: Container, text: Text, styles: Styles, paragraphs: Runs) -> None:
        self._units = text.units
        self._gone = bytearray(len(text.units))
        self._hidden = bytearray(len(text.units))
        self._symbols: dict[int, str] = {}
        self._styles = styles
        special = bytearray(len(text.units))
        runs = runs_of_characters(container)
        for piece in text.pieces:
            for first, last, data in _within(piece, paragraphs) if styles.hide else ():
                style = int.from_bytes(data[:2], "little")
                self._hide(first, last, styles.is_hidden(style) or False)
            for first, last, data in _within(piece, runs):
                self._mark(first, last, data, special)
            if piece.modifiers:
                self._mark(piece.start, piece.end, piece.modifiers, special)
        # Where no symbol is meant, the bracket that stands there is one.
        self._symbols = {at: char for at, char in self._symbols.items() if special[at]}
        self._pictures = frozenset(
            place for place, unit in enumerate(text.units) if unit == _PICTURE and special[place]
        )
        self._drawings = frozenset(
            place for place, unit in enumerate(text.units) if unit == _DRAWN and special[place]
        )
        self._in_shapes: set[int] = set()
        stories = container.stories
        first = 0
        for length in (
            stories.main, stories.notes, stories.heads, stories.macros, stories.comments,
            stories.ends, stories.boxes, stories.head_boxes,
        ):  # fmt: skip
            self._hide_fields(first, first + length)
            first += length
        self.hidden = 0
        for place, is_hidden in enumerate(self._hidden if any(self._hidden) else ()):
            if is_hidden and not self._gone[place]:
                self._gone[place] = 1
                self.hidden += self._units[place] > 0x20

    def at(self, place: int) -> str:
        """The words that a reader sees at a place; "" where there is nothing to read."""
        if self._gone[place]:
            return ""
        if place in self._symbols:
            return self._symbols[place]
        unit = self._units[place]
        return _SHOWN.get(unit, "") if unit < 0x20 else chr(unit)

    def is_picture(self, place: int) -> bool:
        """Whether a picture or an object stands in the line there."""
        return place in self._pictures

    def is_drawing(self, place: int) -> bool:
        """Whether something is drawn there that floats: a picture, a box, an arrow."""
        return place in self._drawings

    def is_anchor(self, place: int) -> bool:
        """Whether a box that hangs there is seen."""
        if place in self._in_shapes:
            return not self._hidden[place]
        return not self._gone[place]

    def is_gone(self, place: int) -> bool:
        """Whether a mark at a place counts no more; the marks of cells always count."""
        return bool(self._gone[place]) and self._units[place] != _CELL

    def _mark(self, first: int, last: int, data: bytes, special: bytearray) -> None:
        for name, operand in modifiers(data):
            if name == DELETED and operand[0]:
                self._gone[first:last] = b"\x01" * (last - first)
            elif name == CHARACTER_STYLE:
                said = self._styles.is_hidden(int.from_bytes(operand, "little"))
                if said is not None:
                    self._hide(first, last, said)
            elif name == HIDDEN and operand[0] < 2:
                self._hide(first, last, operand[0] == 1)
            elif name == HIDDEN and operand[0] == AGAINST_STYLE:
                self._hidden[first:last] = bytes(1 - one for one in self._hidden[first:last])
            elif name == SPECIAL:
                special[first:last] = bytes((operand[0] != 0,)) * (last - first)
            elif name == SYMBOL:
                code = symbol(f"{struct.unpack_from('<H', operand, 2)[0]:x}")
                self._symbols.update(dict.fromkeys(range(first, last), code))

    def _hide(self, first: int, last: int, is_hidden: bool) -> None:
        self._hidden[first:last] = bytes((is_hidden,)) * (last - first)

    def _hide_fields(self, low: int, high: int) -> None:
        """Leaves of each field its result. A field that has no end is no field."""
        open_at: list[int] = []
        middles: dict[int, int] = {}
        for place in range(low, high):
            unit = self._units[place]
            if unit == _BEGIN:
                open_at.append(place)
            elif unit == _MIDDLE and open_at:
                middles[open_at[-1]] = place
            elif unit == _END and open_at:
                begin = open_at.pop()
                end = middles.get(begin, place)
                said = "".join(chr(unit) for unit in self._units[begin + 1 : end]).strip()
                if said.upper().startswith(_NUMBERING_FIELDS) and not (
                    self._gone[begin] or self._hidden[begin]
                ):
                    raise UnknownNumbers()
                if begin not in middles and not self._gone[begin] and (shown := equation(said)):
                    self._symbols[begin] = shown
                    begin += 1
                if said.upper().startswith(_OF_SHAPES):
                    self._in_shapes.update(
                        at
                        for at in range(begin, end)
                        if self._units[at] == _DRAWN and not self._gone[at]
                    )
                self._gone[begin : end + 1] = b"\x01" * (end + 1 - begin)


def _within(piece: Piece, runs: Runs) -> Iterator[tuple[int, int, bytes]]:
    """Places of a piece of the text, and the modifiers they have."""
    size = (piece.end - piece.start) * piece.width
    for low, high, data in runs.between(piece.offset, piece.offset + size):
        first = piece.start + (low - piece.offset) // piece.width
        yield first, piece.start - (piece.offset - high) // piece.width, data
