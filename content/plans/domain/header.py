"""The disclosure header of government sites and the front matter of Markdown, as metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .lines import Line, part
from .numerals import parse_han
from .script import folded


class FieldKey(StrEnum):
    INDEX_NUMBER = "index_number"
    CATALOGUE = "catalogue"
    SUBJECT_WORDS = "subject_words"
    ISSUER = "issuer"
    DOCUMENT_NUMBER = "document_number"
    SIGNED_ON = "signed_on"
    PUBLISHED_ON = "published_on"
    EFFECTIVE_ON = "effective_on"
    TITLE = "title"
    STATUS = "status"
    PERIOD = "period"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """`raw` is all its text, `label` and `value` what was understood of it."""

    key: FieldKey
    label: str
    value: str
    raw: str
    start: int
    end: int


_LABELS: Final[dict[str, FieldKey]] = {
    "索引号": FieldKey.INDEX_NUMBER,
    "索引编号": FieldKey.INDEX_NUMBER,
    "公开目录": FieldKey.CATALOGUE,
    "信息分类": FieldKey.CATALOGUE,
    "主题分类": FieldKey.CATALOGUE,
    "组配分类": FieldKey.CATALOGUE,
    "所属目录": FieldKey.CATALOGUE,
    "分类": FieldKey.CATALOGUE,
    "体裁分类": FieldKey.CATALOGUE,
    "主题词": FieldKey.SUBJECT_WORDS,
    "关键词": FieldKey.SUBJECT_WORDS,
    "发布机构": FieldKey.ISSUER,
    "制发机关": FieldKey.ISSUER,
    "发文机关": FieldKey.ISSUER,
    "发文单位": FieldKey.ISSUER,
    "发布单位": FieldKey.ISSUER,
    "印发机关": FieldKey.ISSUER,
    "制定机关": FieldKey.ISSUER,
    "公开机构": FieldKey.ISSUER,
    "编制单位": FieldKey.ISSUER,
    "文号": FieldKey.DOCUMENT_NUMBER,
    "发文字号": FieldKey.DOCUMENT_NUMBER,
    "文件编号": FieldKey.DOCUMENT_NUMBER,
    "发文文号": FieldKey.DOCUMENT_NUMBER,
    "成文日期": FieldKey.SIGNED_ON,
    "印发日期": FieldKey.SIGNED_ON,
    "发文日期": FieldKey.SIGNED_ON,
    "签发日期": FieldKey.SIGNED_ON,
    "生成日期": FieldKey.SIGNED_ON,
    "成文时间": FieldKey.SIGNED_ON,
    "发布日期": FieldKey.PUBLISHED_ON,
    "公开日期": FieldKey.PUBLISHED_ON,
    "发布时间": FieldKey.PUBLISHED_ON,
    "生效日期": FieldKey.EFFECTIVE_ON,
    "实施日期": FieldKey.EFFECTIVE_ON,
    "施行日期": FieldKey.EFFECTIVE_ON,
    "信息名称": FieldKey.TITLE,
    "名称": FieldKey.TITLE,
    "文件名称": FieldKey.TITLE,
    "标题": FieldKey.TITLE,
    "有效性": FieldKey.STATUS,
    "效力状态": FieldKey.STATUS,
    "文件状态": FieldKey.STATUS,
    "规划期": FieldKey.PERIOD,
    "规划期限": FieldKey.PERIOD,
    "备注": FieldKey.NOTE,
    "说明": FieldKey.NOTE,
    "来源": FieldKey.OTHER,
    "公开方式": FieldKey.OTHER,
    "公开范围": FieldKey.OTHER,
    "公开类型": FieldKey.OTHER,
    "公开形式": FieldKey.OTHER,
    "公开属性": FieldKey.OTHER,
    "公开时限": FieldKey.OTHER,
    "废止日期": FieldKey.OTHER,
    "密级": FieldKey.OTHER,
    "title": FieldKey.TITLE,
    "issuer": FieldKey.ISSUER,
    "document_number": FieldKey.DOCUMENT_NUMBER,
    "index_number": FieldKey.INDEX_NUMBER,
    "signed_on": FieldKey.SIGNED_ON,
    "published_on": FieldKey.PUBLISHED_ON,
    "effective_on": FieldKey.EFFECTIVE_ON,
}
_WEAK: Final = {
    "时间": FieldKey.PUBLISHED_ON, "日期": FieldKey.PUBLISHED_ON, "更新时间": FieldKey.OTHER,
    "作者": FieldKey.OTHER, "信息来源": FieldKey.OTHER, "文章来源": FieldKey.OTHER,
    "编辑": FieldKey.OTHER, "责任编辑": FieldKey.OTHER,
}  # fmt: skip
"""Labels of the line that sites write below a title, and that head any table as well."""

_LABEL: Final = re.compile(
    r"[【\[]?(?<![\u4e00-\u9fff])("
    + "|".join(
        r"[ \t\u3000]*".join(label)
        for label in sorted(
            (k for k in (*_LABELS, *_WEAK) if not k.isascii()), key=len, reverse=True
        )
    )
    + r")[】\]]?[ \t\u3000]*[:：]"
)
_SPACE: Final = re.compile(r"\s")
_STRONG: Final = frozenset({FieldKey.INDEX_NUMBER, FieldKey.DOCUMENT_NUMBER, FieldKey.CATALOGUE})
_REACH: Final = 40
_DOCUMENT_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{2,15}[〔\[［【(（]\s*(?:19|20)\d{2}\s*[〕\]］】)）]\s*(?:第\s*)?\d{1,4}\s*号"
)
_DATE: Final = re.compile(r"(\d{4})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?")
_HAN_DATE: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_MOMENT: Final = re.compile(rf"{_DATE.pattern}(?:\s*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?")
_SOURCES: Final = ("来源", "信息来源", "文章来源")
_SOURCE: Final = re.compile(r"[^。；;，,]{2,30}")
_ADOPTED: Final = re.compile(
    r"[（(].{0,40}\d{4}年\d{1,2}月\d{1,2}日.{0,60}(?:通过|批准|印发|发布|公布|修订|修正|施行|审议).{0,20}[)）]"
)


def label_key(text: str) -> FieldKey | None:
    """What the label of a disclosure header stands for: 索引号, 【文  号】, 发布机构："""
    return _LABELS.get(_SPACE.sub("", folded(text)).strip("【】[]:："))


def parse_date(text: str) -> date | None:
    """First date in `text`: 2017年4月20日, 2017-04-20, 二〇一七年四月二十日."""
    if match := _DATE.search(text):
        values = [int(value) for value in match.groups()]
    elif match := _HAN_DATE.search(text):
        values = [parse_han(value.replace("○", "〇")) or 0 for value in match.groups()]
    else:
        return None
    try:
        return date(*values)
    except ValueError:
        return None


def is_date(text: str) -> bool:
    """True when the whole line is a date."""
    return bool(_DATE.fullmatch(text) or _HAN_DATE.fullmatch(text))


def front_matter(lines: Sequence[Line]) -> tuple[list[Field], set[int]]:
    """Fields of lines the format marked as metadata, and the indexes of those lines."""
    fields, used = [], set()
    for index, line in enumerate(lines):
        if line.key is None:
            continue
        used.add(index)
        label, _, value = line.text.replace("：", ":", 1).partition(":")
        key = _LABELS.get(line.key.lower().replace(" ", "_")) or _LABELS.get(
            re.sub(r"\s", "", folded(line.key)), FieldKey.OTHER
        )
        value = value.strip().strip("\"'“”")
        fields.append(Field(key, label.strip(), value, line.text, line.start, line.end))
    return fields, used


def disclosure(text: str, lines: Sequence[Line]) -> tuple[list[Field], set[int]]:
    """Labelled fields at the top of the document, and the indexes of the lines they fill."""
    found: list[tuple[int, list[Field]]] = []
    for index, line in enumerate(lines[:_REACH]):
        marks = list(_LABEL.finditer(line.plain))
        if not marks or line.key is not None or marks[0].start() > 0:
            continue
        fields = []
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            stop = following.start() if following else len(line.text)
            piece = part(text, line.start + mark.start(), line.start + stop)
            if piece is None:
                continue
            name = re.sub(r"\s", "", mark[1])
            key = _LABELS.get(name) or _WEAK[name]
            label = re.sub(r"\s", "", line.text[slice(*mark.span(1))])
            value = line.text[mark.end() : stop].strip()
            fields.append(Field(key, label, value, piece.text, piece.start, piece.end))
        if any(_SPACE.sub("", m[1]) in _LABELS for m in marks) or _is_day(fields):
            found.append((index, fields))
    every = [field for _, fields in found for field in fields]
    if len(every) < 2 and not any(f.key in _STRONG or _stands_alone(f) for f in every):
        return [], set()
    # A line that is none by a correction still vouches for the others.
    found = [(index, fields) for index, fields in found if lines[index].role is None]
    return [field for _, fields in found for field in fields], {index for index, _ in found}


def _is_day(fields: Sequence[Field]) -> bool:
    """日期：2026-03-01 alone; 时间 alone may be that of anything."""
    return [_stands_alone(field) for field in fields] == [True] and fields[0].label != "时间"


def _stands_alone(field: Field) -> bool:
    """发布时间：2026-03-01 10:20 and 来源：县应急局 are no text, also where they stand alone."""
    if field.key is FieldKey.PUBLISHED_ON:
        return _MOMENT.fullmatch(folded(field.value)) is not None
    return folded(field.label) in _SOURCES and _SOURCE.fullmatch(folded(field.value)) is not None


def field_said(line: Line, key: str) -> Field:
    """The header field that a line is by a correction, with its label where it has one."""
    label, colon, value = line.text.replace("：", ":", 1).partition(":")
    if not colon:
        label, value = "", line.text
    return Field(FieldKey(key), label.strip(), value.strip(), line.text, line.start, line.end)


def standing_alone(line: Line) -> Field | None:
    """A document number, a date or a note of adoption on a line of its own."""
    if line.role is not None:
        return None
    if _DOCUMENT_NUMBER.fullmatch(line.plain):
        key = FieldKey.DOCUMENT_NUMBER
    elif is_date(line.text):
        key = FieldKey.SIGNED_ON
    elif _ADOPTED.fullmatch(line.plain):
        key = FieldKey.NOTE
    else:
        return None
    return Field(key, "", line.text, line.text, line.start, line.end)
