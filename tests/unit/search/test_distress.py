"""Who is answered with the number for a mind in need, and who with the fire brigade first."""

import pytest

from search.query.distress import is_in_distress


@pytest.mark.parametrize(
    "typed",
    [
        "自杀", "我想跳楼", "有人要跳河", "受不了了", "孩子喝农药了", "想不開", "撑不住了", "自 杀",
        "我不想 活了", "来自 伤害自己的人",
    ],
)  # fmt: skip
def test_a_mind_in_need(typed: str) -> None:
    assert is_in_distress(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "着火了能跳楼吗", "高层火灾跳楼", "被烟困住不能跳楼", "地震能跳楼吗", "有人跳河了怎么救",
        "大坝撑不住了", "房顶撑不住了 有人被压", "热得受不了了", "孩子误喝农药", "地震", "",
        "水库大坝崩溃", "过去死亡人数", "查找死角", "马上吊装", "来自伤员", "各自伤亡",
    ],
)  # fmt: skip
def test_danger_of_another_kind(typed: str) -> None:
    assert not is_in_distress(typed)


@pytest.mark.parametrize("typed", ["着火了 我想自杀", "被困了 活不下去"])
def test_plain_words_count_whatever_stands_beside(typed: str) -> None:
    assert is_in_distress(typed)
