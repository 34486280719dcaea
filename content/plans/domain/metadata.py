"""What a document says of itself: family, kind, period, script, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from .front import title_inside_notice
from .header import Field
from .labels import FieldKey, parse_date
from .parse import Metadata
from .signing import named_in_head, named_in_title, signature_in, signature_of_notice
from .titled import family_and_kind, period_of, unspaced

_DAYS: Final = frozenset({FieldKey.SIGNED_ON, FieldKey.PUBLISHED_ON, FieldKey.EFFECTIVE_ON})
_NOTHING: Final = re.compile(r"[-—–/\\·*\s]+|(?:暂时?)?无|没有|空|[Nn]/?[Aa]|[Nn]ull")
"""文号：无 is no number."""

# Pairs whose traditional and simplified forms differ; enough to tell a page's script.
_HANS: Final = frozenset(
    "应对机构体系预规划计与为这国发动时间实现业务统组织种类级别县区处总练训强设备转传务员会灾险护医疗术专门项广东开关问题"
)
_HANT: Final = frozenset(
    "應對機構體系預規劃計與為這國發動時間實現業務統組織種類級別縣區處總練訓強設備轉傳務員會災險護醫療術專門項廣東開關問題"
)
_BOTH: Final = _HANS & _HANT


def script_of(text: str) -> str:
    """`hant` when traditional forms outnumber simplified ones, else `hans`."""
    sample = text[:20_000]
    hans = sum(sample.count(ch) for ch in _HANS - _BOTH)
    hant = sum(sample.count(ch) for ch in _HANT - _BOTH)
    return "hant" if hant > hans else "hans"


def metadata_of(
    title: str,
    notice_title: str,
    fields: Sequence[Field],
    text: str,
    above: str,
    notice: str,
    closing: str,
) -> Metadata:
    """Metadata of the whole document. The header's title counts only when the text has none.

    It is issued by whom its header names; else by who signs the notice that issues it, or signs
    below it, or stands on its cover, in the title of the notice, in the red head `above` the title.
    """
    values: dict[FieldKey, str] = {}
    for found in fields:
        if _is_value(found):
            values.setdefault(found.key, found.value)

    def day(key: FieldKey) -> date | None:
        return parse_date(values.get(key, ""))

    head = notice_title or title
    title = unspaced(title or values.get(FieldKey.TITLE, "") or title_inside_notice(notice_title))
    family, kind = family_and_kind(title)
    signed_by, signed_on = signature_in(closing)
    said = [f for f in fields if f.key == FieldKey.ISSUER]
    labelled = next((f.value for f in said if f.label and _is_value(f)), "")
    cover = "、".join(f.value for f in said if not f.label)
    start, end = (None, None)
    if family == "planning":
        start, end = period_of(title, values.get(FieldKey.PERIOD, ""), text)
    return Metadata(
        title=title,
        notice_title=notice_title,
        index_number=values.get(FieldKey.INDEX_NUMBER, ""),
        catalogue=values.get(FieldKey.CATALOGUE, ""),
        subject_words=values.get(FieldKey.SUBJECT_WORDS, ""),
        issuer=labelled
        or signature_of_notice(notice)
        or signed_by
        or cover
        or named_in_title(head)
        or named_in_head(above),
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


def _is_value(found: Field) -> bool:
    """Whether a field says something; a cover may give no more than the month."""
    if found.key in _DAYS and parse_date(found.value) is None:
        return False
    return bool(found.value) and _NOTHING.fullmatch(found.value) is None
