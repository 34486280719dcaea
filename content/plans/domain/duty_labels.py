"""The labels beside a task that say who is to do it (责任单位：, 实施主体：), and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_KIND: Final = "(?:单位|部门|主体|机构|处室|科室)"
_BODY: Final = rf"{_KIND}(?:[、和及/]{_KIND}|[（(]{_KIND}[）)])?"
_ALSO: Final = "(?:责任|[（(]责任[）)])?"
_LEADS: Final = rf"(?:牵头{_ALSO}|主责|主办|承办){_BODY}|牵头责任"
_HELPS: Final = rf"(?:配合{_ALSO}|参与|参加|协办|协同|协作|支持){_BODY}"
_ANSWERS: Final = (
    rf"(?:责任|承担|落实|实施|建设|项目|执行|负责|主管|完成|组织(?:实施)?|办理){_BODY}"
)
_PEOPLE: Final = r"(?:责任|分管|牵头|包保|挂点)(?:领导|人)|责任人员|联系人"
_WHEN: Final = (
    r"(?:完成|办理|落实|整改|工作|办结)(?:时限|时间|期限|日期)(?:要求)?"
    r"|时间(?:要求|节点|安排|进度)|时限(?:要求)?|进度(?:安排|要求)"
)
_COSTS: Final = r"(?:项目|计划|估算)?总?投资(?:估算|规模|额|概算)?"
_BUILT: Final = r"(?:项目)?建设(?:周期|期限|年限|时间|工期|起止年限)|起止(?:年限|时间)"
LABEL: Final = re.compile(
    rf"[【\[]?(?:(?P<leads>{_LEADS})|(?P<helps>{_HELPS})|(?P<answers>{_ANSWERS})|(?P<people>{_PEOPLE})"
    rf"|(?P<when>{_WHEN})|(?P<costs>{_COSTS})|(?P<built>{_BUILT}))[】\]]?\s*[：:]\s*"
)
_BEFORE: Final = "，,；;。（(【[ \u3000\n"
_OPENED: Final = "（(【[ \u3000"


def value_end(plain: str, start: int, stop: int) -> int:
    """Where the words of the label that ends at `start` end, at `stop` at the latest."""
    depth = 0
    for at in range(start, stop):
        char = plain[at]
        depth += (char in "（(") - (char in "）)")
        if depth < 0 or (char in "。；;\n【" and depth == 0):
            return at
    return stop


def labels_in(sentence: str) -> list[re.Match[str]]:
    """Those that stand by themselves, of which at least one names units; else none."""
    found = [
        label
        for label in LABEL.finditer(sentence)
        if not label.start() or sentence[label.start() - 1] in _BEFORE
    ]
    return found if any(map(_names_units, found)) else []


def stands_alone(sentence: str) -> bool:
    """Whether it is nothing but such labels, so that the task is what stands before it."""
    labels = labels_in(sentence)
    return bool(labels) and not sentence[: labels[0].start()].strip(_OPENED)


def units_in(sentence: str) -> Iterator[str]:
    """What stands behind each label for units, as it is written."""
    labels = labels_in(sentence)
    for at, label in enumerate(labels):
        if _names_units(label):
            stop = labels[at + 1].start() if at + 1 < len(labels) else len(sentence)
            yield sentence[label.end() : value_end(sentence, label.end(), stop)]


def _names_units(label: re.Match[str]) -> bool:
    return bool(label["leads"] or label["helps"] or label["answers"])
