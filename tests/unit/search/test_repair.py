from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import normalise
from search.query import fixes, mended
from search.query.letters import ends
from search.query.repair import MOST_WINDOWS
from search.terms.counting import Counted
from search.terms.readings import reading, readings
from tests.samples.lexicon import Held

TEXTS = (
    "应急避难场所由社区管理，每年组织应急演练。",
    "县防汛抗旱指挥部启动应急响应，山洪灾害危险区的转移责任人组织转移。",
    "灾害信息员报告灾情，应急预案三年修订一次，学校组织消防演练。",
    "森林防火期，护林员巡查。开展心理援助，储备应急物资。",
)
LEXICON = Held(*TEXTS)


def repaired(text: str) -> str:
    return mended(text, fixes(normalise(text).text, LEXICON, readings))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("山红灾害", "山洪灾害"),
        ("应急闭难场所", "应急避难场所"),
        ("防训抗汉", "防汛抗旱"),
        ("应急预按", "应急预案"),
        ("灾害信息圆", "灾害信息员"),
        ("應急預按怎麼修訂", "應急預案怎麼修訂"),
    ],
)
def test_characters_that_sound_alike_are_mended(typed, meant) -> None:
    assert repaired(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("应急避男场所", "应急避难场所"), ("应急避滩场所", "应急避难场所")]
)
def test_one_wrong_character_is_mended_however_it_sounds(typed, meant) -> None:
    assert repaired(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yingji binan changsuo", "应急避难场所"),
        ("yingjibinanchangsuo", "应急避难场所"),
        ("ying ji bi nan", "应急避难"),
        ("YINGJI yanlian", "应急演练"),
        ("ｙｉｎｇｊｉ　ｙａｎｌｉａｎ", "应急演练"),
        ("fangxunkanghan", "防汛抗旱"),
        ("zaihai xinxiyuan", "灾害信息员"),
        ("yjya", "应急预案"),
        ("slfh", "森林防火"),
        ("学校 yjya 三年", "学校 应急预案 三年"),
    ],
)
def test_pinyin_and_initials_become_the_words_they_stand_for(typed, meant) -> None:
    assert repaired(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "学校应急",
        "十三五",
        "十三五规划",
        "应急演练",
        "怎么办",
        "",
        "   ",
        "119",
        "GDP",
        "yj",
        "wifi",
        "？！",
    ],
)
def test_what_is_known_stays(typed) -> None:
    assert repaired(typed) == typed


def test_a_word_that_says_nothing_is_no_slip_where_it_is_cut_wrong() -> None:
    lexicon = Held("疏散时人员优先转移。")
    assert fixes("人元优先转移", lexicon, readings)
    assert fixes("哪些人要优先转移", lexicon, readings) == ()


@given(st.sampled_from(TEXTS), st.integers(0, 40), st.integers(2, 12))
def test_what_the_documents_say_stays(text, start, length) -> None:
    said = text[start : start + length]
    known = Held(*TEXTS, said)
    applied = fixes(normalise(said).text, known, readings)
    # A piece that cuts a word in two may look like a slip; the engine then knows the piece.
    assert all(fix.text not in said for fix in applied)


@given(st.text(max_size=60) | st.text(alphabet="应急避男场所闭yjabin gi 一，()", max_size=60))
def test_whatever_no_fix_touches_stays_and_fixes_never_overlap(text) -> None:
    normal = normalise(text)
    found = fixes(normal.text, LEXICON, readings)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(fix.start < fix.end <= len(normal.text) for fix in found)
    assert mended(text, ()) == text
    if text == normal.text:
        whole = text
        for fix in reversed(found):
            whole = whole[: fix.start] + fix.text + whole[fix.end :]
        assert mended(text, found) == whole


@given(
    st.sampled_from(["山红灾害", "应急闭难场所", "yjya"]), st.text(alphabet=" ，。？", max_size=5)
)
def test_a_repaired_query_needs_no_repair(typed, signs) -> None:
    once = repaired(f"{signs}{typed}{signs}")
    assert once != f"{signs}{typed}{signs}" and repaired(once) == once


@pytest.mark.parametrize(
    "text", ["闭" * 10_000, "yingji" * 2_000, "yj " * 3_000, "应闭a" * 3_000, "xianxian" * 1_000]
)
def test_ten_thousand_characters_are_looked_up_a_few_hundred_times(text) -> None:
    lexicon = Held(*TEXTS)
    before = process_time()
    fixes(text, lexicon, readings)
    assert lexicon.asked["known"] <= 2 * MOST_WINDOWS
    assert lexicon.asked["read_so"] <= 10 * MOST_WINDOWS
    assert lexicon.asked["begun_so"] <= MOST_WINDOWS
    assert process_time() - before < 20


def test_letters_are_cut_in_every_way_that_leaves_syllables() -> None:
    assert ends("xian") == [0, 2, 4]
    assert ends("yjya") == []
    assert ends("") == []


def test_words_are_read_as_they_are_said() -> None:
    assert reading("长城") == ("chang", "cheng")
    assert "zhang" in readings("长")
    assert reading("A级") == ("A", "ji")


def test_terms_are_words_and_pairs_that_two_texts_hold() -> None:
    counts = Counted()
    for text in ("组织应急演练2次。", "组织了应急演练2次", "独一份的清单"):
        counts.add(text)
    counts.name("安澜县应急预案")
    found = counts.terms()
    assert {"组织", "应急", "演练", "应急演练", "安澜县应急预案"} <= set(found)
    assert found["应急演练"] == 2
    assert not {"清单", "演练2", "2次", "组织应急", "组织了", "2"} & set(found)
