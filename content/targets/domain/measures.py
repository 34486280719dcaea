"""In what a text counts, and which measures of an indicator can count that.

85% of the trained hung on a number of people is a false target, though both are figures.
Measures are the values of `enums.Measure`; units are written as the text has them.
"""

import re
import unicodedata
from decimal import Decimal
from itertools import chain
from typing import Final

Measures = frozenset[str]

_UNITS: Final = (
    ("% ‰ 个百分点 百分点", {"percent"}),
    ("人 名 人数 万人 万名", {"people"}),
    ("人次 万人次", {"people", "times"}),
    ("次 场 场次 期 起 次/年 万次", {"times"}),
    ("个 件 项", {"places", "times"}),
    ("处 支 套 类 种 家 所 座 户 部 万户", {"places"}),
    # 万 alone may be of anything, and is no figure before somebody says of what.
    # What no indicator counts in.
    ("元 万元 亿元 小时 个小时 分钟 天 学时 课时 公里 平方米 吨 万", set[str]()),
)
_MEASURES: Final[dict[str, Measures]] = {
    unit: frozenset(measures) for units, measures in _UNITS for unit in units.split()
}
_TEN_THOUSANDS: Final = ("万人", "万人次", "万名", "万次", "万户")
_SCALE: Final = {unit: Decimal(10_000) for unit in _TEN_THOUSANDS} | {"‰": Decimal("0.1")}
_LONGEST_FIRST: Final = "|".join(sorted(_MEASURES, key=len, reverse=True))
_FIGURE: Final = re.compile(
    r"(?P<share>百分之)?(?<![\d.])(?P<value>\d{1,12}(?:,\d{3})*(?:\.\d+)?)"
    rf"\s*(?P<unit>{_LONGEST_FIRST})?"
)


def measures_of(unit: str) -> Measures | None:
    """The measures that count in a unit, none of them where no indicator can; None where the
    unit is not known, so that nothing is said of it."""
    return _MEASURES.get(_plain(unit))


def in_measure(value: Decimal, unit: str) -> Decimal:
    """A figure as an indicator counts it: 1.2万人 are 12000 people, 5‰ are 0.5%."""
    return value * _SCALE.get(_plain(unit), Decimal(1))


def measures_beside(text: str, value: Decimal) -> Measures | None:
    """The measures of the units that a text writes after a figure. None where it writes the
    figure nowhere, or once without a unit that is known."""
    found: list[Measures | None] = []
    for said in _FIGURE.finditer(_plain(text)):
        unit = "%" if said["share"] else said["unit"] or ""
        if in_measure(Decimal(said["value"].replace(",", "")), unit) == value:
            found.append(measures_of(unit))
    known = [measures for measures in found if measures is not None]
    return frozenset(chain.from_iterable(known)) if known and known == found else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
