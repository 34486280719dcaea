"""A query that names a hazard is never answered by the steps for another one.

Over the texts of the demonstration county, which has one guide: of earthquakes.
"""

import pytest

from content.taxonomy.seed import HAZARDS
from search import selectors

OTHERS = {
    "火灾": ["火灾", "着火了", "起火了", "失火", "大火", "火太大", "楼道里都是烟"],
    "洪水": ["洪水来了", "发洪水", "发大水", "被水淹了", "决堤了", "大坝撑不住了", "内涝"],
    "山洪": ["山洪来了", "山洪暴发"],
    "滑坡泥石流": ["滑坡", "泥石流来了", "山要塌了", "山体滑坡", "塌方"],
    "台风": ["台风来了"],
    "雷电": ["打雷", "雷电", "雷击"],
    "燃气": ["煤气泄漏", "燃气漏气", "闻到天然气"],
    "一氧化碳中毒": ["煤气中毒", "一氧化碳中毒", "烧炭中毒"],
    "暴雨": ["暴雨", "下大雨"],
    "暴雪寒潮": ["暴雪", "下大雪", "寒潮"],
    "大风沙尘": ["沙尘暴", "刮大风"],
    "森林草原火灾": ["山火", "森林着火", "草原火灾"],
    "高温": ["高温", "中暑"],
    "触电": ["触电", "高压线掉下来"],
    "车祸": ["车祸", "追尾"],
    "溺水": ["溺水", "掉进河里", "车掉水里"],
    "危险化学品": ["化工厂泄漏", "毒气"],
    "电梯被困": ["电梯停了", "困在电梯"],
    "拥挤踩踏": ["踩踏", "人太多 拥挤"],
    "食物中毒": ["食物中毒", "吃坏肚子"],
    "传染病": ["传染病", "流感"],
    "电信诈骗": ["被骗", "电信诈骗"],
    "可疑物品": ["炸弹", "可疑包裹"],
    "海啸": ["海啸来了"],
    "冰雹": ["下冰雹"],
    "雪崩": ["雪崩"],
    "火山": ["火山喷发"],
    "暴力袭击": ["有人持刀"],
    "空袭": ["防空警报响了"],
    "核事故": ["核泄漏"],
}
"""What the page calls a hazard, and how people say that it happened."""

PLACES = ["在教室", "高楼", "商场", "车里", "床上", "路上", "学校"]
ACTIONS = ["往哪跑", "要不要躲桌子下面", "躲课桌下吗", "躲哪", "能不能坐电梯", "怎么办"]

SAID = [
    (name, f"{word}{end}")
    for name, words in OTHERS.items()
    for word in words
    for end in (*PLACES, *ACTIONS)
]
REPORTED = [
    ("火灾", "教室着火躲课桌下吗"), ("火灾", "火灾要不要躲桌子下面"), ("山洪", "山洪来了往哪跑"),
    ("火灾", "着火了往哪跑"), ("洪水", "洪水来了要不要躲在屋里"), ("洪水", "车被水淹了"),
    ("火灾", "火灾在高楼怎么办"), ("火灾", "火災在商場"),
]  # fmt: skip


def listed(answer: selectors.Answer) -> list[str]:
    return [hit.key for group in answer.groups for hit in group.hits]


@pytest.mark.parametrize("name", OTHERS)
def test_no_step_for_an_earthquake_answers_another_hazard(ask, held, name: str) -> None:
    for called, typed in SAID:
        if called != name:
            continue
        answer = ask(typed)
        advice = [key for key in listed(answer) if held[key].kind != "clause"]
        assert not advice, typed
        assert answer.best is None or "earthquake" not in held[answer.best.key].hazards, typed
        assert name in answer.unwritten, typed


