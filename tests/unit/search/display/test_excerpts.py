import re

from hypothesis import given
from hypothesis import strategies as st

from search.display.excerpts import LEAD, LENGTH, excerpt, marked_spans
from search.query import Filters, plan

PUBLIC = Filters(grants=frozenset({"public"}))


def marked(source: str, query: str) -> list[str]:
    return [f.text for f in excerpt(source, plan(query, PUBLIC)).fragments if f.marked]


def test_the_words_of_the_query_are_marked_in_the_text_as_published() -> None:
    assert marked("加大預案演練力度，每年兩次。", "演练 两次") == ["演練", "兩次"]


def test_a_mark_leaves_out_the_reading_between_two_characters() -> None:
    assert marked("加强应(yìng)急(jí)管理", "应急") == ["应", "急"]


def test_a_numeral_is_marked_as_it_was_written() -> None:
    assert marked("知晓率达到百分之九十五以上", "95%") == ["百分之九十五"]


def test_a_figure_is_not_found_inside_another() -> None:
    assert marked("2024年每年2次，共12次", "2") == ["2"]


def test_a_word_is_marked_although_the_text_is_cut_differently() -> None:
    assert marked("乡镇应急避护场所建设", "应急避难场所") == ["应急", "场所"]


def test_markup_is_escaped() -> None:
    source = '<script>alert("演练")</script>&演练'
    markup = str(excerpt(source, plan("演练 script", PUBLIC)).markup)
    assert "<script" not in markup
    assert "&lt;<mark>script</mark>&gt;alert(&quot;<mark>演练</mark>" in markup
    assert markup.endswith("&amp;<mark>演练</mark>")


def test_a_long_text_is_cut_to_where_most_words_are() -> None:
    source = "演练。" + "无关的话。" * 60 + "每年组织应急演练两次，检验预案。" + "别的话。" * 60
    found = excerpt(source, plan("应急演练 预案", PUBLIC))
    assert found.text.startswith("…每年组织应急演练两次，检验预案。")
    assert found.text.endswith("…")
    assert len(found.text) <= LENGTH + 2
    assert found.found == 3


def test_a_text_without_any_word_is_shown_from_its_beginning() -> None:
    found = excerpt("一般规定。" * 100, plan("地震", PUBLIC))
    assert found.text.startswith("一般规定。")
    assert found.found == 0


def test_a_mark_at_the_very_end_is_shown_with_what_stands_before_it() -> None:
    found = excerpt("无关的话。" * 60 + "地震", plan("地震", PUBLIC))
    assert found.text.endswith("无关的话。地震")
    assert LENGTH // 2 < len(found.text) <= LENGTH + LEAD + 1
    assert found.found == 1


def test_lines_become_one_paragraph() -> None:
    assert excerpt("先关火\n再开窗\n", plan("开窗", PUBLIC)).text == "先关火\u3000再开窗"


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt(" 每年演练。\n", plan("演练", PUBLIC)).text == "每年演练。"


@given(
    source=st.text(alphabet="应急演练預案兩次2次。，<&> \n(yìng)abc", max_size=400),
    query=st.text(alphabet="应急演练预案两次2 abc", max_size=12),
)
def test_an_excerpt_is_a_stretch_of_its_source(source: str, query: str) -> None:
    found = excerpt(source, plan(query, PUBLIC))
    assert found.text.strip("…") in source.strip().replace("\n", "\u3000")
    plain = re.sub("</?mark>", "", str(found.markup))
    assert "<" not in plain
    spans = marked_spans(source, plan(query, PUBLIC))
    assert all(0 <= start < end <= len(source) for start, end, _ in spans)
