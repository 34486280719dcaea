"""Quantities in a piece of a sentence: 不低于 95%, 超过 1.2 万人, 分别达到 95%、90%.

How a number is written, and of how many it is a number, says `content.targets.domain.figures`,
so that a figure is the same one when somebody types it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from content.targets.domain.duties import DUTY_UNITS, LONGEST_PART, PERIODIC
from content.targets.domain.figures import NUMBER, SCALE, number_in
from content.targets.domain.measures import unit_of

from .script import folded
from .target_names import COUNT_UNITS, RATE

_PLAIN_UNIT: Final = (
    r"(?:人次|人数|人|名|次|场次|场|期|学时|元|个|处|支|起|件|套|类|种|家|所|座|公里|平方米|吨|讲|部|课时"
    r"|户)"
)
_UNIT: Final = (
    rf"(?P<unit>%|％|‰|个百分点|百分点|个小时|小时|分钟|天|日内|年|(?:{SCALE})?{_PLAIN_UNIT}|万)"
)
_QUANTITY: Final = re.compile(rf"(?P<value>{NUMBER})\s*{_UNIT}")
_RATE_OF_PEOPLE: Final = re.compile(
    rf"(?<![\d.])(?P<value>{NUMBER})(?P<unit>)(?=\s*(?:及?以[内下])?\s*[。！!]?\s*$)"
)
"""Deaths for each million need no unit: 每百万人口因灾死亡率控制在1以内."""
_OF_PEOPLE: Final = re.compile(r"(?:每\s*[十百千]?|[十百])万人口?[^\d，,]{2,16}率[^\d，,]{1,8}$")
_NOT: Final = r"(?:不(?:得|能|应|宜|可|准|许|要|会|再)?|未)"
_LESS: Final = r"(?:低于|少于|小于)"
_MORE: Final = r"(?:超过?|高于|多于|大于|突破)"
DIRECTIONS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern + r"\s*(?:约|为|到|至|是)?\s*$"))
    for name, pattern in (
        ("ge", rf"(?:{_NOT}{_LESS}|至少(?:要|应)?(?:[\u4e00-\u9fff]{{0,8}})|≥|>=|大于等于|最低)"),
        (
            "le",
            rf"(?:{_NOT}{_MORE}|≤|<=|小于等于|控制在(?:年均)?|(?:压减|压降|缩短|减少|降低|下降|降)[到至]|最多)",
        ),
        ("gt", rf"(?:{_MORE}|逾|>|＞)"),
        ("lt", rf"(?:{_LESS}|不足|不到|<|＜)"),
        ("decrease", r"(?:下降|减少|降低|压降|减幅|降幅)(?:幅度)?"),
        ("increase", r"(?:增加|增长|提升|提高|上升)(?!到|至)"),
        (
            "reach",
            r"(?:达到?|提高到|提升到|提高至|提升至|增加到|增至|保持在|稳定在|完成率|覆盖率?|到|至|=|＝)",
        ),
    )
)
_AFTER_GE: Final = re.compile(r"^\s*(?:及)?以上|^\s*[多余]")
_AFTER_LE: Final = re.compile(r"^\s*(?:及)?以(?:内|下)|^\s*之?内")
_BESIDE: Final = re.compile(r"^\s*(?:及)?(?:以上|以内|以下)")
_NOT_A_TARGET: Final = re.compile(
    r"\s*(?:年|月|日(?!内)|号|条|届|级|楼|路|线|款|项|章|节|个(?:方面|阶段|部门|环节|层面|专业))"
)
_BUILT: Final = re.compile(r"建成|建设|建立|新增|新建|设立|配备|会商")
_TO_BUILD: Final = re.compile(
    r"(?<!已)(?<!共)(?<!计)(?:(?:建成|新建|改建|扩建|新增|增设|设立|培训)[^，,；;。\d]{0,20}$"
    r"|完成[^，,；;。\d]{2,20}(?:改造|加固|整治|治理|搬迁|建设|安装|更新)$)"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d{2})\s*年(?:底|末)?(?:的|时的?)?"
_FROM: Final = re.compile(rf"(?:由|从|自)\s*(?:{_YEAR}|(?:目前|现在)的?)?\s*$")
_THAN: Final = re.compile(r"[比较]\s*(?P<year>(?:19|20)\d{2})\s*年")
_DOWN: Final = r"降低|下降|减少|压降|压减|缩短|降"
_CHANGES: Final = rf"(?:提高|提升|增加|上升|增长|扩大|{_DOWN}|增)[到至]"
_BECOMES: Final = re.compile(rf"^\s*(?:逐步|逐年)?(?P<down>(?={_DOWN}))?{_CHANGES}")
"""由80%提高到95%: what it is now is no goal."""
_UNTIL: Final = re.compile(rf"({_CHANGES})\s*{_YEAR}\s*$")
"""提高到2030年的80%: the year parts the verb from its number."""
_CHANGED: Final = re.compile(rf"^\s*(?:逐步|逐年)?{_CHANGES}\s*(?:{_YEAR})?")
_ZERO: Final = re.compile(r"零(?:控制|死亡|事故|发生|增长)")
_LINK: Final = re.compile(r"\s*(?:、|和|及|以及|与)\s*")
_LONGEST_LINK: Final = 20
_BEHIND: Final = re.compile(r"[\u4e00-\u9fff]{1,12}(?:、|和|及|以及|与)")
"""企业、 of 不少于20家企业、20个行政村: what is counted stands behind each number."""
_AHEAD: Final = re.compile(r"(?:、|和|及|以及|与)[\u4e00-\u9fff]{2,12}")
"""、志愿者 of 培训人员2000名、志愿者500名: what is counted stands ahead of each number."""
_OF_ONE: Final = re.compile(r"^\s*(?:及?以[上下内])?的?")
"""1支20人以上的队伍: what is counted stands behind the number of its people."""
_BARE: Final = re.compile(
    rf"(?<=[{''.join(sorted(set(_PLAIN_UNIT) - set('(?:|)')))}%％‰上内下])[，,]"
    rf"(?=\s*{NUMBER}\s*{_UNIT.replace('?P<unit>', '?:')}(?:及?以[上内下])?\s*(?:[，,。！!？?]|$))"
)
_BOUNDS: Final = ("ge", "gt", "le", "lt")
# Nobody states a goal in longer ones; the patterns look twice at what they are given.
LONGEST_SENTENCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Quantity:
    """head: the text before it, behind the quantity before it (城镇达到50%以上、农村达到30%以上);
    after: the text behind it, as far as a part of a sentence may reach; at: where it begins. Of a
    list (95%、90%) each has the head and the direction of the first; `place` of `listed` are equal
    lists, else 0 of 1. `begun`: what it is now, in the same unit (由80%提高到95%), else "";
    `begun_in`: the year of that, or the one that it is compared with (比2020年下降15%)."""

    comparator: str
    value: str
    unit: str
    head: str
    after: str
    at: int
    place: int = 0
    listed: int = 1
    begun: str = ""
    begun_in: int | None = None


def base_of(unit: str) -> str:
    """次 of 万次."""
    return unit_of(unit).base


def joined(part: str) -> str:
    """A comma before a bare quantity, 达到95%，90%, is the mark of a list. The length stays."""
    return _BARE.sub("、", part)


def quantities(text: str) -> list[Quantity]:
    """Those of a piece of a sentence that has no comma."""
    if zero := _ZERO.search(text):
        return [Quantity("eq", "0", "", text[: zero.start()], text[zero.end() :], zero.start())]
    runs: list[list[Quantity]] = []
    from_here, starting = 0, ""
    begun: tuple[str, str, str] = ("", "", "")
    turns = ""
    for match in _stated(text):
        begin = max(match.start() - LONGEST_PART, 0)
        before = _UNTIL.sub(r"\1", text[begin : match.start()])
        after = text[match.end() : match.end() + LONGEST_PART]
        value = number_in(match["value"])
        unit = match["unit"].replace("％", "%") or "人"
        if value is None or (unit == "年" or _NOT_A_TARGET.match(text, match.end("value"))):
            continue
        if before[-1:] in '第几数上近“"〔（(.．-—~～':
            continue
        if (now := _FROM.search(before)) and (becomes := _BECOMES.match(after)):
            starting = text[from_here : begin + now.start()]
            from_here = match.end()
            begun = f"{value:f}", unit, now["year"] or ""
            turns = "ge" if becomes["down"] is None else "le"
            continue
        first = runs[-1][0] if runs else None
        in_list = (
            first is not None
            and base_of(first.unit) == base_of(unit)
            and match.start() - from_here <= _LONGEST_LINK
            and bool(_LINK.fullmatch(text, from_here, match.start()))
        )
        comparator = _comparator(before, after, unit)
        if first and in_list and comparator in (None, "eq"):
            comparator = first.comparator
        last = runs[-1][-1] if runs else None
        counts = last is not None and {base_of(last.unit), base_of(unit)} <= COUNT_UNITS
        same_head = bool(
            last and counts
            and (_BEHIND.fullmatch(text, from_here, match.start())
                 or (last.head and not in_list and _LINK.fullmatch(text, from_here, match.start())))
        )  # fmt: skip
        if last and counts and comparator in (None, "eq") and last.comparator in _BOUNDS:
            listed = same_head or _AHEAD.fullmatch(text, from_here, match.start())
            comparator = last.comparator if listed else comparator
        if last and counts and not in_list and from_here == match.start():
            same_head = True
            runs[-1][-1] = replace(last, after=_OF_ONE.sub("", after))
        if begun[1] == unit and comparator not in ("gt", "lt"):
            comparator = "le" if _AFTER_LE.match(after) else turns
        if comparator is None:
            continue
        tail = _BESIDE.sub("", after)
        words = text[from_here : match.start()]
        words = _CHANGED.sub("", words) if begun[1] else _UNTIL.sub(r"\1", words)
        head = first.head if first and (in_list or same_head) else starting + words
        starting = ""
        than = _THAN.search(head)
        start, year = (begun[0], begun[2]) if begun[1] == unit else ("", "")
        year = year or (than["year"] if than else "")
        begun = ("", "", "")
        one = Quantity(
            comparator, f"{value:f}", unit, head, tail, match.start(),
            begun=start, begun_in=int(year) if year else None,
        )  # fmt: skip
        if in_list:
            runs[-1].append(one)
        else:
            runs.append([one])
        from_here = match.end() + len(after) - len(tail)
    return [
        replace(one, place=place, listed=len(run)) for run in runs for place, one in enumerate(run)
    ]


def _stated(text: str) -> list[re.Match[str]]:
    found = list(_QUANTITY.finditer(text))
    bare = _RATE_OF_PEOPLE.search(text)
    return [*found, bare] if bare and _OF_PEOPLE.search(text[: bare.start()]) else found


def has_figure(text: str) -> bool:
    """Whether a text holds a number of anything but years, dates and the parts of a document."""
    return any(
        match["unit"] != "年" and not _NOT_A_TARGET.match(text, match.end("value"))
        for match in _QUANTITY.finditer(text)
    )


def figure_in(sentence: str, value: Decimal, unit: str) -> tuple[int, int] | None:
    """Where a sentence states a figure with its unit: [start, end), if it does so just once. The
    row of a table may be of any length; in a long one nobody would see the place."""
    if len(sentence) > LONGEST_SENTENCE:
        return None
    found = [
        match.span()
        for match in _QUANTITY.finditer(folded(sentence))
        if match["unit"].replace("％", "%") == unit.partition("/")[0]
        and number_in(match["value"]) == value
    ]
    return found[0] if len(found) == 1 else None


def _comparator(before: str, after: str, unit: str) -> str | None:
    """Direction of a goal, or None when the number is not one."""
    name = next((name for name, pattern in DIRECTIONS if pattern.search(before)), None)
    if name in ("decrease", "increase"):
        return name
    if name in ("gt", "lt"):
        # 超过90%以上 says both: whoever is over it is so by either reading.
        return name
    if _AFTER_GE.match(after) and (
        name
        or unit in ("%", "‰")
        or "覆盖" in before
        or (base_of(unit) in COUNT_UNITS and _BUILT.search(before))
    ):
        return "ge"
    if _AFTER_LE.match(after):
        return "le" if name or unit in ("起", "小时", "分钟", "%", "个小时") else None
    if name == "reach":
        return "ge" if RATE.search(before) or unit in ("%", "‰") or "达" in before[-3:] else None
    if name is not None:
        return name
    if PERIODIC.search(before) and base_of(unit) in DUTY_UNITS:
        return "ge"
    if _TO_BUILD.search(before) and base_of(unit) in COUNT_UNITS | {"人次"}:
        return "ge"
    if unit in ("%", "‰") and RATE.search(before):
        return "eq"
    return None