@pytest.mark.parametrize(("name", "typed"), REPORTED)
def test_what_was_once_answered_with_a_desk_is_told_to_be_unwritten(
    ask, held, name: str, typed: str
) -> None:
    answer = ask(typed)
    assert name in answer.unwritten and answer.best is None
    assert all(held[key].kind == "clause" for key in listed(answer))
    assert answer.is_loosened or not answer.total


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("地震来了往哪跑", "guide:during"), ("震了往哪躲", "guide:during"),
        ("地震在床上", "guide:during:1"), ("在商场地震了怎么办", "guide:during:5"),
        ("地震被压住了", "guide:during:8"), ("地震在电梯里怎么办", "guide:during:3"),
        ("地震開車", "guide:during"), ("晃动停了走楼梯", "guide:during:2"),
        ("余震来了怎么办", "guide:after"),
    ],
)  # fmt: skip
def test_an_earthquake_keeps_its_best_answer(ask, typed: str, section: str) -> None:
    answer = ask(typed)
    assert answer.best is not None and answer.best.key == section
    assert not answer.is_loosened and not answer.unwritten


@pytest.mark.parametrize(
    "typed",
    [
        "地震", "地震来了", "地震来了怎么办", "地震发生时怎么办", "发生地震了", "地震怎么办",
        "正在地震", "突然地震了", "要是地震了咋办", "遇到地震怎么办",
        "地震來了怎麼辦",
    ],
)  # fmt: skip
def test_who_says_no_more_than_that_it_happens_is_led_to_what_to_do_now(ask, typed: str) -> None:
    """Not to the sheet for quiet times, in which something may fall 下来."""
    assert listed(ask(typed))[0] == "guide:during"


@pytest.mark.parametrize("typed", ["房子在晃", "震了", "余震", "楼在摇", "地动山摇", "摇晃得厉害"])
def test_everyday_words_for_an_earthquake_find_its_guide(ask, typed: str) -> None:
    answer = ask(typed)
    assert any(key.startswith("guide:") for key in listed(answer))
    assert not answer.unwritten


@pytest.mark.parametrize("typed", ["地震后着火", "地震了闻到燃气味", "滑坡和地震"])
def test_a_query_about_two_hazards_is_answered_for_both(ask, held, typed: str) -> None:
    answer = ask(typed)
    assert any(held[key].kind == "guide" for key in listed(answer))
    assert len(answer.unwritten) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "躲桌子下面",
        "在电梯里怎么办",
        "被压住了怎么办",
        "火车站",
        "防火期",
        "发烧",
        "雷锋精神",
        "急救",
    ],
)
def test_a_query_that_names_no_hazard_is_answered_by_anything(ask, typed: str) -> None:
    answer = ask(typed)
    assert answer.plan.asked is None and not answer.unwritten


def test_blanks_inside_a_word_hide_no_hazard(ask, held) -> None:
    answer = ask("着 火 了 往 哪 跑")
    assert answer.unwritten == ("火灾",)
    assert all(held[key].kind == "clause" for key in listed(answer))


def test_a_query_without_a_hazard_still_finds_the_guide(ask) -> None:
    assert ask("被压住了怎么办").groups[0].hits[0].key == "guide:during:8"
    assert "guide:during:3" in listed(ask("在电梯里怎么办"))


def test_it_is_said_when_no_hit_holds_every_word(ask) -> None:
    """Two words of three found the section about desks and nothing was said."""
    assert ask("帐篷 桌子 躲").is_loosened
    assert ask("帐篷 桌子 躲").best is None
    assert not ask("结实 桌子 躲").is_loosened
    assert not ask("综合应急演练每年几次").is_loosened


def test_single_words_of_a_question_about_a_hazard_are_not_offered_alone(ask) -> None:
    """躲 and 课桌 alone find what to do in an earthquake."""
    answer = ask("海啸 课桌")
    assert not answer.total
    assert not selectors.suggestions(answer)


def test_every_hazard_is_known_by_each_of_its_names(ask) -> None:
    for hazard in HAZARDS:
        for name in filter(None, (hazard.name, hazard.plain_name)):
            asked = ask(name).plan.asked
            if hazard.slug == "first-aid":
                assert asked is None
            else:
                assert asked is not None and hazard.slug in asked.slugs, name


def test_first_aid_may_answer_beside_the_hazard(ask) -> None:
    assert ask("触电 急救").plan.asked.slugs == {"electricity", "first-aid"}
