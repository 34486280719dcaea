"""Who decides that a response starts: the sentences that say so, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from .script import folded

_END: Final = re.compile(r"(?<=[。；;\n])")
_DECIDES: Final = re.compile(
    r"(?:决定|宣布|下令)[^，。；]{0,12}?启动"
    r"|(?:批准|同意|审定)[^。；]{0,40}?启动"
    r"|启动[^。；]{0,30}?(?:由|报|经)[^。；]{2,30}?(?:决定|批准|同意|宣布)"
    r"|决定权限"
)
_NOT_SO: Final = re.compile(
    # A situation among others, the end of a response, a plan put into force.
    r"启动[^，。；]{0,14}的(?:其他|情形|情况|[。；;]?\s*$)|^(?:[（(]?\d+[）)]\s*)?其他"
    r"|(?:决定|宣布)[^，。；]{0,6}(?:结束|终止|解除|降低)"
)
COLUMN: Final = re.compile(
    r"启动(?:决定|权限|人|主体|机关)|决定(?:机关|机构|人|者|权)|批准|审批|谁启动"
)
HEADING: Final = re.compile(r"启动(?:程序|决定|权限|审批)|决定(?:机关|权)")


def decides(sentence: str) -> bool:
    plain = folded(sentence)
    return _DECIDES.search(plain) is not None and _NOT_SO.search(plain) is None


def sentences(text: str) -> Iterator[str]:
    """As they stand; the semicolon ends one, too."""
    return (sentence for sentence in _END.split(text) if sentence.strip())


def parted(text: str) -> list[tuple[bool, str]]:
    """The text in its own order, in stretches: whether one says who decides, and its words."""
    found = []
    for is_decision, group in groupby(sentences(text), key=decides):
        found.append((is_decision, "".join(group).strip()))
    return found
