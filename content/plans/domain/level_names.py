"""How texts write the four levels of a response, alone, in lists and in ranges."""

from __future__ import annotations

import re
from typing import Final

NAMES: Final = ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
COLOURS: Final = ("红色", "橙色", "黄色", "蓝色")
_COLOUR_MARKS: Final = "红橙黄蓝"
_NUMERALS: Final = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "I": 1, "II": 2, "III": 3, "IV": 4} | {
    "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_NUMBER: Final = r"(?:Ⅰ|Ⅱ|Ⅲ|Ⅳ|IV|I{1,3}|[一二三四]|(?<![\d.])[1-4])"
NOTE: Final = r"(?:（[^（）]{1,10}）)?"
_TO: Final = r"(?:至|到|[-－—–~～]{1,2})"
_AND: Final = rf"(?:、|，|和|及|与|以及|或者?|{_TO})"
_RESPONSE: Final = r"(?:应急)?响应"
_COLOUR: Final = rf"[{_COLOUR_MARKS}]色(?={NOTE}{_RESPONSE})"
"""A colour alone is a level of warning."""
LEVELS: Final = (
    rf"(?:(?:{_NUMBER}级?(?:{_RESPONSE})?{NOTE}{_AND}){{0,4}}{_NUMBER}级"
    rf"|(?:[{_COLOUR_MARKS}]色?(?:{_RESPONSE})?{NOTE}{_AND}){{0,4}}{_COLOUR})"
)
"""One level, or several: Ⅰ级, Ⅰ、Ⅱ级, 一级和二级, Ⅱ级至Ⅳ级, 红色、橙色 before 响应."""
REACH: Final = rf"(?:{NOTE}及?以[上下](?:（(?:不含|含)[^（）]{{0,6}}）)?)?"
GRADE: Final = "(?:特别重大|重大|较大|一般)"
"""What an event of that level is called."""
_RESPONSE_OF: Final = r"(?:应急)?(?:响应)?"
GRADES: Final = rf"{GRADE}[^（，。：]{{0,12}}（{LEVELS}{_RESPONSE_OF}）{_RESPONSE_OF}"
CELL: Final = re.compile(rf"^(?:{GRADES}|{LEVELS}{REACH}{NOTE}(?:(?:应急)?响应)?{NOTE})$")
"""A cell that holds levels and nothing else."""
_GROUP: Final = re.compile(rf"(?P<levels>{LEVELS})(?P<reach>{REACH})")
_STEP: Final = re.compile(
    rf"(?P<number>{_NUMBER}|[{_COLOUR_MARKS}](?=色|{_AND}))(?P<written>[级色])?(?:{_RESPONSE})?{NOTE}"
    rf"(?P<to>{_TO})?"
)
_NAMED: Final = re.compile(
    rf"(?P<but>(?:除了?|非|未达到?|达不到|不足|不够|低于|高于|超过|不启动|尚未启动)(?:启动|县级|防汛|抗旱)?)?"
    rf"(?<![高低上下升降各每同第])(?P<group>{LEVELS}{REACH}){NOTE}(?:(?P<what>{_RESPONSE}|由)"
    r"|(?P<other>预警|火险|事件|事故|灾害|地震|大?风|风险|标准|医院|公路|水库|危险))?"
)
_ROMAN: Final = re.compile(r"[ⅠⅡⅢⅣIV]")


def number_of(name: str) -> int:
    """1 is the gravest."""
    return (COLOURS if name in COLOURS else NAMES).index(name) + 1


def names_of(written: str) -> list[str]:
    """The levels of a heading, cell or item, the gravest first: Ⅰ、Ⅱ级 are two, Ⅱ级至Ⅳ级 three."""
    found: dict[str, None] = {}
    for group in _GROUP.finditer(written):
        names = COLOURS if group["levels"].endswith("色") else NAMES
        found.update(
            (names[level - 1], None) for level in _numbers(group["levels"], group["reach"])
        )
    return sorted(found, key=number_of)


def levels_in(sentence: str) -> list[int]:
    """The levels of a response that a folded sentence names, the gravest first; none of those
    that it leaves out (除Ⅰ级响应外), nor the level of something else (一级预警, 提高一级)."""
    found: set[int] = set()
    for named in _NAMED.finditer(sentence):
        is_clear = named["what"] or _ROMAN.match(named["group"])
        if is_clear and not named["but"] and not named["other"]:
            found.update(
                number_of(name) for name in names_of(named["group"] + (named["what"] or ""))
            )
    return sorted(found)


def _numbers(levels: str, reach: str) -> set[int]:
    steps = list(_STEP.finditer(levels))
    numbers = [
        _NUMERALS.get(step["number"]) or _COLOUR_MARKS.index(step["number"]) + 1 for step in steps
    ]
    found: set[int] = set()
    for at, (step, number) in enumerate(zip(steps, numbers, strict=True)):
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if step["to"] and following:
            found.update(range(min(number, following), max(number, following) + 1))
        elif step["written"] or following is None or following == number + 1 or not _is_han(step):
            # 二、一级 is the first level, numbered 二、.
            found.add(number)
    last = numbers[-1]
    if "以上" in reach:
        found.update(range(1, last + 1))
    if "以下" in reach:
        found.update(range(last, len(NAMES) + 1))
    return found - {last} if "不含" in reach else found


def _is_han(step: re.Match[str]) -> bool:
    return step["number"] in "一二三四"
