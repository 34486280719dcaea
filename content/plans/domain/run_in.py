"""A heading and its text on one line: 1.1 编制目的 为了规范…, 1.2 编制依据：依据…, 第一条 【目的】…

Only what is sure is parted, for a name cut off its sentence would leave a text that says something
else; what may be one is told to the editor.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .duty_labels import LABEL
from .script import folded

if TYPE_CHECKING:
    from .numbers import Number

_REACH: Final = 160
"""Characters that are looked at behind the number."""

_GROUND: Final = r"(?:编制|制定|制订)?(?:目的|依据|背景|宗旨|原则)"
_SURE: Final = (
    rf"{_GROUND}(?:[、和与及]?{_GROUND}|[、和与及]意义)?|法律依据|适用(?:范围|对象)"
    r"|(?:工作|基本|处置|应急|总体|指导|组织|救援|救助|响应)原则|指导思想|(?:工作|基本)方针|总则|附则"
)
"""Names of what a plan begins with, that are no subject of a sentence."""
_NOUN: Final = (
    r"目的|依据|范围|原则|思想|方针|目标|要求|体系|分级|分类|级别|标准|机构|职责|分工|组成|条件|程序|流程"
    r"|措施|机制|制度|保障|管理|报告|报送|通报|发布|监测|预警|预报|研判|响应|处置|救援|救助|抢险|评估"
    r"|调查|恢复|重建|善后|理赔|补偿|终止|结束|启动|调整|解除|演练|培训|宣传|教育|奖励|奖惩|追究|惩处"
    r"|修订|更新|解释|备案|定义|术语|概况|现状|值班|值守|准备|支援|联动|协调|控制|疏散|安置|转移|撤离"
    r"|防护|动员|时间|实施|施行|总则|附则"
)
"""What other headings of plans end with."""
_PHRASE: Final = re.compile(r"[\u4e00-\u9fff“”（）、]{2,16}")
_KNOWN: Final = re.compile(_SURE)
_NAMES: Final = re.compile(rf"(?:[\u4e00-\u9fff“”（）、]{{0,12}}(?:{_NOUN}))")
_GLUED: Final = re.compile(
    rf"(?P<name>{_SURE})(?=为了|根据|依据|依照|按照|遵循|适用于|《|本(?:预案|规划|计划|方案|办法|规定|细则|制度|手册)"
    r"|(?<=原则)(?:坚持|按照|以人)|(?<=思想)以|(?<=目的)为[^了]{2,80}(?:制定|编制)本)"
)
_BRACKETS: Final = re.compile(r"[【〔\[［]\s*(?P<name>[\u4e00-\u9fff、]{2,20})\s*[】〕\]］]")
_ROUND: Final = re.compile(r"[（(](?P<name>[\u4e00-\u9fff、]{2,16})[）)]")
_BEGINS: Final = re.compile(
    r"为了|为(?!主|辅)|根据|依据|依照|按照|遵循|坚持|适用于|本[预规计方办规细制手县市区州省镇乡校村]|全[县市区州省]"
    r"|各|县|市|州|省|乡镇|镇|村|学校|由|在|当|对(?!象)|发生|发现|接到|收到|接报|建立|成立|设立|设置|以|凡"
    r"|有关|事发|一旦|任何|《|“"
)
"""How sentences of plans begin."""
_UNIT: Final = re.compile(
    r"(?:局|委|办|厅|部|部门|单位|政府|组|队|队伍|公司|企业|学校|医院|站|所|中心|员|人|长|者|会|室|机构|村|镇|乡|县)$"
)
"""Who may be the subject of the sentence behind."""
_SAYS_WHO: Final = re.compile(
    r"(?:长|部|局|委|办|组|府|员|队|所|中心|单位|部门|乡镇|村)(?:主持|组织|负责(?!人)|召开|参加|派出|赶赴|发布|宣布"
    r"|决定|启动|报告|调集|指挥|带队|到场|到岗|坐镇)"
)
"""县长主持会商 is a sentence, whatever stands behind it."""
_PARTICLE: Final = re.compile(
    r"(?:[的了是在对由将把被须并且及和、]|(?<!响)应|(?<!行)为)$|应当|必须|不得|负责"
)
_GAP: Final = re.compile(r"[ \t\u3000]+")
_COLON: Final = re.compile(r"[ \t\u3000]*[:：][ \t\u3000]*")
_OTHER: Final = re.compile(r"[；;。][ \t\u3000]*([\u4e00-\u9fff“”（）、]{2,16})[:：]")
_LEAD: Final = " \t\u3000、.．"
_LISTS: Final = frozenset({"dec_dot", "dec_comma", "shi"})
_ITEMS: Final = frozenset({"paren_dec", "half_paren", "circled", "roman", "shi"})
_STOPS: Final = "。！!？?"
_SHORTEST: Final = 4
"""Characters of a name that its sentence follows without a gap: 依据《…》 is how one begins."""
_LEAST: Final = 6
"""Characters of what follows a gap and may be a sentence."""


class RunIn(NamedTuple):
    """Offsets in the line: the name [`begin`, `end`), its text from `body`. `is_sure`: nothing
    else can be meant."""

    begin: int
    end: int
    body: int
    is_sure: bool


def run_in(text: str, number: Number | None, *, marked: bool = False) -> RunIn | None:
    """The name that a line begins with and goes on behind. `marked`: the format says that the
    whole line is a heading."""
    begin = number.length if number else 0
    while begin < len(text) and text[begin] in _LEAD:
        begin += 1
    rest = folded(text[begin : begin + _REACH])
    style = number.style if number else ""
    is_item = style in _ITEMS
    found = None if is_item or style == "annex" else _found(rest, text, style)
    if found is None:
        return None
    end, body, is_sure = found
    if marked and not (is_sure and _KNOWN.fullmatch(rest[:end]) and text.rstrip()[-1] in _STOPS):
        return None
    return RunIn(begin, begin + end, begin + body, is_sure)


def _found(rest: str, text: str, style: str) -> tuple[int, int, bool] | None:
    """In `rest` where the name ends and the text begins."""
    if bracket := _BRACKETS.match(rest) or (_ROUND.match(rest) if style == "article" else None):
        name = bracket["name"]
        is_square = bracket[0][0] not in "（(" and _UNIT.search(name) is None
        if style in _LISTS or LABEL.match(f"{name}：") or not (is_square or _NAMES.fullmatch(name)):
            return None
        return _if_more(rest, bracket.end(), bracket.end())
    if (glued := _GLUED.match(rest)) and len(glued["name"]) >= _SHORTEST:
        return glued.end(), glued.end(), True
    phrase = _PHRASE.match(rest)
    if phrase is None:
        return None
    name, end = phrase[0], phrase.end()
    is_known = _KNOWN.fullmatch(name) is not None
    if colon := _COLON.match(rest, end):
        is_heading = is_known or (
            style not in _LISTS
            and _NAMES.fullmatch(name) is not None
            and _UNIT.search(name) is None
            and text.rstrip()[-1] in _STOPS
            and not _is_one_of(folded(text))
        )
        if is_known and not rest[colon.end() :].strip():
            return end, colon.end(), True
        return _if_more(rest, end, colon.end()) if is_heading else None
    gap = _GAP.match(rest, end)
    if gap is None or not _is_sentence(rest[gap.end() :], text):
        return None
    if is_known:
        return end, gap.end(), True
    if style in _LISTS or len(name) < 3 or _PARTICLE.search(name):
        return None
    is_name = _NAMES.fullmatch(name) is not None
    following = rest[gap.end() :]
    begins = _BEGINS.match(following) is not None or following.startswith(name[:2])
    if not (is_name or (begins and _SAYS_WHO.search(name) is None)):
        return None
    return end, gap.end(), begins and (_UNIT.search(name) is None or is_name)


def _is_one_of(text: str) -> bool:
    """Whether the folded line has more names like its first: 蓝色预警：…；红色预警：… is no text
    below 蓝色预警."""
    return any(_NAMES.fullmatch(other[1]) for other in _OTHER.finditer(text))


def _if_more(rest: str, end: int, body: int) -> tuple[int, int, bool] | None:
    """Sure, where anything stands behind it."""
    while body < len(rest) and rest[body] in _LEAD:
        body += 1
    return (end, body, True) if rest[body:].strip() else None


def _is_sentence(following: str, text: str) -> bool:
    """Whether what follows the gap says something: a name of two words does not."""
    return len(following) >= _LEAST and (
        text.rstrip()[-1] in f"{_STOPS}；;：:" or "，" in following
    )
