"""What a document says of who may see it: its mark of secrecy, and how it is disclosed.

Where they stand: GB/T 9704-2012 7.2.2 (份号、密级和保密期限: 机密★5年); 公开方式 is a line of the
disclosure header of government sites.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from .reach import Grade
from .script import folded

_HEAD_LINES: Final = 40
_LINE: Final = 200
"""Characters; a longer one is a paragraph."""
_DEGREE: Final = r"(?:绝\s*密|机\s*密|秘\s*密)"
_SECRET: Final = re.compile(
    rf"{_DEGREE}\s*[★☆*＊]|[★☆]\s*{_DEGREE}|^\s*{_DEGREE}\s*$"
    rf"|密\s*级(?:和保密期限)?\s*[】\]]?\s*[:：]\s*(?:{_DEGREE}|内部|[★☆])"
    r"|^\s*[★☆]\s*(?:\d+\s*[年月天]|长期)"
)
_DISCLOSED: Final = r"公开(?:方式|属性|类型|类别|形式|范围|选项|情况)\s*[】\]]?\s*[:：]\s*"
_WITHHELD: Final = re.compile(rf"{_DISCLOSED}(?:不予?公开|免予?公开|不宜公开)|^\s*不予公开\s*$")
_ON_REQUEST: Final = re.compile(rf"{_DISCLOSED}依申请|^\s*依申请公开\s*$")


class Marking(StrEnum):
    CLASSIFIED = "classified"
    WITHHELD = "withheld"
    ON_REQUEST = "on_request"

    @property
    def grade(self) -> Grade:
        """Who may read it at most."""
        return Grade.INTERNAL if self is Marking.ON_REQUEST else Grade.RESTRICTED


def marking_of(original: str) -> Marking | None:
    """The strictest that its first lines say; None where they say nothing or 主动公开."""
    lines = (line for line in original.splitlines() if line.strip())
    head = [folded(line) for line, _at in zip(lines, range(_HEAD_LINES), strict=False)
            if len(line) <= _LINE]  # fmt: skip
    for marking, pattern in (
        (Marking.CLASSIFIED, _SECRET), (Marking.WITHHELD, _WITHHELD),
        (Marking.ON_REQUEST, _ON_REQUEST),
    ):  # fmt: skip
        if any(pattern.search(line) for line in head):
            return marking
    return None
