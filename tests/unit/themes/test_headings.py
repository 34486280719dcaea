"""Headings break between words only; numerals keep their measure words."""

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.domain import headings

HAN = st.text(
    alphabet="地震了先这样做不要往外跑的着，。“”（）再就也 2次AB<&>'\"\u00a0", max_size=40
)


@given(HAN)
def test_no_character_is_lost(text: str) -> None:
    assert "".join(headings.segments(text)) == text
    assert html.unescape(headings.mark_words(text).replace("<wbr>", "")) == text


@given(HAN)
def test_no_break_stands_where_the_rules_forbid_it(text: str) -> None:
    pieces = headings.segments(text)
    for left, right in pairwise(pieces):
        assert left[-1] not in headings.NEVER_AFTER
        assert right[0] not in headings.NEVER_BEFORE
        assert not left[-1].isspace() and not right[0].isspace()


def test_a_heading_breaks_at_word_borders() -> None:
    marked = headings.mark_words("就近躲避，不要往外跑")
    assert "躲<wbr>避" not in marked
    assert "，<wbr>不要" in marked


def test_no_line_begins_with_a_closing_bracket_of_either_width_nor_ends_with_an_opening_one() -> (
    None
):
    for text in ("各镇（街）、村", "各镇(街)、村(社区)职责"):
        assert not re.search(r"<wbr>[)）]|[(（]<wbr>", headings.mark_words(text))


def test_text_is_escaped() -> None:
    assert headings.mark_words("<b>&") == "&lt;b&gt;&amp;"


def test_markup_that_is_already_safe_stays_whole() -> None:
    marked = headings.mark_words("应急预案<mark>演练</mark>&amp;评估", is_html=True)
    assert re.sub("<wbr>", "", marked) == "应急预案<mark>演练</mark>&amp;评估"
    assert "<wbr><mark>" not in marked.replace("案<wbr><mark>", "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("每年 2 次演练", "每年 2\u00a0次演练"),
        ("每年2次", "每年2\u2060次"),
        ("用时 30 分钟", "用时 30\u00a0分钟"),
        ("6月8日", "6月8日"),
        ("2026-05-12 审核", "2026-05-12\u00a0审核"),
        ("第 3 级", "第 3\u00a0级"),
        ("3天后", "3\u2060天后"),
    ],
)
def test_a_numeral_stays_with_its_measure_word(text: str, kept: str) -> None:
    assert headings.keep_together(text) == kept


def test_a_numeral_kept_without_a_space_gets_no_break_in_a_heading_either() -> None:
    assert "<wbr>" not in headings.mark_words(headings.keep_together("3天"))


@given(HAN)
def test_keeping_together_only_touches_spaces(text: str) -> None:
    kept = headings.keep_together(text)
    assert re.sub(r"[ \u00a0\u2060]", "", kept) == re.sub(r"[ \u00a0]", "", text)
    assert headings.keep_together(kept) == kept


def test_a_han_number_is_never_torn() -> None:
    for piece in headings.segments("安澜县应急体系建设“十五五”规划")[:-1]:
        assert not piece.endswith(("十", "十五"))
