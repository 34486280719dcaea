"""The sentences that say when a level starts and name it themselves: 出现下列情况之一，由县长批准，
启动Ⅰ级响应：…; 应对较大地震灾害，启动Ⅱ级响应，由县长任指挥长.

Only where one level is meant and what happens is said before it; words stand as in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from . import deciding
from .level_names import GRADE, LEVELS, levels_in, names_of
from .response_parts import Outline, Part
from .script import folded

_SENTENCE: Final = re.compile(r"[^。；;]*(?:[。；;]|$)")
_STARTS: Final = re.compile(
    rf"(?P<verb>启动|为|进入)(?:县级|本级)?(?P<before>[\u4e00-\u9fff]{{0,6}}?)(?P<levels>{LEVELS})"
    r"(?:（[^（）]{1,10}）)?(?P<behind>[\u4e00-\u9fff]{0,4}?)(?:应急)?响应(?:级别|状态)?(?P<end>[，,；;：:。]|$)"
)
_HAPPENS: Final = re.compile(
    r"发生|出现|造成|达到|超过|以上|以下|不足|预警|死亡|受伤|失联|险情|应对|符合|满足|(?:下列|以下).*之一"
    rf"|{GRADE}[^，。]{{0,10}}(?:事件|事故|灾害|火灾|地震|灾情)"
)
_ENDS_SO: Final = re.compile(r"(?:[，,]|时|后|的|之一|情况下|者)\s*$")
_COLONS: Final = ("：", ":")
_BY: Final = re.compile(r"(?:由|经|报)[^。]{2,40}?(?:决定|批准|同意|宣布|下令)")
_STARTED_BY: Final = re.compile(r"由[^，。；由]{2,24}启动$")
_NONE: Final = re.compile(
    r"提高|提升|升级|升为|降低|降为|降级|调整|终止|结束|解除|除外|建议|申请|请求|不启动|无需|是否|视情|拟启动"
)
_OTHERS: Final = re.compile(r"响应|级别|启动")
_OF_STARTS: Final = re.compile(r"响应|启动|分级")
_OF_ELSE: Final = re.compile(
    r"调整|终止|结束|解除|报告|发布|总结|评估|后期|善后|保障|奖|演练|职责|附则"
)
_OF_NOTHING: Final = re.compile(r"应急|县级|本级|相应")


@dataclass(slots=True)
class Start:
    """What a line says of one level, in its order. `about`: 防汛, where the sentence says of what
    the response is; `is_open`: what starts it follows behind the colon; `before` and `rest`: what
    stands before and behind it on its line and is not of it."""

    levels: str
    about: str
    conditions: list[str] = field(default_factory=list)
    deciders: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    is_open: bool = False
    before: str = ""
    rest: list[str] = field(default_factory=list)


def may_start(head: Part, outline: Outline) -> bool:
    """Whether the texts below a heading may say when levels start."""
    heading = folded(head.heading)
    above = outline.headed(head.parent)
    both = heading + (folded(above.heading) if above else "")
    return _OF_STARTS.search(both) is not None and _OF_ELSE.search(heading) is None


def starts(sentence: str) -> bool:
    """Whether the sentence says when the one level starts that it names."""
    return _match(folded(sentence)) is not None


def begun(text: str) -> tuple[str, list[tuple[str, list[Start]]]]:
    """What stands before the first level that the text starts, and the lines from there on, each
    with the levels that it starts; no lines where it starts none."""
    lines = [(line, starts_in(line)) for line in text.split("\n")]
    first = next((at for at, (_line, levels) in enumerate(lines) if levels), None)
    if first is None:
        return text, []
    early = [line for line, _levels in lines[:first]] + [lines[first][1][0].before]
    return "\n".join(early).strip(), lines[first:]


def decided(sentence: str) -> bool:
    """Whether the sentence says who decides; who starts the level that it names does."""
    plain = folded(sentence)
    match = _match(plain)
    by = match and _STARTED_BY.search(plain, 0, match.start() + len(match["verb"]))
    return deciding.decides(sentence) or by is not None


def starts_in(line: str) -> list[Start]:
    """The levels that the line starts, with what it says of each; none where it starts none."""
    found: list[Start] = []
    before = ""
    for sentence in filter(str.strip, _SENTENCE.findall(line)):
        match = _match(folded(sentence))
        if match:
            found.append(_start(sentence, match))
        elif found and found[-1].is_open:
            found[-1].conditions[-1] += sentence
        elif found:
            found[-1].rest.append(sentence.strip())
        else:
            before += sentence
    if found:
        found[0].before = before.strip()
    if len(found) == 1:
        (one,) = found
        one.actions += [said for said in one.rest if not _OTHERS.search(folded(said))]
        one.rest = [said for said in one.rest if _OTHERS.search(folded(said))]
    for one in found:
        one.conditions = [said.strip() for said in one.conditions]
        one.is_open = one.conditions[-1].endswith(_COLONS)
    return found


def _match(plain: str) -> re.Match[str] | None:
    matches = list(_STARTS.finditer(plain))
    if len(matches) != 1 or _NONE.search(plain):
        return None
    (match,) = matches
    before = plain[: match.start()]
    first = re.split("[，,]", before)[0]
    ends_so = _ENDS_SO.search(before) or ("，" in before and match["verb"] == "启动")
    if not (ends_so and _HAPPENS.search(before)) or re.match("由|经|报", first.strip()):
        return None
    levels = names_of(match["levels"] + "响应")
    named = levels_in(plain)
    return match if len(levels) == 1 and len(named) == 1 else None


def _start(sentence: str, match: re.Match[str]) -> Start:
    about = _OF_NOTHING.sub("", match["before"] + match["behind"])
    start = Start(match["levels"] + "响应", about)
    cut = match.start("end")
    behind = sentence[match.end() :].strip()
    is_more = bool(behind) and match["end"] in ("，", ",")
    if match["end"] in ("：", ":"):
        start.conditions.append(sentence)
        start.is_open = True
    elif is_more and not (_BY.match(folded(behind)) or behind.endswith(_COLONS)):
        start.conditions.append(sentence[:cut])
        start.actions.append(behind)
    else:
        start.conditions.append(sentence)
        start.is_open = is_more and "：" in folded(behind)
    if decided(start.conditions[0]):
        start.deciders.append(start.conditions[0].strip())
    return start
