"""How texts write the four levels of a response."""

from __future__ import annotations

import re
from typing import Final

NAMES: Final = ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
COLOURS: Final = ("红色", "橙色", "黄色", "蓝色")
_COLOUR: Final = "[红橙黄蓝]色(?=(?:应急)?响应)"
"""A colour alone is a level of warning."""
LEVEL: Final = rf"(?:(?:Ⅰ|Ⅱ|Ⅲ|Ⅳ|IV|I{{1,3}}|[一二三四]|(?<!\d)[1-4])级|{_COLOUR})"
GRADE: Final = "(?:特别重大|重大|较大|一般)"
"""What an event of that level is called."""
_NUMBERS: Final = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "I": 1, "II": 2, "III": 3, "IV": 4} | {
    "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_NAMED: Final = re.compile(rf"({LEVEL})(?:（含）)?(?:应急)?(?:响应)?(及?以[上下])?")


def number_of(written: str) -> int:
    """1 is the gravest."""
    if written in COLOURS:
        return COLOURS.index(written) + 1
    return _NUMBERS[written.removesuffix("级")]


def levels_in(text: str) -> list[int]:
    """The levels that folded text names, the gravest first; Ⅲ级以上 names three."""
    found: set[int] = set()
    for named in _NAMED.finditer(text):
        level = number_of(named[1])
        reach = (named[2] or "").removeprefix("及")
        lowest = len(NAMES) if reach == "以下" else level
        found.update(range(1 if reach == "以上" else level, lowest + 1))
    return sorted(found)
