"""Whether two documents go by the same name or the same number, however they are typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from .front import title_inside_notice

_STAGE: Final = re.compile(
    r"\((?:试行|試行|暂行|暫行|修订稿?|修訂稿?|修编稿?|征求意见稿|徵求意見稿|送审稿|報審稿|报审稿|报批稿|草案|草稿|初稿|正式稿)\)"
)


def title_key(title: str) -> str:
    """What two titles of one document have in common: neither 关于印发…的通知 around it, nor
    marks, nor the stage of the text (征求意见稿). Empty where nothing is left."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", title_inside_notice(title)))
    return number_key(_STAGE.sub("", bare))


def number_key(number: str) -> str:
    """A 文号 or 索引号 without its brackets and spaces."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", number)).casefold()
