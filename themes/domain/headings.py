"""Where a Chinese heading may break: between words, never inside one."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import rjieba

NEVER_BEFORE: Final = frozenset("了的着过里上下们、，。；：？！）)》」』】〕”’％%…·")
NEVER_AFTER: Final = frozenset("不没先再就也都很最（(《「『【〔“‘·")
NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万亿两")
NO_BREAK_SPACE: Final = "\u00a0"
WORD_JOINER: Final = "\u2060"
MEASURES: Final = (
    "个小时|个月|分钟|小时|学时|公里|千米|厘米|毫米|公斤|千克|万元|亿元|平方米|立方米|"
    "次|下(?![午面降列])|题|分|件|人|份|道|处|页|项|步|天|级|米|元|岁|个|条|名|户|所|期|周|章|节|课|门|"
    "场|篇|版|行|位|台|辆|支|套|本|张|层|楼|倍|秒|度|吨|亩|里"
)
_NUMERAL_MEASURE: Final = re.compile(
    rf"(?<![0-9A-Za-z.\-])([0-9][0-9,.]*)([ \u00a0\u2060]*)({MEASURES})(?![月日])"
)
_NUMERAL_SPACE_HAN: Final = re.compile(r"([0-9%]) (?=[\u4e00-\u9fff])")
_TAG_OR_ENTITY: Final = re.compile(r"(<[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);)")


def _may_break(left: str, right: str) -> bool:
    return not (
        WORD_JOINER in (left[-1], right[0])
        or left[-1] in NEVER_AFTER
        or right[0] in NEVER_BEFORE
        or left[-1].isspace()
        or right[0].isspace()
        or (left[-1] in NUMERALS and right[0] in NUMERALS)
        or (left[-1].isascii() and right[0].isascii())
    )


@lru_cache(maxsize=4096)
def segments(text: str) -> tuple[str, ...]:
    """`text` cut where a line may end. Joined again they are `text`, character for character."""
    pieces: list[str] = []
    for word in rjieba.cut(text):
        if pieces and not _may_break(pieces[-1], word):
            pieces[-1] += word
        else:
            pieces.append(word)
    return tuple(pieces) if "".join(pieces) == text else (text,)


def mark_words(text: str, *, is_html: bool = False) -> str:
    """HTML of a heading with `<wbr>` at word borders.

    Plain text is escaped. With `is_html`, tags and character references stay whole and
    only the text between them is segmented.
    """
    if not is_html:
        return "<wbr>".join(html.escape(piece) for piece in segments(text))
    parts: Iterable[str] = _TAG_OR_ENTITY.split(text)
    return "".join(
        part if index % 2 else "<wbr>".join(segments(part)) if part else ""
        for index, part in enumerate(parts)
    )


def _bound(found: re.Match[str]) -> str:
    numeral, between, measure = found.groups()
    has_space = between.strip(WORD_JOINER) != ""
    return f"{numeral}{NO_BREAK_SPACE if has_space else WORD_JOINER}{measure}"


def keep_together(text: str) -> str:
    """Bind a numeral to its measure word: `2 次` by a no-break space, `2次` by a joiner of no
    width, so that no space stands where the writer put none.

    Dates (6月8日) stay as they are; their parts are no measure words here.
    """
    text = _NUMERAL_MEASURE.sub(_bound, text)
    return _NUMERAL_SPACE_HAN.sub(rf"\1{NO_BREAK_SPACE}", text)
