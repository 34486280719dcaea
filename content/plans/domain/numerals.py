"""Ordinals as Chinese documents write them: 三, 十二, 廿一, ㈢, ③, ⑶, ⒊, Ⅲ, ３, iii."""

from __future__ import annotations

from typing import Final

HAN_DIGITS: Final = "零一二三四五六七八九"
_VALUES: Final = {
    **{digit: value for value, digit in enumerate(HAN_DIGITS)},
    "〇": 0, "○": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ROMAN: Final = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
HAN_NUMBER: Final = r"[〇零一二三四五六七八九十百千两兩]"


def parse_han(text: str) -> int | None:
    """Value of a Chinese numeral up to 9999, or None when it is not one."""
    if not text:
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(ch in _VALUES for ch in text):
        return int("".join(str(_VALUES[ch]) for ch in text)) if len(text) <= 4 else None
    total, pending = 0, 0
    for ch in text:
        if ch in _VALUES:
            pending = _VALUES[ch]
        elif ch in _UNITS:
            total += (pending or 1) * _UNITS[ch]
            pending = 0
        else:
            return None
    return total + pending


def parse_ordinal(text: str) -> int | None:
    """Value of any ordinal: Arabic (also full width), Chinese, enclosed or Roman."""
    if not text:
        return None
    if text.isdecimal():
        return int(text) if len(text) <= 6 else None
    if len(text) == 1:
        code = ord(text)
        for first, last in ((0x3220, 0x3229), (0x2460, 0x2473), (0x2474, 0x2487), (0x2488, 0x249B)):
            if first <= code <= last:
                return code - first + 1
        if text in _ROMAN:
            return _ROMAN.index(text) + 1
    return parse_han(text)


def format_han(value: int) -> str:
    """Chinese numeral as used in headings: 10 → 十, 12 → 十二, 105 → 一百零五. Above 9999, which no
    heading has, the digits."""
    if value > 9999:
        return str(value)
    if value < 10:
        return HAN_DIGITS[value]
    if value < 20:
        return "十" + (HAN_DIGITS[value - 10] if value > 10 else "")
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if zero and out else "") + HAN_DIGITS[digit] + name
            zero = False
        else:
            zero = bool(out)
    return out


def format_roman(value: int) -> str:
    """Lower-case Roman numeral (1 to 3999); above that, which none can write, the digits."""
    if value > 3999:
        return str(value)
    out = ""
    for size, mark in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        count, value = divmod(value, size)
        out += mark * count
    return out


def format_letter(value: int) -> str:
    """a, b … z, aa, bb … as Word counts letters; above 30 of one, where Word ends, the digits."""
    if value > 26 * 30:
        return str(value)
    repeat, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * (repeat + 1)
