"""Working days, as the State Council's yearly notice moves them.

The notice names days off that may fall on working days and Saturdays or Sundays that are worked
instead. No rule foretells them all: a year whose notice nobody has entered counts weekends and
the days that 全国年节及纪念日放假办法 gives off by their date, not those by the moon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
LONGEST_HOLIDAY: Final = 15
"""Days of one holiday; a longer stretch is a slip of the keyboard."""


_BY_DATE: Final = {(1, 1): 1, (5, 1): 1, (10, 1): 1, (10, 2): 1, (10, 3): 1, (5, 2): 2025}
"""Month and day → the first year in which it is off; 2 May came with the change of 2024."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """`off` are days without work besides weekends, `worked` Saturdays and Sundays with work,
    `years` those whose notice was entered."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.worked:
            return True
        by_date = _BY_DATE.get((day.month, day.day))
        return (
            day.weekday() < _SATURDAY
            and day not in self.off
            and (by_date is None or day.year < by_date)
        )

    def ending(self, last: date) -> date:
        """`last`, or the working day after it where it is none (民法典 Art. 203)."""
        return last if self.is_working(last) else self.after(last, 1)

    def after(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which is itself not counted (民法典 Art. 201:
        the day on which a period begins does not belong to it)."""
        day = start
        while count > 0:
            day += _DAY
            count -= self.is_working(day)
        return day

    def unknown_between(self, start: date, end: date) -> tuple[int, ...]:
        """Years from `start` to `end` whose notice nobody has entered."""
        return tuple(year for year in range(start.year, end.year + 1) if year not in self.years)


class UnreadableDay(ValueError):
    """`line` names no day of the year; `why` is one of "shape", "date", "order", "long"."""

    def __init__(self, line: str, why: str) -> None:
        super().__init__(line, why)
        self.line, self.why = line, why


_LINE: Final = re.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"(?:\s*(?:至|到|—+|-|－|–|~|～)\s*(?:(?P<to_month>\d{1,2})月)?(?P<to_day>\d{1,2})日)?"
    r"\s*(?P<name>.{0,20})",
)


def read_days(text: str, year: int) -> dict[date, str]:
    """Days named line by line, 2月15日至2月23日 春节, with what each is called.

    Raises UnreadableDay.
    """
    found: dict[date, str] = {}
    for line in filter(None, (one.strip() for one in text.splitlines())):
        match = _LINE.fullmatch(line)
        if match is None:
            raise UnreadableDay(line, "shape")
        first = _date(year, match["month"], match["day"], line)
        last = first
        if match["to_day"]:
            last = _date(year, match["to_month"] or match["month"], match["to_day"], line)
        if last < first:
            raise UnreadableDay(line, "order")
        if (last - first).days >= LONGEST_HOLIDAY:
            raise UnreadableDay(line, "long")
        for day in _days(first, last):
            found[day] = match["name"].strip()
    return found


def written(days: dict[date, str]) -> str:
    """The lines from which `read_days` reads these days of one year again."""
    lines: list[str] = []
    stretch: list[date] = []
    for day in sorted(days):
        if stretch and (day - stretch[-1] != _DAY or days[day] != days[stretch[0]]):
            lines.append(_line(stretch, days[stretch[0]]))
            stretch = []
        stretch.append(day)
    if stretch:
        lines.append(_line(stretch, days[stretch[0]]))
    return "\n".join(lines)


def _line(stretch: list[date], name: str) -> str:
    first, last = stretch[0], stretch[-1]
    words = f"{first.month}月{first.day}日"
    if last != first:
        words += f"至{last.month}月{last.day}日"
    return f"{words} {name}".strip()


def _date(year: int, month: str, day: str, line: str) -> date:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise UnreadableDay(line, "date") from None


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
