"""An edited text beside the one before: which words went and which came.

By characters, with numbers and Latin words whole: a cut into words would mark 每年 where only
每 was changed, and a search's segmentation differs with its dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_TOKEN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|.", re.DOTALL)
_SENTENCE: Final = re.compile(r"[^。！？；\n]*[。！？；\n]?")
# Pairs of characters: more would keep a worker busy for seconds.
_LARGEST: Final = 1_000_000
# A lone character that stayed between two marks reads worse than one mark.
_LONE: Final = 1


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Piece:
    mark: Mark
    text: str


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces in reading order. All but CAME make up `before`, all but GONE `after`."""
    pieces: list[Piece] = []
    for old, new in _blocks(_cut(_SENTENCE, before), _cut(_SENTENCE, after)):
        if old == new:
            pieces += _piece(Mark.SAME, "".join(old))
        else:
            pieces += _within("".join(old), "".join(new))
    return tuple(_merged(pieces))


def _within(before: str, after: str) -> Iterator[Piece]:
    old, new = _cut(_TOKEN, before), _cut(_TOKEN, after)
    if len(old) * len(new) > _LARGEST:
        yield from _piece(Mark.GONE, before)
        yield from _piece(Mark.CAME, after)
        return
    gone = came = ""
    blocks = list(_blocks(old, new))
    for index, (first, second) in enumerate(blocks):
        is_lone = 0 < index < len(blocks) - 1 and len("".join(first)) == _LONE
        if first == second and not (is_lone and not first[0].isdigit()):
            yield from _piece(Mark.GONE, gone)
            yield from _piece(Mark.CAME, came)
            gone = came = ""
            yield from _piece(Mark.SAME, "".join(first))
        else:
            gone += "".join(first)
            came += "".join(second)
    yield from _piece(Mark.GONE, gone)
    yield from _piece(Mark.CAME, came)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _tag, a, b, c, d in matcher.get_opcodes():
        yield list(old[a:b]), list(new[c:d])


def _cut(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match[0] for match in pattern.finditer(text) if match[0]]


def _piece(mark: Mark, text: str) -> Iterator[Piece]:
    if text:
        yield Piece(mark, text)


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one mark as one."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.mark == piece.mark:
            held = Piece(held.mark, held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
