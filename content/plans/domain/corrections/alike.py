"""Which lines look like one that an editor corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from content.plans.domain.numbers import number_of
from content.plans.domain.script import folded

_CLOSED: Final = re.compile(r"[。；;！!？?，,][”’）)》]*$")
_LONGEST_BARE: Final = 24
"""Characters of a line without a number that may be a heading."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`pattern`: how its number is written, "" where it has none; `length` in characters;
    `is_closed`: it ends as a sentence does."""

    pattern: str
    length: int
    is_closed: bool

    def is_like(self, other: Shape) -> bool:
        """Neither is more than twice as long as the other, of short ones by some characters."""
        longest = max(self.length, other.length)
        alike = (self.pattern, self.is_closed) == (other.pattern, other.is_closed)
        return (
            alike
            and longest <= 2 * min(self.length, other.length) + 8
            and (self.pattern != "" or (not self.is_closed and longest <= _LONGEST_BARE))
        )


def shape_of(line: str) -> Shape:
    """Of the words of a line: （一）, 一、, 1. and 1.1 are patterns of their own."""
    plain = folded(line.strip())
    number = number_of(plain)
    pattern = ""
    if number is not None:
        marks = re.sub(r"[\w\s]", "", plain[: number.length])
        pattern = f"{number.style} {marks}"
    return Shape(pattern, len(plain), _CLOSED.search(plain) is not None)
