import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import normalise, words
from search.query import LIMIT, Filters, loosened, named, needed, plan, read

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


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("煤气中毒", (("carbon-monoxide",),)),
        ("煤气泄漏", (("gas",),)),
        ("森林着火", (("forest-fire",),)),
        ("山上都着火了", (("forest-fire",),)),
        ("楼上着火了", (("home-fire",),)),
        ("火山", (("volcano",),)),
        ("火车站", ()),
        ("雪崩", (("avalanche",),)),
        ("發大水", (("flood", "flash-flood"),)),
        ("地震 着 火", (("earthquake",), ("home-fire",))),
        ("掉进河里", (("drowning",),)),
        ("应急演练", ()),
    ],
)
def test_the_longest_word_says_which_hazard_is_meant(typed: str, slugs: tuple) -> None:
    assert named(typed) == slugs


def test_a_hazard_is_known_by_the_names_of_its_row_too() -> None:
    assert named("陨石掉下来", (("meteorite", "陨石"),)) == (("meteorite",),)
    assert named("陨石掉下来") == ()


def test_the_typed_word_names_its_hazard_though_no_list_has_it() -> None:
    asked = plan("排涝泵站", PUBLIC).asked
    assert asked is not None and "flood" in asked.slugs
    assert ("排", "涝") in asked.names and ("涝",) not in asked.names


def test_the_half_of_a_question_that_says_no_may_be_missing() -> None:
    faint = {group.word for group in plan("要不要来演练", PUBLIC).groups if group.is_faint}
    assert faint == {"不要", "来"}
    assert not any(group.is_faint for group in plan("不要 演练", PUBLIC).groups)


@given(text=st.text(max_size=300))
def test_any_text_gives_a_plan_whose_need_can_be_met(text: str) -> None:
    asked = plan(read(text).used, PUBLIC)
    assert 0 <= asked.need <= len(asked.groups)
    assert all(group.terms for group in asked.groups)
    assert all(len(phrase) >= 3 for phrase in asked.phrases)


@pytest.mark.parametrize("asked", ["村委会", "居委会职责"])
def test_whom_people_call_by_one_word_is_found_as_plans_write_it(asked: str) -> None:
    terms = {term.text: term.weight for term in plan(asked, PUBLIC).groups[0].terms}
    for written in ("村（社区）", "村（居）民委员会", "村民委员会", "居民委员会"):
        cut = {token.text for token in words(normalise(written).text)}
        assert any(0 < terms.get(one, 0) < 1 for one in cut), written
    assert {term.text for term in plan("居民", PUBLIC).groups[0].terms} == {"居民"}
