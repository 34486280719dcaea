"""Replacements in a text, and where every character of the result came from.

Every rule of the analysis names its replacements as `Edit`s instead of returning a new
text. The same rules then serve the index, which only wants the text, and the
highlighting, which wants to mark characters of the text as published.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` takes the place of the characters from `start` up to `end`; `start < end`."""

    start: int
    end: int
    text: str


Rule: TypeAlias = Callable[[str], list[Edit]]
"""Text → edits in ascending order that do not overlap; no edits means: nothing to do."""

Span: TypeAlias = tuple[int, int]


def apply(text: str, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts.append(text[position : edit.start])
        parts.append(edit.text)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


def carry(spans: Sequence[Span], edits: Sequence[Edit]) -> list[Span]:
    """Source span of every character after the edits, given those before.

    A replacement of equal length is read character by character; in any other each new
    character stands for the whole replaced stretch.
    """
    result: list[Span] = []
    position = 0
    for edit in edits:
        result.extend(spans[position : edit.start])
        if len(edit.text) == edit.end - edit.start:
            result.extend(spans[edit.start : edit.end])
        else:
            whole = (spans[edit.start][0], spans[edit.end - 1][1])
            result.extend([whole] * len(edit.text))
        position = edit.end
    result.extend(spans[position:])
    return result
