"""Who is answered with the number for a mind in need, and who with the fire brigade first."""

import pytest

from search.analysis import normalise
from search.query.distress import is_in_distress, needs_rescue, nothing_but_distress


@pytest.mark.parametrize(
    "typed",
    [
        "自杀", "我想跳楼", "有人要跳河", "受不了了", "孩子喝农药了", "想不開", "撑不住了", "自 杀",
        "我不想 活了", "来自 伤害自己的人", "我想死", "想要死", "我不想死了，我想死", "活着不如死",
        "高考压力大想跳楼", "工作压力大撑不住了", "生活困难想跳楼", "救救我撑不住了", "发火想跳楼",
        "热恋分手想跳楼", "压力太大受不了了", "被房贷压得撑不住", "想跳楼，谁来救救我",
        "误会太深受不了了想跳楼", "老公误会我，我喝农药了", "压力大到崩溃", "震惊得崩溃",
        "我在楼顶想跳楼", "楼顶想跳楼", "想从楼上跳下去", "站在楼顶想跳下去", "跳江",
        "想卧轨", "自焚",
        "喝百草枯", "想杀死自己", "活着没有意义", "活着没有意思", "我喝了农药", "老公喝了农药",
        "好想死", "他说想死", "我不想死，可是活不下去", "欠债被骗不想活了", "压力大想死",
    ],
)  # fmt: skip
def test_a_mind_in_need(typed: str) -> None:
    assert is_in_distress(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "着火了能跳楼吗", "着火了要不要跳楼", "高层火灾跳楼", "被烟困住不能跳楼", "地震能跳楼吗",
        "有人跳河了怎么救",
        "大坝撑不住了", "房顶撑不住了 有人被压", "热得受不了了", "孩子误喝农药", "地震", "",
        "水库大坝崩溃", "过去死亡人数", "查找死角", "马上吊装", "来自伤员", "各自伤亡",
        "寻找死者", "吊车上吊人", "楼塌了撑不住", "山火烧来跳河", "烟太大跳楼", "天热受不了了",
        "中暑受不了了", "屋里热得受不了了", "压在下面撑不住了", "堤坝撑不住了",
        "火太大我不想死", "我不想死", "地震了我不想要死", "怕死", "被困了 不想死", "不 想 死",
    ],
)  # fmt: skip
def test_danger_of_another_kind(typed: str) -> None:
    assert not is_in_distress(typed)


@pytest.mark.parametrize("typed", ["着火了 我想自杀", "被困了 活不下去"])
def test_plain_words_count_whatever_stands_beside(typed: str) -> None:
    assert is_in_distress(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "着火了 我想自杀", "被困了 活不下去", "屋里着火 想死", "洪水来了 不想活了",
        "煤气开着 要自杀", "站在楼顶 想自杀", "地震压着 活不下去", "火太大我不想死",
    ],
)  # fmt: skip
def test_a_danger_from_outside_needs_the_rescue_first(typed: str) -> None:
    assert needs_rescue(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "自杀", "压力大想死", "救救我 我想自杀", "困难太多不想活了", "被骗了不想活", "天塌了 想死",
        "发火以后想死", "抽烟 想死", "冷热都不想活",
    ],
)  # fmt: skip
def test_words_that_are_of_a_mind_too_leave_the_crisis_line_first(typed: str) -> None:
    assert is_in_distress(typed) and not needs_rescue(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("我不想活了", ("不想活",)), ("孩子想自杀怎么办", ("自杀",)), ("想跳樓", ("跳楼",)),
        ("我受不了了 应急演练", ()), ("自杀干预热线", ()), ("地震", ()),
        ("自杀 抑郁", ("自杀", "抑郁")),
    ],
)  # fmt: skip
def test_what_is_said_beside_it_asks_for_something_else(typed: str, said: tuple) -> None:
    assert nothing_but_distress(normalise(typed).text) == said
