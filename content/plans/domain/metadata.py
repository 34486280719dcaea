"""What a document says of itself: family, kind, period, script, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from .closing import signature_in
from .front import title_inside_notice
from .header import Field, FieldKey, parse_date
from .numerals import parse_han
from .parse import Metadata
from .script import folded

# Pairs whose traditional and simplified forms differ; enough to tell a page's script.
_HANS: Final = frozenset(
    "应对机构体系预规划计与为这国发动时间实现业务统组织种类级别县区处总练训强设备转传务员会灾险护医疗术专门项广东开关问题"
)
_HANT: Final = frozenset(
    "應對機構體系預規劃計與為這國發動時間實現業務統組織種類級別縣區處總練訓強設備轉傳務員會災險護醫療術專門項廣東開關問題"
)
_BOTH: Final = _HANS & _HANT

_FIVE_YEAR: Final = re.compile(r"[“\"「]?([一二三四五六七八九十]{1,3})五[”\"」]?(?:时期)?")
_YEARS: Final = re.compile(r"((?:19|20)\d{2})\s*年?\s*[-—–～~至到]+\s*((?:19|20)\d{2})\s*年?")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s*年(?:度)?")

_RESPONSE: Final = re.compile(r"预案|应急手册|操作手册|行动方案|处置方案")
_PLANNING: Final = re.compile(r"规划|计划|要点|纲要|工作安排|工作方案|任务书")


def script_of(text: str) -> str:
    """`hant` when traditional forms outnumber simplified ones, else `hans`."""
    sample = text[:20_000]
    hans = sum(sample.count(ch) for ch in _HANS - _BOTH)
    hant = sum(sample.count(ch) for ch in _HANT - _BOTH)
    return "hant" if hant > hans else "hans"


def family_and_kind(title: str) -> tuple[str, str]:
    """Family and kind from the title; an editor can say otherwise."""
    name = folded(title_inside_notice(title))
    # 应急预案管理办法 and 应急体系规划 end in what they are; what ends the title decides.
    response = [m.end() for m in _RESPONSE.finditer(name)]
    planning = [m.end() for m in _PLANNING.finditer(name)]
    if response and (not planning or response[-1] > planning[-1]):
        return "response", _response_kind(name)
    if re.search(r"规划|纲要", name):
        return "planning", "five_year" if _FIVE_YEAR.search(name) or _YEARS.search(
            name
        ) else "programme"
    if re.search(r"要点", name):
        return "planning", "key_points"
    if re.search(r"计划|工作安排", name):
        return "planning", "work_plan"
    if re.search(r"方案", name):
        return "planning", "scheme"
    return "planning", "other"


def _response_kind(name: str) -> str:
    for pattern, kind in (
        (r"总体", "general"),
        (r"联合", "joint"),
        (
            r"(?:街道|[镇乡村]|社区).{0,16}预案|学校|小学|中学|幼儿园",
            "grassroots",
        ),
        (r"公司|企业|工厂|医院|单位", "unit"),
        (r"(?:局|部门|委员会).{0,10}预案", "departmental"),
    ):
        if re.search(pattern, name):
            return kind
    return "special"


def period_of(title: str, value: str, opening: str) -> tuple[int | None, int | None]:
    """First and last year a planning document covers, from its title or its first lines."""
    for text in (value, title):
        if match := _YEARS.search(text):
            return int(match[1]), int(match[2])
    for text in (title, *(() if _YEAR.search(title) else (opening[:600],))):
        match = _FIVE_YEAR.search(text)
        number = parse_han(match[1]) if match else None
        # The first five-year plan began in 1953, the sixth in 1981 and then every five years.
        if number is not None and 6 <= number <= 30:
            start = 1981 + (number - 6) * 5
            return start, start + 4
    if match := _YEAR.search(title):
        return int(match[1]), int(match[1])
    return None, None


def metadata_of(
    title: str, notice_title: str, fields: Sequence[Field], text: str, closing: str
) -> Metadata:
    """Metadata of the whole document. The header's title counts only when the text has none."""
    values: dict[FieldKey, str] = {}
    for found in fields:
        if found.value:
            values.setdefault(found.key, found.value)

    def day(key: FieldKey) -> date | None:
        return parse_date(values.get(key, ""))

    title = title or values.get(FieldKey.TITLE, "") or title_inside_notice(notice_title)
    family, kind = family_and_kind(title)
    issuer, signed_on = signature_in(closing)
    start, end = (None, None)
    if family == "planning":
        start, end = period_of(title, values.get(FieldKey.PERIOD, ""), text)
    return Metadata(
        title=title,
        notice_title=notice_title,
        index_number=values.get(FieldKey.INDEX_NUMBER, ""),
        catalogue=values.get(FieldKey.CATALOGUE, ""),
        subject_words=values.get(FieldKey.SUBJECT_WORDS, ""),
        issuer=values.get(FieldKey.ISSUER, "") or issuer,
        document_number=values.get(FieldKey.DOCUMENT_NUMBER, ""),
        signed_on=day(FieldKey.SIGNED_ON) or signed_on,
        published_on=day(FieldKey.PUBLISHED_ON),
        effective_on=day(FieldKey.EFFECTIVE_ON),
        period_start=start,
        period_end=end,
        script=script_of(text),
        family=family,
        kind=kind,
    )
