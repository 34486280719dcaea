"""Which shapes of a .doc are drawn as one: a flow chart hangs in the text as a whole, and the boxes
in it say only their own number ([MS-ODRAW])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_HEAD: Final = 8
_ALL: Final = 0xF000
_DRAWING: Final = 0xF002
_GROUP: Final = 0xF003
_SHAPE: Final = 0xF004
_NUMBER: Final = 0xF00A
_DEPTH_LIMIT: Final = 50


def outermost(data: bytes) -> dict[int, int]:
    """By the number of each shape that of the one which hangs in the text, itself or the group
    that it is in. What is damaged ends the reading: it costs the place of a box, not its words."""
    found: dict[int, int] = {}
    at = 0
    for kind, _low, high in _records(data, 0, len(data)):
        if kind != _ALL:
            break
        at = high
    # One byte before each drawing says whether it is that of the text or of the heads of pages.
    while at + 1 + _HEAD <= len(data):
        kind, low, high = next(_records(data, at + 1, len(data)), (0, 0, 0))
        if kind != _DRAWING:
            break
        for inner, start, end in _records(data, low, high):
            if inner == _GROUP:
                _read(data, start, end, found)
        at = high
    return found


def _read(data: bytes, low: int, high: int, found: dict[int, int]) -> None:
    """The group of everything drawn on a page, which is no shape itself."""
    for kind, start, end in _records(data, low, high):
        numbers = list(_numbers(data, kind, start, end, 0))
        found.update((number, numbers[0]) for number in numbers)


def _numbers(data: bytes, kind: int, low: int, high: int, depth: int) -> Iterator[int]:
    """Those of a shape, or of a group and all in it: the first is its own."""
    if kind not in (_SHAPE, _GROUP) or depth > _DEPTH_LIMIT:
        return
    for inner, start, end in _records(data, low, high):
        if kind == _SHAPE and inner == _NUMBER and end - start >= 4:
            yield struct.unpack_from("<I", data, start)[0]
        elif kind == _GROUP:
            yield from _numbers(data, inner, start, end, depth + 1)


def _records(data: bytes, low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and end of what each holds, as far as they are whole."""
    while low + _HEAD <= high:
        _version, kind, length = struct.unpack_from("<HHI", data, low)
        low += _HEAD
        if low + length > high:
            return
        yield kind, low, low + length
        low += length
