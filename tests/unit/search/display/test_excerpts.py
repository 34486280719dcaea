import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.display.excerpts import LENGTH, LONGEST, excerpt, marked_spans
from search.query import Filters, plan
from tests.unit.search.work import steps

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


def test_of_a_body_that_plans_write_otherwise_only_its_whole_name_is_marked() -> None:
    text = "独居老人由村（居）民委员会接走，城乡居民听从社区安排，村民委员会登记。"
    assert marked(text, "村委会") == ["村（居）民委员会", "社区", "村民委员会"]
    assert marked("独居老人、城乡居民、村民", "村委会") == []
    assert marked("村委会登记居民。", "村委会 居民") == ["村委会", "居民"]


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
    assert LENGTH // 2 < len(found.text) <= LENGTH + 1
    assert found.found == 1


REST = "房子稳不稳、路通不通，听镇里和村里的通知。" * 8


@pytest.mark.parametrize(
    ("source", "query", "kept"),
    [
        (
            f"{REST}闻到煤气味，不碰开关，不用明火，打开门窗，带上老人和孩子，到屋外远处打119。{REST}",
            "屋外",
            "不碰开关",
        ),
        (
            f"{REST}任何单位和个人不得编造并且在任何场合、以任何方式故意传播虚假信息。{REST}",
            "虚假",
            "不得编造",
        ),
        (
            f"{REST}在森林里和离林边五百米内禁止：\n（一）烧荒、烧秸秆、上坟烧纸；\n（二）野炊、吸烟。{REST}",
            "吸烟",
            "禁止：",
        ),
        (
            f"{REST}\n下列地方不进：\n1. 倒塌的房屋。\n2. 井、池。\n3. 有化学品的地方。\n{REST}",
            "化学品",
            "下列地方不进：",
        ),
        (f"{REST}禁止下列行为：⑴烧荒。⑵野炊。⑶吸烟。{REST}", "吸烟", "禁止"),
        (f"{REST}禁止下列行为：一、烧荒。二、野炊。三、吸烟。{REST}", "吸烟", "禁止"),
        (f"{REST}禁止：\n第一，烧荒。\n第二，野炊。\n第三，吸烟。\n{REST}", "吸烟", "禁止："),
        (f"{REST}下列情形不得：一是乘电梯。二是跳楼。{REST}", "跳楼", "不得"),
        (f"{REST}禁止：（1）烧荒。注意风向。（2）野炊。（3）吸烟。{REST}", "吸烟", "禁止："),
        (f"{REST}禁止：（1）烧荒。包括烧秸秆。（2）野炊。{REST}", "秸秆", "禁止："),
        (f"{REST}\n以下做法都是错的。\n1. 跳楼。\n2. 乘电梯。\n{REST}", "电梯", "错的"),
        (f"{REST}严禁：\n\n（一）烧荒。\n\n（二）吸烟。\n{REST}", "吸烟", "严禁："),
        (f"{REST}严禁：（一）在下列地方烧荒：1. 林边。2. 路边。{REST}", "路边", "严禁："),
        (
            f"{REST}\n严禁：\n（一）烧荒。\n包括：\n1. 烧秸秆。\n2. 烧纸。\n（二）吸烟。\n{REST}",
            "吸烟",
            "严禁：",
        ),
        (f"{REST}\n不要做：\n进倒塌的房屋。\n下井。\n{REST}", "下井", "不要做："),
        (
            f"{REST}地震时从楼梯往外跑，" + "这样的说法，" * 12 + "是错的。" + REST,
            "楼梯",
            "是错的。",
        ),
    ],
)
def test_an_excerpt_never_leaves_out_the_word_that_turns_an_instruction_round(
    source: str, query: str, kept: str
) -> None:
    found = excerpt(source, plan(query, PUBLIC))
    assert kept in found.text and found.found == 1


def test_a_mark_too_far_into_its_sentence_is_left_out_rather_than_its_beginning() -> None:
    source = "不得" + "在这里或者那里，" * 80 + "吸烟。"
    found = excerpt(source, plan("吸烟", PUBLIC))
    assert found.text.startswith("不得") and found.found == 0 and len(found.text) <= LONGEST


def test_items_that_no_line_opens_are_sentences_of_their_own() -> None:
    source = "".join(f"（{number}）先看清楚再动手。" for number in "一二三四五六七八九十" * 3)
    found = excerpt(source + "（三十一）关燃气。" + REST, plan("燃气", PUBLIC))
    assert found.text.startswith("…（三十一）关燃气。")


def test_a_list_begins_at_its_own_line_and_not_at_that_of_the_list_before() -> None:
    source = f"{REST}\n可以做：\n叫人。\n打电话。\n不要做：\n进火场。\n下井。\n{REST}"
    assert excerpt(source, plan("下井", PUBLIC)).text.startswith("…不要做：\u3000进火场。")


def test_what_follows_a_list_at_a_distance_is_no_item_of_it() -> None:
    source = f"禁止：\n1. 烧荒。\n{'平时的话。' * 100}\n（2）有燃气味就开窗。\n{REST}"
    assert excerpt(source, plan("燃气", PUBLIC)).text.startswith("…（2）有燃气味")


def test_a_rare_word_is_found_behind_many_places_of_another() -> None:
    source = "烧荒要报告。" * 500 + "烧荒以前看风向。" + REST
    assert excerpt(source, plan("烧荒 风向", PUBLIC)).found == 2


@pytest.mark.parametrize(
    "line",
    [
        "- 第7号烧荒点。\n",
        "（3）烧荒。",
        "烧荒",
        "禁止：\n（一）烧荒。包括烧纸。\n",
        "五台山烧荒三天。",
    ],
)
def test_a_text_twice_as_long_takes_twice_the_work(line: str) -> None:
    asked = plan("烧荒", PUBLIC)
    assert excerpt(line * 500, asked).found == 1
    once, twice = (steps(lambda n=n: excerpt(line * n, asked)) for n in (300, 600))
    assert twice < 2.2 * once


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
    whole, shown = source.strip().replace("\n", "\u3000"), found.text.strip("…")
    begins = [match.start() for match in re.finditer(re.escape(shown), whole)]
    assert any(not begin or whole[begin - 1] in "。\u3000" for begin in begins)
    plain = re.sub("</?mark>", "", str(found.markup))
    assert "<" not in plain
    spans = marked_spans(source, plan(query, PUBLIC))
    assert all(0 <= start < end <= len(source) for start, end, _ in spans)
