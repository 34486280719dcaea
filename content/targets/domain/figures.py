"""Numbers as a Chinese text writes them beside what they count: 1.5万次, 2千名, 一万五千人, 90％.

One grammar for who reads a plan and for who checks what was typed: a figure that one of them
reads as 12 and the other as 120000 is a false target.
"""

import re
from decimal import Decimal
from typing import Final

HAN: Final = "〇零一二两三四五六七八九十百千万亿"
ARABIC: Final = r"(?:(?<![\d.万千百亿])(?:\d{1,3}(?:[,，]\d{3})+|\d{1,12})(?!\d)(?:\.\d+)?)"
NUMBER: Final = (
    rf"(?:{ARABIC}"
    rf"|(?<![{HAN}\d])[{HAN}]{{1,20}}?(?=\s*[^{HAN}]))"
)
SCALE: Final = r"(?:[十百千]?[万亿]|[十百千])"

COMMA: Final = re.compile(r"(?<!\d)[，,]|[，,](?!\d{3}(?!\d))")
"""Between pieces of a sentence; the one of 1,200 is none."""

_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_SECTION: Final = (
    r"(?:(?P<千>[一二两三四五六七八九])千)?零?(?:(?P<百>[一二两三四五六七八九])百)?零?"
    r"(?:(?P<十>[一二三四五六七八九]?)十)?零?(?P<一>[一二两三四五六七八九])?"
)
_SECTIONS: Final = re.compile(_SECTION)
_ENDS_SHORT: Final = re.compile(r"[百千万亿][一二两三四五六七八九]$")


def number_in(text: str) -> Decimal | None:
    """What a match of `NUMBER` says; None for 两三 and the short 一百二, which name no number."""
    if text[0].isdigit():
        return Decimal(text.replace(",", "").replace("，", ""))
    if _ENDS_SHORT.search(text):
        return None
    total, rest = 0, text
    for mark in "亿万":
        head, found, rest_of = rest.partition(mark)
        if found:
            part = _section(head)
            if part is None:
                return None
            total, rest = total + part * _SCALES[mark], rest_of
    part = _section(rest) if rest or not total else 0
    return None if part is None else Decimal(total + part)


def split_scale(number: str) -> tuple[str, str]:
    """十二万 as it is typed by mistake, 12 and 万; what has no such end stays whole."""
    return (number[:-1], number[-1]) if number[1:] and number[-1] in "千万亿" else (number, "")


def _section(text: str) -> int | None:
    """A numeral below 10000 in its full form."""
    match = _SECTIONS.fullmatch(text.strip())
    if not text or match is None:
        return None
    values = (("千", 1000), ("百", 100), ("十", 10), ("一", 1))
    return sum(
        (_DIGITS[match[name]] if match[name] else 1) * size
        for name, size in values
        if match[name] is not None
    )


def scale_of(text: str) -> int:
    """What 万, 千 or 百万 before a unit multiplies by; 1 for nothing."""
    size = 1
    for mark in text:
        size *= _SCALES[mark]
    return size


_COUNTED: Final = r"(?:名|人|位|户|家|个(?!月|小时|季|星期|工作)|所|支|座|辆|栋|村|平方公里)"
RATIO: Final = re.compile(
    rf"每\s*(?P<per>(?:\d+(?:\.\d+)?\s*(?:{SCALE})?|[{HAN}]+)\s*[多余]?{_COUNTED})"
    rf"|(?<![\d.{HAN}几数余多])(?P<per_short>[十百]?[千万]人)(?:口)?(?=拥有|保有|配备|配置|占有|持证)"
    r"|(?<![\d.每十百千])(?P<per_rate>[十百]万人)口?(?=[^\d，,。；;]{0,12}死亡率)"
    rf"|/\s*每?(?P<per_after>(?:\d+\s*(?:{SCALE})?|{SCALE}){_COUNTED})"
)
_EACH_ONE: Final = re.compile(rf"[1一]{_COUNTED}")


def ratio_in(text: str) -> str:
    """Of how many a figure in this text is a figure: 万人 of 每万人达到30名, or nothing. A number
    for each one (每一个村) is none: whom it is for is its range."""
    for match in RATIO.finditer(text):
        per = re.sub(r"[\s多余]", "", next(part for part in match.groups() if part))
        if not _EACH_ONE.fullmatch(per):
            return per
    return ""
