# ruff: noqa: E501 - documents as data
"""Whatever comes in: no character is lost."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.plans.domain.errors import EmptyDocument, PlanImportError
from content.plans.domain.numerals import format_han, parse_han, parse_ordinal
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from portal.foundation.files.domain import FileRefused

SETTINGS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

CHARACTERS = st.one_of(
    st.sampled_from(
        list(
            '一二三四十、。，；：（）()1234567890.．|#*\t\n\r 　\xa0第章节条附件目录是每年次%《》“”"'
        )
    ),
    st.characters(codec="utf-8", exclude_characters="\x00"),
)


@SETTINGS
@given(st.text(CHARACTERS, max_size=400))
def test_no_character_of_any_text_is_lost(nothing_lost, text):
    with suppress(EmptyDocument):
        nothing_lost(parse(extract_pasted(text)), few=False)


LINES = st.sampled_from(
    ["一、总则", "（一）目的。为了安全。", "1.1 范围", "1 总则", "㈠现状。", "1. 做好 准备。", "|", "a |", "1 |",
     "| a | b |", "|---|---|", "# 标题", "## 一、概述", "附件1：表", "目录", "总则……3", "- 3 -", "2026年3月1日",
     "索引号：A-1", "文 号：安政发〔2026〕1号", "第三条 应当报告。", "应(yìng)急(jí)", "\u200b", "“引\"号", "a\tb\tc",
     "一是先报告。二是再处置。", "到2030年，知晓率城镇达到50%以上、农村达到30%以上。", "", "  ", "安澜县地震应急预案"]
)  # fmt: skip


@SETTINGS
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_no_character_of_any_mixture_of_lines_is_lost(nothing_lost, lines, separator):
    text = separator.join(lines)
    for extracted in (text.encode(), None):
        try:
            parsed = parse_bytes(extracted, "a.md") if extracted else parse(extract_pasted(text))
            nothing_lost(parsed, few=False)
        except EmptyDocument:
            pass


@SETTINGS
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.docx", "a"]))
def test_any_bytes_give_a_parse_or_a_named_refusal(nothing_lost, data, name):
    try:
        nothing_lost(parse_bytes(data, name), few=False)
    except (PlanImportError, FileRefused) as refusal:
        assert refusal.message.endswith("库里没有改动。")


@given(st.integers(1, 9999))
def test_a_chinese_numeral_reads_back(value):
    assert parse_han(format_han(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("㈩", 10),
        ("⑳", 20),
        ("⑴", 1),
        ("⒊", 3),
        ("Ⅳ", 4),
        ("１２", 12),
        ("廿一", 21),
        ("", None),
        ("甲", None),
    ],
)
def test_every_kind_of_ordinal_is_read(text, value):
    assert parse_ordinal(text) == value
