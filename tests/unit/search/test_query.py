import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import LIMIT, Filters, loosened, needed, plan, read

PUBLIC = Filters(grants=frozenset({"public"}))


def words_of(text: str) -> list[str]:
    return [group.word for group in plan(text, PUBLIC).groups]


@pytest.mark.parametrize(
    ("groups", "need"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (10, 6)]
)
def test_more_words_may_miss_more(groups: int, need: int) -> None:
    assert needed(groups) == need


def test_a_group_holds_the_word_and_the_words_inside_it() -> None:
    groups = plan("中华人民共和国突发事件应对法", PUBLIC).groups
    terms = {group.word: [term.text for term in group.terms] for group in groups}
    assert terms["中华人民共和国"] == ["中华", "华人", "人民", "共和", "共和国", "中华人民共和国"]
    assert terms["突发事件"] == ["突发", "事件", "突发事件"]


def test_the_plan_of_a_query_is_written_out() -> None:
    asked = plan("应急演练 2 次", PUBLIC)
    assert [group.word for group in asked.groups] == ["应急", "演练", "2", "次"]
    assert asked.need == 3
    assert asked.characters == ("应", "急", "演", "练", "2", "次")
    assert asked.phrases == (("应", "急", "演", "练"),)
    assert [group.character for group in asked.groups] == ["", "", "", "次"]


@pytest.mark.parametrize(
    "text", ["", "   ", "？！", "。。。", "\0", "\u200b", "--", "%", '"', "\ud800"]
)
def test_a_query_without_words_asks_nothing(text: str) -> None:
    asked = plan(text, PUBLIC)
    assert asked.asks_nothing
    assert asked.characters == asked.phrases == ()
    assert asked.need == 0


def test_only_the_first_characters_of_a_huge_query_are_used() -> None:
    typed = read("应急 " * 1000)
    assert len(typed.used) == LIMIT
    assert typed.is_too_long
    assert not read("应" * LIMIT).is_too_long


def test_a_word_said_twice_counts_once() -> None:
    assert words_of("演练 演练 演练") == ["演练"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("應急避難場所", "应急避难场所"),
        ("５Ｇ", "5g"),
        ("百分之九十五", "95%"),
        ("三级响应", "Ⅲ级响应"),
        ("两小时", "2小时"),
    ],
)
def test_two_spellings_ask_for_the_same(one: str, other: str) -> None:
    assert plan(one, PUBLIC) == plan(other, PUBLIC)


def test_particles_and_question_words_decide_nothing() -> None:
    assert words_of("地震了怎么办") == ["地震"]
    assert words_of("汛期是什么时候") == ["汛期"]
    assert plan("地震了怎么办", PUBLIC).characters == ("地", "震", "了", "怎", "么", "办")


def test_a_query_of_nothing_but_question_words_is_still_searched() -> None:
    assert words_of("怎么办") == ["怎么办"]


def test_a_loosened_plan_is_content_with_one_word() -> None:
    assert loosened(plan("森林火灾扑救队伍", PUBLIC)).need == 1
    assert loosened(plan("", PUBLIC)).need == 0


@given(text=st.text(max_size=300))
def test_any_text_gives_a_plan_whose_need_can_be_met(text: str) -> None:
    asked = plan(read(text).used, PUBLIC)
    assert 0 <= asked.need <= len(asked.groups)
    assert all(group.terms for group in asked.groups)
    assert all(len(phrase) >= 3 for phrase in asked.phrases)
