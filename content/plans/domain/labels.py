"""What the labels of a disclosure header stand for, and how its dates are written."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

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


LABELS: Final[dict[str, FieldKey]] = {
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
    "信息类别": FieldKey.CATALOGUE,
    "信息索取号": FieldKey.INDEX_NUMBER,
    "信息索引号": FieldKey.INDEX_NUMBER,
    "有效性": FieldKey.STATUS,
    "是否有效": FieldKey.STATUS,
    "时效性": FieldKey.STATUS,
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
    "浏览量": FieldKey.OTHER,
    "浏览次数": FieldKey.OTHER,
    "点击量": FieldKey.OTHER,
    "点击次数": FieldKey.OTHER,
    "title": FieldKey.TITLE,
    "issuer": FieldKey.ISSUER,
    "document_number": FieldKey.DOCUMENT_NUMBER,
    "index_number": FieldKey.INDEX_NUMBER,
    "signed_on": FieldKey.SIGNED_ON,
    "published_on": FieldKey.PUBLISHED_ON,
    "effective_on": FieldKey.EFFECTIVE_ON,
}
_SPACE: Final = re.compile(r"\s")
DATE: Final = re.compile(r"(\d{4})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?")
HAN_DATE: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


def label_key(text: str) -> FieldKey | None:
    """What the label of a disclosure header stands for: 索引号, 【文  号】, 发布机构："""
    return LABELS.get(_SPACE.sub("", folded(text)).strip("【】[]:："))


def parse_date(text: str) -> date | None:
    """First date in `text`: 2017年4月20日, 2017-04-20, 二〇一七年四月二十日."""
    if match := DATE.search(text):
        values = [int(value) for value in match.groups()]
    elif match := HAN_DATE.search(text):
        values = [parse_han(value.replace("○", "〇")) or 0 for value in match.groups()]
    else:
        return None
    try:
        return date(*values)
    except ValueError:
        return None


def is_date(text: str) -> bool:
    """True when the whole line is a date."""
    return bool(DATE.fullmatch(text) or HAN_DATE.fullmatch(text))
