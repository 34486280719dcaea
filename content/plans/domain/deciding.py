"""Who decides that a response starts: the sentences that say so, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


_SAYS_WHAT: Final = re.compile(
    r"行动|措施|处置|应对|任务|职责|指挥|负责|牵头|组长|带班|值班|到[场岗]|条件|情形|标准"
)
_OFFICES: Final = re.compile(
    r"[^，。；、：]{0,14}(?:[县市州区乡镇]长|主席|书记|主任|局长|指挥长?|总指挥|组长|负责人|负责同志|领导|指挥部"
    r"|办公室|应急委|安委会|政府|防[汛火]?指)(?:[（(][^（）()]{0,12}[）)])?"
)
_AND: Final = re.compile(r"[、，,/；;\n]|或者?|和|及")


def is_of_offices(name: str, at: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column whose head, folded, does not say what it is holds offices alone: beside a
    level they are who decides."""
    cells = [folded(row[at]).strip() for row in rows if at < len(row) and row[at].strip()]
    return bool(cells) and not _SAYS_WHAT.search(name) and all(map(_names_offices, cells))


def is_office(name: str) -> bool:
    return _OFFICES.fullmatch(name) is not None


def _names_offices(cell: str) -> bool:
    return all(is_office(one.strip()) for one in _AND.split(cell))


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
