"""Chinese and Roman numerals before a unit: 两小时 → 2小时, 六点八级 → 6.8级, iii级 → 3级,
百分之九十五 → 95%.

Folding numerals bites (近400万元 → 4000元, 五台工业园区 → 5台工业园区), hence: only before a
closed list of units, no digit before, a digit before 万, nothing after 第, protected terms.
"""

import re
from typing import Final

from search.analysis.edits import Edit

# fmt: off
UNITS: Final = (
    "年", "月", "日", "天", "周", "周年", "周岁", "岁", "个月", "个工作日", "工作日", "个小时",
    "小时", "学时", "课时", "分钟", "秒钟", "秒", "次", "级", "倍", "人", "名", "户", "台", "辆",
    "公里", "千米", "米", "厘米", "毫米", "平方公里", "平方千米", "平方米", "立方米", "公顷", "亩",
    "吨", "公斤", "千克", "克", "万元", "亿元", "元", "个百分点", "摄氏度",
)
PROTECTED: Final = (
    "五台山", "五台县", "五台工业", "三元区", "最后一公里", "一次性", "二人转", "三人行", "一日游",
    "一年四季", "一人一档", "十年树木",
)
# fmt: on


_DIGITS: Final = {d: str(i) for i, d in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2"}
_D: Final = "[一二三四五六七八九]"
_D2: Final = "[一二三四五六七八九两]"
_UNIT: Final = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
_NUMBER: Final = "[〇零一二三四五六七八九两十百千万亿]+(?!(?<=千)[米克])"
_DECIMALS: Final = "[〇零一二三四五六七八九]+"
_BEFORE: Final = "(?<![0-9〇零一二三四五六七八九两十百千万亿点第数几上下])"

_SECTION: Final = re.compile(
    f"(?:(?P<k>{_D2})千)?(?:零?(?P<h>{_D2})百)?(?:零?(?P<t>{_D})?(?P<ten>十))?(?P<z>零)?(?P<o>{_D2})?"
)
_QUANTITY: Final = re.compile(
    f"{_BEFORE}(?P<n>{_NUMBER})(?:点(?P<d>{_DECIMALS}))?(?=[万亿]?{_UNIT})"
    f"|{_BEFORE}(?P<from>{_NUMBER})(?P<to_>[至到~—-])(?P<to>{_NUMBER})(?={_UNIT})"
)
_SHARE: Final = re.compile(
    f"(?<![0-9])(?P<base>百|千)分之(?P<n>{_NUMBER})(?:点(?P<d>{_DECIMALS}))?"
)
_YEAR: Final = re.compile(
    "(?<![0-9〇零一二三四五六七八九十])[一二][〇零一二三四五六七八九]{3}(?=年)"
)
_ROMAN_VALUE: Final = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_ROMAN: Final = re.compile(f"(?<![a-z0-9])({'|'.join(_ROMAN_VALUE)})(?=级)")
_PROTECTED: Final = re.compile("|".join(PROTECTED))
_ANY: Final = re.compile("[〇零一二三四五六七八九两十百千]|级")


def arabic(text: str) -> list[Edit]:
    if _ANY.search(text) is None:
        return []
    spared = [match.span() for match in _PROTECTED.finditer(text)]
    edits = [*_years(text), *_shares(text), *_quantities(text), *_romans(text)]
    edits.sort(key=lambda edit: edit.start)
    kept: list[Edit] = []
    passed = 0
    for edit in edits:
        if kept and edit.start < kept[-1].end:
            continue
        while passed < len(spared) and spared[passed][1] <= edit.start:
            passed += 1
        if passed < len(spared) and spared[passed][0] < edit.end:
            continue
        kept.append(edit)
    return kept


def value_of(numeral: str) -> str | None:
    """Arabic form of a Chinese numeral, or None where it is not one clear number.

    三百万 → 300万 and 两亿 → 2亿 keep their measure; 三百五 (350 or 305?), 三四, bare 百 are None.
    """
    head, found, rest = numeral.partition("亿")
    hundred_millions: int | None = None
    if found:
        hundred_millions = _section(head)
        if hundred_millions is None:
            return None
        numeral = rest
        if not numeral:
            return f"{hundred_millions}亿"
    head, found, rest = numeral.partition("万")
    ten_thousands: int | None = None
    if found:
        ten_thousands = _section(head.lstrip("零") if hundred_millions is not None else head)
        if ten_thousands is None:
            return None
        if not rest:
            if hundred_millions is None:
                return f"{ten_thousands}万"
            return str(hundred_millions * 10**8 + ten_thousands * 10**4)
        numeral = rest
    ones = _section(numeral.lstrip("零") if found or hundred_millions is not None else numeral)
    if ones is None:
        return None
    return str((hundred_millions or 0) * 10**8 + (ten_thousands or 0) * 10**4 + ones)


def _section(numeral: str) -> int | None:
    """Value of a numeral below ten thousand."""
    match = _SECTION.fullmatch(numeral)
    if match is None or not numeral or numeral.startswith("零") or numeral.endswith("零"):
        return None
    higher = match["k"] or match["h"]
    if match["o"] and higher and not match["ten"] and not match["z"]:
        return None  # 三百五
    if match["z"] and (match["ten"] or not higher):
        return None
    if match["o"] == "两" and (higher or match["ten"]):
        return None
    value = 0
    for name, factor in (("k", 1000), ("h", 100), ("o", 1)):
        if match[name]:
            value += int(_DIGITS[match[name]]) * factor
    if match["ten"]:
        value += int(_DIGITS[match["t"] or "一"]) * 10
    return value


def _number(whole: str, decimals: str | None) -> str | None:
    if decimals is None:
        return value_of(whole)
    value = "0" if whole == "零" else value_of(whole)
    if value is None or not value.isascii():
        return None
    return value + "." + "".join(_DIGITS[digit] for digit in decimals)


def _quantities(text: str) -> list[Edit]:
    edits = []
    for match in _QUANTITY.finditer(text):
        if match["n"] is not None:
            number = _number(match["n"], match["d"])
            if number is not None:
                edits.append(Edit(match.start(), match.end(), number))
            continue
        low, high = value_of(match["from"]), value_of(match["to"])
        if low is not None and high is not None:
            edits.append(Edit(*match.span("from"), low))
            edits.append(Edit(*match.span("to"), high))
    return edits


def _shares(text: str) -> list[Edit]:
    edits = []
    for match in _SHARE.finditer(text):
        sign = "%" if match["base"] == "百" else "‰"
        number = "100" if match["n"] == "百" == match["base"] else _number(match["n"], match["d"])
        if number is not None and number.isascii():
            edits.append(Edit(match.start(), match.end(), number + sign))
    return edits


def _years(text: str) -> list[Edit]:
    return [
        Edit(match.start(), match.end(), "".join(_DIGITS[digit] for digit in match.group()))
        for match in _YEAR.finditer(text)
    ]


def _romans(text: str) -> list[Edit]:
    return [
        Edit(match.start(), match.end(), _ROMAN_VALUE[match.group()])
        for match in _ROMAN.finditer(text)
    ]
