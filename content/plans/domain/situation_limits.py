"""How soon something has to be done in a situation: the one time that its sentence sets.

Somebody may act on it, so a length of time is a limit only where nothing else can be meant. In
不得立即返回, 24小时内不得进入, 48小时内持续看守 and 未来6小时内降雨量 stands none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from . import actor_words, situation_words

_LENGTH: Final = (
    r"(?:\d+(?:\.\d+)?|(?<!第)[一二两三四五六七八九十百半数几]+)个?半?"
    r"(?:秒钟?|分钟|小时|工作日|日|天|周|星期|月)"
)
_AT_ONCE: Final = "立即|马上|当场|即刻"
_TIME: Final = re.compile(
    rf"(?P<once>{_AT_ONCE})|(?P<within>{_LENGTH}(?:之|以)?内)"
    rf"|(?P<latest>(?:最迟|至迟)不(?:得|能|应)?(?:晚于|超过){_LENGTH})|{_LENGTH}"
)
"""Other lengths of time are no limits: beside one of them no limit stands alone."""
_BREAK: Final = re.compile(r"[，,：:；;。]")
_FORBIDS: Final = (
    "不得|不要|不可(?!抗)|不能|不应|不宜|不准|不许|不必|不用|不允许|勿|莫|忌"
    "|严禁|禁止|避免|防止|杜绝|无需|无须|毋须"
)
_FORBIDDEN: Final = re.compile(
    rf"{_FORBIDS}|(?:不|未|没有|无法|难以|是否|能否|可|以便|便于|随时|准备|如|若|假如|需要?)[^的]*$"
)
"""What stands before it in its piece: no order, or the order not to. 不服从的人 is somebody."""
_MARKED: Final = re.compile(rf"{situation_words.MARKED.pattern}|(?:以[上下]|前|之一)$")
_FROM: Final = re.compile(r"(?:.*(?:应当|必须|在|于)|^)(?P<event>[^，。；：、]{1,16}(?:后|起))$")
"""What it counts from where that is something else than the situation."""
_SET: Final = re.compile(r"^$|(?:在|于|应当|应|须|必须|要|起|确保|力争|保证|分别|均|都|最迟|至迟)$")
_LASTS: Final = re.compile(
    r"^(?:的|之|可能|将(?=可能|有|出现|发生|达|持续|降)|有(?!关)|无|未|仍|新增|累计|最大|平均|连续|降|雨|水[位量情势]|气温|病|死|伤|发生|出现|达到?|超过)"
    r"|^[^，。；：]{0,12}?(?:不|勿|莫|忌|禁|未|持续|继续|保持|维持|看守|看护|值守|留守|观察|留观|监视|监测|监护"
    r"|巡查|巡护|警戒|随访|定时|定期|每|停止|停留|停课|停工|停业|暂停|封闭|关闭|避免|防止|加强)"
)
"""What makes a window of a length of time: in it something happens, or goes on."""
_NO_ORDER: Final = re.compile(rf"^[^，。；：]{{0,16}}?(?:{_FORBIDS}|不|未|持续|继续|保持)")


def tells_time(plain: str) -> bool:
    """Whether the folded words tell any time that may be a limit."""
    return any(one["once"] or one["within"] or one["latest"] for one in _TIME.finditer(plain))


def limit_in(plain: str, begins: int, ends: int, own_end: int) -> tuple[int, int] | None:
    """[start, end) of the only limit that folded text sets for the situation at [begins, ends),
    in the part that reaches to `own_end`; None where it sets none or several, or leaves a doubt."""
    told = list(_TIME.finditer(plain, ends, own_end))
    told += [
        one
        for one in _TIME.finditer(plain, begins, ends)
        if one["within"] and one.end() == ends and plain[one.start() - 1] == "后"
    ]
    if len(told) != 1:
        return None
    (one,) = told
    breaks = [ends, *(mark.end() for mark in _BREAK.finditer(plain, ends, one.start()))]
    before = plain[breaks[-1] : one.start()].strip()
    after = plain[one.end() : own_end]
    pieces = [plain[low:high].strip("，,：: ") for low, high in pairwise(breaks)]
    here = before + one[0] + _BREAK.split(after)[0].strip()
    is_of_another = any(_MARKED.search(piece) for piece in [*pieces, here if before else ""])
    if is_of_another or _FORBIDDEN.search(before) or (one["once"] and "后" in before):
        return None
    return _set(one, before, after)


def _set(one: re.Match[str], before: str, after: str) -> tuple[int, int] | None:
    if one["once"]:
        return one.span()
    if not (one["within"] or one["latest"]):
        return None
    goes_on = after[1:] if _BREAK.match(after) else after
    if one["within"] and (_LASTS.search(after) or _NO_ORDER.match(goes_on)):
        return None
    if event := _FROM.search(before):
        return one.start() - len(event["event"]), one.end()
    is_set = one["latest"] or _SET.search(before) or actor_words.SUFFIX.search(before)
    return one.span() if is_set else None
