"""Fields of Word that show what their instruction says, and have no result of their own."""

from __future__ import annotations

import re
from typing import Final

_EQUATION: Final = re.compile(r"\s*eq\b(.*)", re.IGNORECASE | re.DOTALL)
_CIRCLED: Final = re.compile(r"\s*\\o\s*\\ac\s*[(（]\s*[○◯〇Ｏ]\s*[,，]\s*(\d{1,2})\s*[)）]\s*")
_SWITCH: Final = re.compile(r"\\[a-zA-Z]+\s*")


def equation(instruction: str) -> str:
    r"""What an EQ field shows, "" for any other: a figure in a circle, as Chinese Word writes it
    (eq \o\ac(○,1) is ①); of other equations the words, in brackets as they stand."""
    found = _EQUATION.fullmatch(instruction)
    if found is None:
        return ""
    circled = _CIRCLED.fullmatch(found[1])
    if circled is not None and 1 <= int(circled[1]) <= 20:
        return chr(0x2460 + int(circled[1]) - 1)
    return _SWITCH.sub("", found[1]).strip()


def follow(mark: str, fields: list[list[str] | None]) -> str:
    """Follows the marks of fields; gives what one shows that ends without a result."""
    if mark == "begin":
        fields.append([])
    elif mark == "separate" and fields:
        fields[-1] = None
    elif mark == "end" and fields:
        return equation("".join(fields.pop() or ()))
    return ""
