"""What an item Ⅰ级响应：… says of its level, and the lines 启动条件：, 响应措施： and 启动程序：,
which say it of those below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from . import deciding
from .response_rows import Kind, says_when
from .script import folded

CONDITION: Final = re.compile(r"条件|情形|标准|启动(?!程序|决定)|分级|响应级别|响应分级")
ONE_KIND: Final = re.compile(r"条件|情形|标准|行动|措施|处置|程序|权限|决定")
"""Headings below which a text says one thing of a level; below others it says all."""
_HAPPENS: Final = re.compile(
    r"发生|出现|造成|达到|超过|以上|以下|不足|可能|预警|死亡|受伤|失联|险情"
)
_DONE: Final = re.compile(
    r"应当|必须|负责|组织|指挥|到[场岗达]|赶赴|坐镇|派出|调集|成立|设立|请求|报告|统一|协调|启用|值班|转移|停课|封闭"
)
_RESPONSE: Final = re.compile(r"响应")
_LABEL: Final = re.compile(
    r"(?:(?P<when>(?:响应)?(?:启动)?(?:条件|标准|情形))|(?P<who>(?:启动|响应|决定)(?:程序|权限))"
    r"|(?P<what>(?:应急|响应|处置|主要|工作)?(?:响应|措施|行动|处置)))\s*(?:[:：]\s*|$)"
)
_KINDS: Final = {"when": Kind.CONDITION, "who": Kind.DECISION, "what": Kind.ACTION}
_WHEN_THEN: Final = re.compile(r"(?P<when>[^。；]{2,80}?的[，,])(?P<then>[^。]+。?)$")


def labelled(text: str) -> Iterator[tuple[Kind | None, str]]:
    """The text in stretches of lines, each with what its label says it is, and without the label;
    None before the first."""
    kind: Kind | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        label = _LABEL.match(folded(line))
        if label is None:
            lines.append(line)
            continue
        if lines:
            yield kind, "\n".join(lines)
        kind = _KINDS[label.lastgroup or "what"]
        lines = [line[label.end() :]] if label.end() < len(line) else []
    yield kind, "\n".join(lines)


def said_of_item(heading: str | None, written: str, text: str) -> list[tuple[Kind, str]]:
    """What the item says, in its order. `heading`: folded, of a response; None where only the item
    itself, `written` Ⅰ级响应：, says that it is of one."""
    plain = folded(text)
    kind = _kind_of_item(heading or "", plain)
    if kind is None and _RESPONSE.search(written) and (halves := _WHEN_THEN.match(text.strip())):
        return [(Kind.CONDITION, halves["when"]), (Kind.ACTION, halves["then"])]
    if kind is None and heading is None and _DONE.search(plain):
        kind = Kind.ACTION
    return [(kind, text)] if kind else []


def _kind_of_item(heading: str, text: str) -> Kind | None:
    """None where neither heading nor words tell a condition from an action."""
    if deciding.HEADING.search(heading):
        return Kind.DECISION
    if ONE_KIND.search(heading):
        return Kind.CONDITION if CONDITION.search(heading) else Kind.ACTION
    if says_when(text) or not text.strip():
        return Kind.EACH
    happens, is_done = _HAPPENS.search(text), _DONE.search(text)
    if bool(happens) == bool(is_done):
        return None
    return Kind.CONDITION if happens else Kind.ACTION
