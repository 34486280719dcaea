"""Which numbering a line begins with. Recognition only; whether it *is* one, `nesting` decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .chapters import chapters_of
from .lines import Line
from .measured_numbers import measured_points
from .numerals import HAN_NUMBER, parse_ordinal
from .weak_numbers import as_one_list, runs_of

_D: Final = r"[0-9０-９]"
_H: Final = HAN_NUMBER
_DOT: Final = r"[.．]"

# A sentence that goes on from another line may begin with a chapter it cites.
_NOT_CITED: Final = r"(?!规定|所[称列指述定]|[的中内]|[和与及至、，]第|第)"

# 1.5 of 1.5米 is a measure.
_MEASURE: Final = (
    r"\s?(?:[%％‰℃米吨元克秒倍万亿]|(?:[公千]|毫|厘|平方|立方)[里米斤克]|小时|分钟|天(?![气然])"
    r"|个(?![人体案别])|级(?:以上|及以上|地震|大风|风)|度以上|[km]?m(?![a-z]))"
)

# 一、二级响应 are two levels; 二、三级响应 may be the second of a list that begins at the fourth.
_LEVELS: Final = (
    r"(?:(?:(?<=一、)二|(?<=三、)四)级|(?<=一、)二、三、?四?级|(?<=二、)三、四级)(?:应急)?响应"
)

# 1.6月底前, 2.2026年: the item of a list and the date, or the term, that it begins with.
_DATED: Final = (
    rf"(?:(?:19|20){_D}{{2}}年|1?{_D}月(?:底|初|末|前|份|[上中下]旬|{_D}{{1,2}}日)"
    rf"|(?:12|24|36|48|72)小时|[1-6]{_D}分钟)"
)

# Of a response or a warning, alone in its line: Ⅰ级响应, （Ⅰ级）, 一级（红色）预警, 红色预警.
_ROMAN: Final = r"[Ⅰ-Ⅳ]|I{1,3}|IV"
_OF_WHAT: Final = r"(?:应急)?(?:响应|预警)"
_LEVEL: Final = (
    rf"(?:[（(](?P<alone>{_ROMAN}|[一二三四])级[)）]|(?P<roman>{_ROMAN})级"
    rf"|(?P<of>{_ROMAN}|[一二三四1-4])级(?:[（(](?:[红橙黄蓝]色?|特别重大|重大|较大|一般)[)）])?{_OF_WHAT}"
    rf"|(?P<colour>[红橙黄蓝])色(?:[（(](?:{_ROMAN}|[一二三四])级[)）])?{_OF_WHAT})"
)

# What stands behind 第一步 and 情形一, where they number a line: a mark, a gap or its end.
_NAMED: Final = r"\s*(?:[:：、.．]|[ \u3000\t]+|$)"

# Order matters: the first pattern that fits a line names its style.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        (
            "annex",
            rf"(附(?:件|录|表|图)\s*(?P<d>{_D}{{1,2}}(?:{_DOT}{_D}{{1,2}})+)(?!{_D}|{_DOT}{_D}|{_MEASURE})"
            rf"|附(?:件|录|表|图|则件)\s*(?P<n>{_D}{{1,2}}|{_H}{{1,3}}|[A-Z])?"
            r"(?!\.[a-z]{3,4}\b)(?=\s*[:：.．、]|\s|$))"
            r"\s*[:：.．、]?",
        ),
        ("part", rf"第(?P<n>{_H}{{1,4}}|{_D}{{1,3}})(?:编|篇|部分){_NOT_CITED}"),
        ("chapter", rf"第\s*(?P<n>{_H}{{1,4}}|{_D}{{1,3}})\s*章{_NOT_CITED}"),
        ("section", rf"第\s*(?P<n>{_H}{{1,4}}|{_D}{{1,3}})\s*节{_NOT_CITED}"),
        ("article", rf"第\s*(?P<n>{_H}{{1,6}}|{_D}{{1,5}})\s*条(?!例|款|件){_NOT_CITED}"),
        ("han", rf"(?P<n>{_H}{{1,4}})\s*[、．.](?!{_D}|{_LEVELS})"),
        ("han_paren", rf"[（(]\s*(?P<n>{_H}{{1,4}})\s*[)）]"),
        ("han_circled", r"(?P<n>[㈠-㈩])"),
        ("han_half", rf"(?P<n>{_H}{{1,3}})[)）]"),
        (
            "multi",
            rf"(?!{_D}{{1,2}}{_DOT}{_DATED})"
            rf"(?P<n>{_D}{{1,2}}(?:{_DOT}{_D}{{1,2}}){{1,5}})(?!{_D}|{_DOT}{_D}|{_MEASURE})[.．、]?",
        ),
        ("dec_dot", rf"(?P<n>{_D}{{1,3}}){_DOT}(?:(?!{_D})|(?={_DATED}))"),
        ("dec_dot", r"(?P<n>[⒈-⒛])"),
        ("dec_comma", rf"(?P<n>{_D}{{1,3}})、(?:(?!{_D})|(?=(?:19|20){_D}{{2}}年))"),
        ("paren_dec", rf"[（(]\s*(?P<n>{_D}{{1,3}})\s*[)）]"),
        ("paren_dec", r"(?P<n>[⑴-⒇])"),
        ("half_paren", rf"(?P<n>{_D}{{1,3}})[)）]"),
        ("circled", r"(?P<n>[①-⑳])"),
        ("roman", r"(?P<n>[Ⅰ-Ⅻ])[、.．](?!(?!(?P=n))[Ⅰ-Ⅻ](?:、[Ⅰ-Ⅻ]){0,3}级)"),
        ("shi", r"(?P<n>[一二三四五六七八九十]{1,2})(?:是|要(?=[^求素点闻约件道职害]))[:：,，]?"),
        ("letter", r"(?P<n>[A-Z])[.．、](?=\s*[\u4e00-\u9fff《“])"),
        ("letter_half", r"[（(]?(?P<n>[a-z])[)）](?=\s*[\u4e00-\u9fff《“\d])"),
        ("level", rf"(?P<n>)(?={_LEVEL}$)"),
        ("step", rf"第\s*(?P<n>{_H}{{1,3}}|{_D}{{1,2}})\s*步{_NAMED}"),
        ("case", rf"(?:情形|情况|场景)\s*(?P<n>{_H}{{1,3}}|{_D}{{1,2}}){_NAMED}"),
        (
            "question",
            rf"(?:[Qq]|问题?)\s*(?:(?P<n>{_D}{{1,3}}|{_H}{{1,3}})\s*"
            r"(?:[:：.．、]|[ \u3000]+)|[:：])(?=\s*[^\s\d])",
        ),
        ("han_bare", rf"(?P<n>{_H}{{1,3}})[ \u3000]+(?!是)(?=[\u4e00-\u9fff《“])"),
        ("bare", rf"(?P<n>{_D}{{1,2}})(?:[ \u3000\t]+|(?=[\u4e00-\u9fff]))(?=\D)"),
    )
)

_WEAK: Final = frozenset(
    {"bare", "han_bare", "letter", "letter_half", "level", "step", "case", "question"}
)
_LEVELS_OF: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "红": 1, "橙": 2, "黄": 3, "蓝": 4}

# A number of these styles opens a list even when it is not the first.
STRONG: Final = frozenset({"annex", "part", "chapter", "section", "article", "han"})
RANK: Final = {
    style: rank
    for rank, style in enumerate(
        (
            "annex",
            "part",
            "chapter",
            "section",
            "han_bare",
            "han",
            "multi1",
            "multi2",
            "multi3",
            "multi4",
            "multi5",
            "multi6",
            "article",
            "han_paren",
            "han_circled",
            "han_half",
            "roman",
            "level",
            "question",
            "case",
            "step",
            "dec_dot",
            "dec_comma",
            "paren_dec",
            "half_paren",
            "circled",
            "letter",
            "letter_half",
            "shi",
        )
    )
}


@dataclass(frozen=True, slots=True)
class Number:
    """`text[:length]` of a line is its number; `path` holds all parts of 1.2.3."""

    style: str
    ordinal: int
    length: int
    path: tuple[int, ...] = ()


def number_of(text: str) -> Number | None:
    """Number at the beginning of a line (of its plain text), or None."""
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        raw = match["n"]
        if style == "annex" and match["d"]:
            path = tuple(int(piece) for piece in re.split(r"[.．]", match["d"]))
            return Number("annex", path[-1], match.end(), path)
        if style == "multi":
            path = tuple(int(piece) for piece in re.split(r"[.．]", raw))
            return Number(f"multi{len(path)}", path[-1], match.end(), path)
        if style == "level":
            of = match["alone"] or match["roman"] or match["of"] or match["colour"]
            return Number(style, _LEVELS_OF.get(of) or parse_ordinal(of) or 0, 0)
        if style == "question" and not raw:
            return Number(style, 0, match.end())
        if style in ("letter", "letter_half"):
            return Number(style, ord(raw.lower()) - ord("a") + 1, match.end())
        if style == "annex":
            ordinal = (
                parse_ordinal(raw) or (ord(raw) - 64 if raw and raw.isascii() else 0) if raw else 0
            )
        else:
            ordinal = parse_ordinal(raw) or 0
            if ordinal == 0:
                continue
        if style == "shi" and re.search(r"[二三]是", text[match.end() :]):
            return None
        return Number(style, ordinal, match.end(), (ordinal,))
    return None


def numbers_of(lines: list[Line]) -> list[Number | None]:
    """Numbers of all lines, with `1 总则` and `1. 总则` told from plain lists by the 1.1 below."""
    found = [number_of(line.plain) for line in lines]
    chapters = chapters_of(lines, found)
    runs = runs_of(lines, found)
    for index, number in enumerate(found):
        if number is None:
            continue
        if index in chapters:
            found[index] = Number("multi1", number.ordinal, number.length, (number.ordinal,))
        elif index in runs or number.style in _WEAK:
            found[index] = runs.get(index)
    for index, (ordinal, length) in measured_points(lines, found).items():
        found[index] = Number("dec_dot", ordinal, length, (ordinal,))
    as_one_list(found)
    return found
