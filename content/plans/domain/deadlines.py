"""By when a task is to be done: as it is written, and the day that this comes to.

A day is only computed where the words leave one: 2026年6月底前 is the last day of June, 年底前
that of the year, 6月前 nothing, for it may mean the end of May or of June, and 2028年前 neither.
A month without a year is of the year that the document covers, and of none where it covers several.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .numerals import parse_han
from .targets import SENTENCE, is_past


class DateRule(StrEnum):
    """How the words became a day."""

    DAY = "day"
    TEN_DAYS = "ten_days"
    MONTH_END = "month_end"
    QUARTER_END = "quarter_end"
    HALF_YEAR_END = "half_year_end"
    YEAR_END = "year_end"
    FIVE_YEARS_END = "five_years_end"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`written` "": nothing is said. `due` None: no day follows from the words. `recurring`: every
    year, every month, or without an end."""

    written: str = ""
    due: date | None = None
    rule: DateRule | None = None
    recurring: bool = False


NONE_SAID: Final = Deadline()
_WHOLE_YEARS: Final = (DateRule.YEAR_END, DateRule.FIVE_YEARS_END)

_YEAR: Final = r"(?:(?P<{0}>(?:19|20)\d{{2}})\s*年\s*)"
_BEFORE: Final = r"(?:\s*(?:之|以)?[前内])"
_ENDS: Final = r"(?:完成|建成|上线|投用|出台|印发)"
_DONE: Final = rf"(?=[，,]?(?:(?!{_ENDS}的)[^，,。；;\n]){{0,24}}?{_ENDS}(?!的))"
_BEGINS: Final = r"(?:正式)?(?:进入|入[汛冬夏]|开[学始幕]|启动|汛期|防火期|[\u4e00-\u9fff]{1,3}节)"
"""10月1日进入防火期前 is over the day before; 10月1日之前 takes its day in."""
_COMPLETED: Final = r"(?=完成|建成|投用|投产|投入使用|试运行|上线|启用)"
_NO_OTHER_YEAR: Final = r"(?<![一二两三四五六七八九十百几多数干半近去前昨上明次翌后\d])"
"""三年内 and 去年底 are not within this year."""
_DAYS: Final = re.compile(
    "|".join(
        (
            rf"{_YEAR.format('y1')}?(?P<m1>\d{{1,2}})\s*月\s*(?P<d1>\d{{1,2}})\s*日(?:(?P<event>{_BEGINS})?[^\d，,。；;、后起]{{0,8}}?前|\s*截止)",
            rf"{_YEAR.format('y2')}?(?P<m2>\d{{1,2}})\s*月\s*(?P<ten>[上中下])旬{_BEFORE}?",
            rf"{_YEAR.format('y3')}?(?P<m3>\d{{1,2}})\s*月\s*(?:底|末|份?内){_BEFORE}?",
            rf"{_YEAR.format('y4')}(?P<m4>\d{{1,2}})\s*月(?=\s*(?:完成|建成|上线|$))",
            rf"{_YEAR.format('y5')}?第?(?P<q>[一二三四1-4])季度\s*(?:(?:底|末|内){_BEFORE}?|前|{_COMPLETED})",
            rf"{_YEAR.format('y6')}?(?P<half>[上下])半年\s*(?:(?:底|末|内){_BEFORE}?|前|{_COMPLETED})",
            rf"(?:到|至|于|在)?{_YEAR.format('y7')}(?:(?:年?底|年?末|年内){_BEFORE}?)",
            r"(?<!年)(?:到|至)\s*(?P<y8>(?:19|20)\d{2})\s*年(?!\s*(?:\d{1,2}\s*月|[之以]?前))",
            rf"(?<![比较自从对据照按\d])(?P<y9>(?:19|20)\d{{2}})\s*年(?!\s*(?:\d{{1,2}}\s*月|[之以]?前)){_DONE}",
            rf"{_NO_OTHER_YEAR}(?P<this>(?:今|本|当)?年(?:底|末){_BEFORE}?|(?:今|本|当)?年内|(?<![健安])全年)",
            rf"[“\"]?(?P<five>[一二三四五六七八九十]{{1,3}})五[”\"]?\s*(?:期?末|期间完成|时期末){_BEFORE}?",
        )
    )
)
_UNCOMPUTED: Final = re.compile(
    r"(?:(?:19|20)\d{2}\s*年\s*)?\d{1,2}\s*月\s*(?:之|以)?前"
    r"|(?<!\d)(?:19|20)\d{2}\s*年\s*(?:之|以)?前"
    r"|(?<![近过去前\d])(?:[一二两三四五六七八九十]{1,2}|\d{1,2})年(?:之|以)?内"
    r"|[明次翌后]年(?:底|末)(?:之|以)?前"
    r"|(?:主?汛期?|开学|入冬|入夏|入汛|防火期|节|冬春季?|台风季)(?:之|以)?前(?!检查|准备|后)"
)
_EACH: Final = re.compile(
    r"每(?:半年|两年|[二三四五2-5]年|年度?|季度?|个?月|周|日|天|学期|次)"
    r"(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底|末)?(?:之|以)?前)?"
    r"|逐年|(?:次年|翌年)\d{1,2}月(?:底|末)?前"
)
_LASTING: Final = re.compile(
    r"长期坚持|长期(?:推进|实施|任务)?|持续(?:推进|实施|开展)?|常态化(?:推进|开展)?|常年"
)
_SINCE: Final = re.compile(r"^\s*(?:以来|起|至今|开始)")
_AS_OF: Final = re.compile(r"(?:截[止至]?[到至]?|已[于在]?)\s*$")
_AS_OF_FIRST: Final = re.compile(r"^截[止至][到至]?\s*")
_OF_THINGS: Final = re.compile(
    rf"^[^，,。；;\n]{{0,12}}?(?:{_ENDS}|修订|发布|制定|实施|竣工|启动|投入使用)的"
)
"""对2023年底前建成的场所: when they were built."""


