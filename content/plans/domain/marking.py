"""What a document says of who may see it: its mark of secrecy, and how it is disclosed.

Where they stand: GB/T 9704-2012 7.2.2 (份号、密级和保密期限: 机密★5年); 公开方式 is a line of the
disclosure header of government sites. Official papers say it in a remark (附注, 7.3.10) below the
date, （此件依申请公开）; 内部资料 stands at the head of the first page or at the foot of the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from .reach import Grade
from .script import folded

_LINES: Final = 40
"""That are read at either end."""
_LINE: Final = 200
"""Characters; a longer one is a paragraph."""
_DEGREE: Final = r"(?:绝\s*密|机\s*密|秘\s*密)"
_TERM: Final = r"(?:\d+\s*(?:年|个?\s*月|天)|长\s*期)"
_ENDS: Final = r"(?=$|[\s）)】\]|])"
_LABEL: Final = r"密\s*级(?:和保密期限)?\s*[】\]]?\s*[:：]\s*"
_STAR: Final = rf"(?<![一-鿿]){_DEGREE}\s*[★☆*＊]\s*(?:{_TERM}|启用前)?{_ENDS}"
_SECRET: Final = re.compile(
    rf"{_STAR}"
    rf"|^\s*(?:\d{{1,8}}\s+)?(?:[★☆]\s*)?{_DEGREE}\s*{_TERM}?\s*$"
    rf"|{_LABEL}(?:{_DEGREE}\s*级?\s*(?:[★☆*＊]\s*{_TERM}?)?|[★☆]\s*{_TERM}?)"
    rf"(?:{_ENDS}|\s*[,，;；]\s*(?:保密)?期限)"
    rf"|^\s*(?:\d{{1,8}}\s+)?[★☆]\s*{_TERM}\s*$"
)
"""A mark stands by itself: a star before a day of a list, or a degree in a sentence, is none."""
_STARRED: Final = re.compile(rf"{_STAR}|^\s*[★☆]\s*{_DEGREE}\s*{_TERM}?\s*$")
"""At the foot of the pages of a long document, where a form may well ask for the 密级."""
_DISCLOSED: Final = r"公开(?:方式|属性|类型|类别|形式|范围|选项|情况)\s*[】\]]?\s*[:：]\s*"
_REMARK: Final = r"[此本](?:文?件|文)\s*(?:为|属于?)?\s*"
_CLOSED: Final = r"(?:不(?:予以?)?公开|免予?公开|不宜公开)"
_WITHHELD: Final = re.compile(rf"{_DISCLOSED}{_CLOSED}|{_REMARK}{_CLOSED}|^\s*不予公开\s*$")
_ON_REQUEST: Final = re.compile(rf"{_DISCLOSED}依申请|{_REMARK}依申请公开|^\s*依申请公开\s*$")
_INSIDE: Final = re.compile(
    rf"{_LABEL}内\s*部(?:管理|使用|公开|资料|文件)?{_ENDS}"
    r"|(?:^|[\s（(【\[])内\s*部\s*(?:资\s*料|文\s*件)"
    r"\s*(?:[）)】\]]?\s*$|[）)】\]]?[\s,，、;；:：!！。·]*(?:注意|请|严禁|不得|妥善|仅供|切勿|禁止))"
)
"""As a stamp (内部资料 注意保存), not as a word of a sentence."""


class Marking(StrEnum):
    CLASSIFIED = "classified"
    WITHHELD = "withheld"
    ON_REQUEST = "on_request"
    INSIDE = "inside"

    @property
    def grade(self) -> Grade:
        """Who may read it at most."""
        inside = self in (Marking.ON_REQUEST, Marking.INSIDE)
        return Grade.INTERNAL if inside else Grade.RESTRICTED


def marking_of(original: str) -> Marking | None:
    """The strictest that its first and last lines say, of secrecy the last only by its star; None
    where they say nothing, 主动公开 or 此件公开发布."""
    lines = [line for line in original.splitlines() if line.strip()]
    head, foot = _short(lines[:_LINES]), _short(lines[-_LINES:])
    for marking, pattern, where in (
        (Marking.CLASSIFIED, _SECRET, head), (Marking.CLASSIFIED, _STARRED, foot),
        (Marking.WITHHELD, _WITHHELD, head + foot),
        (Marking.ON_REQUEST, _ON_REQUEST, head + foot), (Marking.INSIDE, _INSIDE, head + foot),
    ):  # fmt: skip
        if any(pattern.search(line) for line in where):
            return marking
    return None


def _short(lines: Sequence[str]) -> list[str]:
    return [folded(line) for line in lines if len(line) <= _LINE]
