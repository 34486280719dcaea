"""Where a heading ends, said by a person: in characters of the line without its white space."""

from __future__ import annotations

import re
from typing import Final

from content.plans.domain.headings import Split
from content.plans.domain.numbers import Number

_MARKS: Final = "。．.！!？?：:；;，,、"
_ENDS: Final = re.compile(r"[。！!？?：:；;，,、](?=\s*\S)|\s+")


def split_said(text: str, number: Number | None, ends: int) -> Split:
    """The Split of a line whose heading ends behind its first `ends` characters. The number is
    never cut."""
    seen, body = 0, len(text)
    for index, character in enumerate(text):
        if seen == ends:
            body = index
            break
        seen += not character.isspace()
    begin = number.length if number else 0
    if body <= begin:
        return Split(begin, begin)
    heading = body
    while heading > begin and (text[heading - 1].isspace() or text[heading - 1] in _MARKS):
        heading -= 1
    return Split(heading if heading > begin else body, body)


def possible_ends(text: str, number: Number | None) -> list[int]:
    """Where the heading of a line may end, as `ends`: behind the number, behind each mark or gap,
    behind all of it."""
    begin = number.length if number else 0
    offsets = {begin, len(text), *(m.end() for m in _ENDS.finditer(text) if m.end() > begin)}
    return sorted({len(re.sub(r"\s", "", text[:at])) for at in offsets})
