"""Heads and feet of the pages of a Word file: no words of its text, but kept, and looked at for
marks of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from .extracted import InlineRepair, RepairKind

_IN_FRONT: Final = 20
"""Lines that stand before the text, where marks are looked for; the others stand behind it, so
that they push no mark of the first page out of sight."""

_NUMBER: Final = re.compile(r"[\s\d\-—–－·.．/／|｜第共总页,，ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩivxlcIVXLC]+")


def margins_of(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Lines of heads and feet that stand before the text and those behind it, each but once."""
    lines = list(dict.fromkeys(s for text in texts for line in text.splitlines()
                               if (s := line.strip())))  # fmt: skip
    return lines[:_IN_FRONT], lines[_IN_FRONT:]


def on_record(lines: Sequence[str], start: int) -> tuple[str, list[InlineRepair]]:
    """The lines as a stretch of the original that begins at `start`, and what leaves them out."""
    repairs = []
    at = start
    for line in lines:
        kind = RepairKind.PAGE_NUMBER if _NUMBER.fullmatch(line) else RepairKind.RUNNING_HEAD
        repairs.append(InlineRepair(at, at + len(line) + 1, kind, ""))
        at += len(line) + 1
    return "".join(line + "\n" for line in lines), repairs
