"""The text of a .doc: pieces of it lie anywhere in the stream, in one byte or two a character."""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..errors import CorruptDocument, EmptyDocument, TooLong
from ..limits import CHARACTER_LIMIT
from .container import PIECES, Container, plc

_PROPERTIES: Final = 1
_TABLE: Final = 2
_ONE_BYTE: Final = 0x40000000
_MODIFIERS: Final = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x55: 0x0855}
"""Short names of modifiers that a piece may carry, and what they are in full."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) lie from byte `offset` on, `width` bytes each. `modifiers` change
    the format of all of them."""

    start: int
    end: int
    offset: int
    width: int
    modifiers: bytes


class Text:
    """All texts of the file one after the other, one 16-bit unit a place."""

    def __init__(self, container: Container) -> None:
        total = container.stories.total
        if not total:
            raise EmptyDocument()
        if total > CHARACTER_LIMIT:
            raise TooLong(count=total, limit=CHARACTER_LIMIT)
        self.pieces = _pieces(container)
        units = array("H")
        for piece in self.pieces:
            raw = container.document[
                piece.offset : piece.offset + (piece.end - piece.start) * piece.width
            ]
            if len(raw) < (piece.end - piece.start) * piece.width:
                raise CorruptDocument(reason="正文不完整")
            if piece.width == 1:
                units.extend(ord(char) for char in map(_single, raw))
            else:
                units.frombytes(raw)
        if len(units) < total:
            raise CorruptDocument(reason="正文不完整")
        self.units = units
        self._starts = [piece.start for piece in self.pieces]

    def piece_at(self, place: int) -> Piece:
        return self.pieces[bisect_right(self._starts, place) - 1]

    def offset_of(self, place: int) -> int:
        """Byte of the stream where the character at `place` lies."""
        piece = self.piece_at(place)
        return piece.offset + (place - piece.start) * piece.width


def _single(byte: int) -> str:
    char = bytes((byte,)).decode("cp1252", "replace")
    return chr(byte) if char == "\ufffd" else char


def _pieces(container: Container) -> list[Piece]:
    data = container.table(PIECES)
    properties: list[bytes] = []
    at = 0
    while at + 3 <= len(data) and data[at] == _PROPERTIES:
        (size,) = struct.unpack_from("<H", data, at + 1)
        properties.append(data[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 > len(data) or data[at] != _TABLE:
        raise CorruptDocument(reason="正文的目录不完整")
    (size,) = struct.unpack_from("<I", data, at + 1)
    if at + 5 + size > len(data):
        raise CorruptDocument(reason="正文的目录不完整")
    places, entries = plc(data[at + 5 : at + 5 + size], 8)
    if not entries or places[0] != 0 or any(a >= b for a, b in pairwise(places)):
        raise CorruptDocument(reason="正文的目录不对")
    if places[-1] > 2 * CHARACTER_LIMIT:
        raise TooLong(count=places[-1], limit=CHARACTER_LIMIT)
    out = []
    for (start, end), entry in zip(pairwise(places), entries, strict=True):
        _flags, offset, modifier = struct.unpack("<HIH", entry)
        width = 1 if offset & _ONE_BYTE else 2
        offset &= ~_ONE_BYTE
        out.append(
            Piece(start, end, offset // 2 if width == 1 else offset, width,
                  _modifiers(modifier, properties))
        )  # fmt: skip
    return out


def _modifiers(modifier: int, properties: list[bytes]) -> bytes:
    if modifier & 1:
        index = modifier >> 1
        return properties[index] if index < len(properties) else b""
    name = _MODIFIERS.get((modifier >> 1) & 0x7F)
    return b"" if name is None else struct.pack("<HB", name, modifier >> 8)
