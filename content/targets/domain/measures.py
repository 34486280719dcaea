"""In what a text counts, and which measures of an indicator can count that.

85% of the trained hung on a number of people is a false target, though both are figures.
Measures are the values of `enums.Measure`; units are written as the text has them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from .duties import duty_without_number
from .figures import COMMA, NUMBER, RATIO, SCALE, number_in, ratio_in, scale_of, split_scale

Measures = frozenset[str]
_COUNTS: Final[Measures] = frozenset({"people", "times", "places"})

_UNITS: Final = (
    ("% ‰ 个百分点 百分点", {"percent"}),
    ("人 名 人数", {"people"}),
    ("人次", {"people", "times"}),
    ("次 场 场次 期 起 次/年", {"times"}),
    ("个 件 项", {"places", "times"}),
    ("处 支 套 类 种 家 所 座 户 部", {"places"}),
    # What no indicator counts in.
    ("元 小时 个小时 分钟 天 学时 课时 公里 平方米 吨", set[str]()),
)
_MEASURES: Final[dict[str, Measures]] = {
    unit: frozenset(measures) for units, measures in _UNITS for unit in units.split()
}
_LONGEST_FIRST: Final = "|".join(sorted(_MEASURES, key=len, reverse=True))
_UNIT: Final = re.compile(rf"(?P<scale>{SCALE})?(?P<base>{_LONGEST_FIRST})?(?P<per>/.+)?")
_FIGURE: Final = re.compile(
    rf"(?P<share>百分之)?(?P<value>{NUMBER})"
    rf"\s*(?P<unit>(?:{SCALE})?(?:{_LONGEST_FIRST})|{SCALE})?"
)
_OF_TIMES: Final = ("次数", "场次", "场数")
_CLAUSE_END: Final = re.compile(r"[。；;！!？?\n]")


@dataclass(frozen=True, slots=True)
class Unit:
    """base: the unit without 万 or 千 before it; scale: what those multiply by; is_ratio: so
    many for each ten thousand, which no indicator counts."""

    base: str
    scale: Decimal
    is_ratio: bool = False


def unit_of(text: str) -> Unit:
    """A unit taken apart: 万人 are 10000 人; a unit that is not known is its own base."""
    plain = _plain(text)
    match = _UNIT.fullmatch(plain)
    if plain in _MEASURES or match is None:
        return Unit(plain, Decimal("0.1") if plain == "‰" else Decimal(1))
    if match["per"] and not ratio_in(match["per"]):
        return Unit(plain, Decimal(1))
    return Unit(match["base"] or "", Decimal(scale_of(match["scale"] or "")), bool(match["per"]))


def measures_of(unit: str) -> Measures | None:
    """The measures that count in a unit, none of them where no indicator can; None where the
    unit is not known, so that nothing is said of it."""
    said = unit_of(unit)
    # 万 alone may be of anything, and is no figure before somebody says of what.
    if said.is_ratio or (not said.base and said.scale != 1):
        return frozenset()
    return _MEASURES.get(said.base)


def in_measure(value: Decimal, unit: str) -> Decimal:
    """A figure as an indicator counts it: 1.2万人 are 12000 people, 5‰ are 0.5%."""
    said = unit_of(unit)
    return value * said.scale if said.base else value


@dataclass(frozen=True, slots=True)
class _Figure:
    """`value` as it is written, `unit` with it; `words` are both."""

    words: str
    value: Decimal
    unit: str


def _figures(text: str) -> Iterator[_Figure]:
    for sentence in _CLAUSE_END.split(_plain(text)):
        for piece, per in ratios(COMMA.split(sentence)):
            for said in _FIGURE.finditer(piece):
                number, scale = split_scale(said["value"])
                value = number_in(number)
                unit = "%" if said["share"] else scale + (said["unit"] or "")
                if value is not None:
                    yield _Figure(
                        said[0], value, f"{unit}/{per}" if per and _counts(unit) else unit
                    )


def ratios(pieces: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each piece of a sentence with what its figures are ratios of. 每万人中, holds for all that
    comes after it; 每万人达到30名 and 按每万人10名的标准, which state a count, for itself."""
    held = ""
    for piece in pieces:
        own = ratio_in(piece)
        yield piece, own or held
        if own:
            held = "" if _states_a_count(piece) else own


def _states_a_count(piece: str) -> bool:
    """Beside the number that it is a ratio of, which stands behind 每 or /."""
    rest = RATIO.sub("", piece)
    return any(said["unit"] and _counts(said["unit"]) for said in _FIGURE.finditer(rest))


def _counts(unit: str) -> bool:
    return bool((_MEASURES.get(unit_of(unit).base) or Measures()) & _COUNTS)


def measures_beside(text: str, value: Decimal) -> Measures | None:
    """The measures of the units that a text writes after a figure. None where it writes the
    figure nowhere, or once without a unit that is known."""
    found = [
        measures_of(said.unit)
        for said in _figures(text)
        if in_measure(said.value, said.unit) == value
    ]
    known = [measures for measures in found if measures is not None]
    return frozenset(chain.from_iterable(known)) if known and known == found else None


@dataclass(frozen=True, slots=True)
class Written:
    """words: a figure as a text has it, 12万人; counted: what it is as an indicator counts it."""

    words: str
    counted: Decimal


def written_otherwise(text: str, value: Decimal, measure: str, name: str) -> Written | None:
    """A figure that a text has only with a unit of thousands or thousandths: 12 in 达到12万人 are
    120000. None where the text has it so that it means itself, or nowhere; a figure in another
    unit than an indicator of this measure and name counts is none of its figures."""
    said = [
        (one, in_measure(one.value, one.unit))
        for one in _figures(text)
        if _is_counted(one.unit, measure, name)
    ]
    alike = [(one, counted) for one, counted in said if one.value == value]
    if not alike or any(counted == value for _, counted in said):
        return None
    if means_once(text, value, measure, name):
        return None
    one, counted = alike[0]
    return Written(one.words, counted)


def means_once(text: str, value: Decimal, measure: str, name: str) -> bool:
    """Whether a 1 may be the number that 每年组织应急演练 leaves out, whatever else the text
    counts: not where the same duty has a figure in the unit that the indicator is named by,
    培训1万人次 of 培训人次."""
    return (
        value == 1
        and measure == "times"
        and any(
            duty_without_number(part)
            and not any(
                _is_counted(one.unit, measure, name) and unit_of(one.unit).base in name
                for one in _figures(part)
            )
            for part in _CLAUSE_END.split(_plain(text))
        )
    )


def _is_counted(unit: str, measure: str, name: str) -> bool:
    """Whether an indicator counts in a unit. One that is named a number of times counts no 人次
    and no 件 unless its name says so: 演练次数 is neither; 培训 or 志愿服务 may be."""
    fitting = measures_of(unit) or Measures()
    several = measure == "times" and len(fitting) > 1 and name.endswith(_OF_TIMES)
    return measure in fitting and (not several or unit_of(unit).base in name)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