def deadline_in(text: str, year: int | None) -> Deadline:
    """What a text says of its deadline, of several the last; `year` is the one that the document
    covers, None where it covers several. Lasting work (持续推进) is none here: in running text it
    only strengthens the verb; nor is what a sentence tells of the past."""
    found = [one for _at, one in _found(text, year)]
    dated = [one for _at, one in _dated(text, year)]
    if not dated:
        return Deadline(_words(found), recurring=True) if found else NONE_SAID
    last = max((one for one in dated if one.due), key=_due, default=None)
    written = _words(dated)
    return Deadline(written, last.due, last.rule) if last else Deadline(written)


def days_in(text: str, year: int | None) -> list[tuple[int, date]]:
    """Where each deadline begins that comes to a day, and its day."""
    return [(at, one.due) for at, one in _dated(text, year) if one.due is not None]


def deadline_of(value: str, year: int | None) -> Deadline:
    """The deadline that a label (完成时限：) or a column of a table gives, whatever its words."""
    value = value.strip(" 　。；;，,")
    if not value:
        return NONE_SAID
    words = _AS_OF_FIRST.sub("", value)
    read = deadline_in(words, year)
    if read.due is None:
        # Here an earlier year is what the deadline was.
        read = deadline_in(words, None)
    if read.due is None and not read.recurring:
        alone = re.fullmatch(r"((?:19|20)\d{2})\s*年?", value)
        if alone:
            return Deadline(value, date(int(alone[1]), 12, 31), DateRule.YEAR_END)
        month = re.fullmatch(r"((?:19|20)\d{2})\s*[年.\-/]\s*(\d{1,2})\s*月?", value)
        if month and 1 <= int(month[2]) <= 12:
            return Deadline(value, _month_end(int(month[1]), int(month[2])), DateRule.MONTH_END)
        if _LASTING.search(value):
            return Deadline(value, recurring=True)
    return Deadline(value, read.due, read.rule, read.recurring)


def _due(one: Deadline) -> date:
    return one.due or date.min


def _words(found: list[Deadline]) -> str:
    return "、".join(dict.fromkeys(one.written for one in found))


def _dated(text: str, year: int | None) -> list[tuple[int, Deadline]]:
    dated = [(at, one) for at, one in _found(text, year) if not one.recurring]
    if year is None:
        return dated
    # In a plan of one year 到2030年 is what the work is good for, not until when it is done.
    within = [(at, one) for at, one in dated if one.due is None or one.due.year <= year]
    return within or dated


def _found(text: str, year: int | None) -> list[tuple[int, Deadline]]:
    """All that is said, in the order of the text, with where it begins; what stands inside
    another is none."""
    found: dict[tuple[int, int], Deadline] = {}
    text = SENTENCE.sub(_masked, text)
    for match in _EACH.finditer(text):
        found[match.span()] = Deadline(match[0].strip(), recurring=True)
    for match in _DAYS.finditer(text):
        day = _day(match, year)
        if _is_free(match, found) and not _tells_of_the_past(match, day, year):
            found[match.span()] = Deadline(match[0].strip(), *(day or (None, None)))
    for match in _UNCOMPUTED.finditer(text):
        if _is_free(match, found):
            found[match.span()] = Deadline(match[0].strip())
    return [(span[0], found[span]) for span in sorted(found)]


def _masked(sentence: re.Match[str]) -> str:
    return "。" * len(sentence[0]) if is_past(sentence[0]) else sentence[0]


def _tells_of_the_past(
    match: re.Match[str], day: tuple[date, DateRule] | None, year: int | None
) -> bool:
    text, start, end = match.string, match.start(), match.end()
    if _SINCE.match(text[end : end + 8]) or _AS_OF.search(text[max(0, start - 8) : start]):
        return True
    if year is not None and day is not None and day[1] in _WHOLE_YEARS and day[0].year < year:
        return True
    has_year = any(match[f"y{number}"] for number in range(1, 10))
    return has_year and _OF_THINGS.match(text[end : end + 24]) is not None


def _is_free(match: re.Match[str], taken: Collection[tuple[int, int]]) -> bool:
    return not any(match.start() < end and start < match.end() for start, end in taken)


def _day(match: re.Match[str], year: int | None) -> tuple[date, DateRule] | None:
    """The day of one of the forms above, or None where there is no such day or no year."""
    said = match.groupdict()
    years = [int(said[f"y{number}"]) for number in range(1, 10) if said[f"y{number}"]]
    if said["five"]:
        number = parse_han(said["five"])
        # The sixth five-year plan began in 1981, and then every five years.
        if number is None or not 6 <= number <= 30:
            return None
        return date(1985 + (number - 6) * 5, 12, 31), DateRule.FIVE_YEARS_END
    of = years[0] if years else year
    if of is None:
        return None
    if said["q"]:
        quarter = "一二三四".find(said["q"]) + 1 or int(said["q"])
        return _month_end(of, quarter * 3), DateRule.QUARTER_END
    if said["half"]:
        return _month_end(of, 6 if said["half"] == "上" else 12), DateRule.HALF_YEAR_END
    months = [int(said[name]) for name in ("m1", "m2", "m3", "m4") if said[name]]
    if not months:
        return date(of, 12, 31), DateRule.YEAR_END
    month = months[0]
    if not 1 <= month <= 12:
        return None
    if said["d1"]:
        day = int(said["d1"])
        if not 1 <= day <= _days(of, month):
            return None
        begins = date(of, month, day)
        return begins - timedelta(days=1) if said["event"] else begins, DateRule.DAY
    if said["ten"] in ("上", "中"):
        return date(of, month, 10 if said["ten"] == "上" else 20), DateRule.TEN_DAYS
    return _month_end(of, month), DateRule.MONTH_END


def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _month_end(year: int, month: int) -> date:
    return date(year, month, _days(year, month))
