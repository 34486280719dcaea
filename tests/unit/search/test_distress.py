"""Who is answered with the number for a mind in need, and who with the fire brigade first."""

from itertools import product

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
        "想跳河自杀", "我想跳河", "我要跳河", "想跳海", "想跳崖", "站在楼顶想跳", "天台上想跳",
        "想跳河，谁来救我", "女儿想跳河谁来救她", "朋友想跳楼怎么救", "想跳江快救她",
        "有人要跳楼怎么救",
        "撞了人想跳楼", "出车祸撞死人想跳楼", "被坏人欺负想跳楼", "疫情压力大想跳楼",
        "天旱没收成想跳河",
        "被骗了钱想跳楼", "活够了", "活腻了", "生无可恋", "活着好累", "心里难受", "吃安眠药自杀",
        "吃了一瓶安眠药", "吃老鼠药", "老人想不开喝药", "胸口疼得受不了了", "压力大喘不过气想跳楼",
        "好想死", "他说想死", "我不想死，可是活不下去", "欠债被骗不想活了", "压力大想死",
    ],
)  # fmt: skip
def test_a_mind_in_need(typed: str) -> None:
    assert is_in_distress(typed)


REASONS = [
    "被生活压垮了", "账户被冻结", "家人埋怨我", "房贷压在身上", "困在婚姻里", "公司垮了", "天塌了",
    "P2P暴雷", "隐私泄漏", "孩子淹死了我", "老公矿难走了", "抢救无效妈妈走了", "地震家没了",
    "家里火灾烧光了", "庄稼淹了", "心态爆炸", "被困住了", "烟瘾", "热得", "被狗咬了毁容", "",
]  # fmt: skip
WISHES = ["想跳楼", "我想跳楼", "想跳河", "真想跳江", "想跳下去", "想卧轨", "想从楼上跳"]


def test_a_reason_for_the_wish_takes_nothing_from_it() -> None:
    """Also one that would be a danger from outside where nobody wished anything."""
    assert not [
        reason + wish
        for reason, wish in product(REASONS, WISHES)
        if not is_in_distress(reason + wish)
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "想跳楼拿什么还债", "我想跳楼拿命还", "想跳楼去救赎", "跳楼救不救得活", "一了百了",
        "活着真没意思", "割脉", "想投河", "有人投河", "想跳轨", "想解脱", "日子过不下去",
        "我要烧炭",
        "吞了一把药", "儿子站在窗台上要跳", "赌气喝药了", "想从桥上跳", "老婆喝药了",
        "爸爸喝药了救命", "邻居喝药了", "想从五楼跳", "喝了整整一瓶农药", "老牛喝农药了",
    ],
)  # fmt: skip
def test_other_ways_to_say_it(typed: str) -> None:
    assert is_in_distress(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "孩子不肯喝药怎么办", "宝宝喝药吐了", "喝药过敏", "喝药前能吃饭吗", "吃了打过农药的菜",
        "喝水有农药味", "猫吃了老鼠药", "吃水果农药残留", "想从楼上跳绳", "资金投入江边",
        "骨折了胳膊没法活动", "冬天要烧炭取暖怎么防中毒", "要烧炭烤火",
        "想从窗户跳出去逃生",
        "想从二楼跳窗逃生", "想从车窗跳出去", "想从桥上跳水", "跳下去捡回手机", "要投河北",
        "切割脉冲",
        "火车跳轨", "孩子腹泻求解脱水", "桥塌了过不下去", "着火了不想跳楼怎么办",
        "地震千万不要想着跳楼",
    ],
)  # fmt: skip
def test_medicine_a_poisoned_cat_and_a_rope_are_no_distress(typed: str) -> None:
    assert not is_in_distress(typed)


@pytest.mark.parametrize(
    "typed", ["被楼板压住", "被水泥板压住了怎么办", "压在废墟下", "困在瓦砾里", "埋在土里怎么求救"]
)
def test_whoever_is_buried_needs_the_rescue(typed: str) -> None:
    assert needs_rescue(typed) and not is_in_distress(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "着火了能跳楼吗", "着火了要不要跳楼", "高层火灾跳楼", "被烟困住不能跳楼", "地震能跳楼吗",
        "有人跳河了怎么救",
        "大坝撑不住了", "房顶撑不住了 有人被压", "热得受不了了", "孩子误喝农药", "地震", "",
        "水库大坝崩溃", "过去死亡人数", "查找死角", "马上吊装", "来自伤员", "各自伤亡",
        "寻找死者", "吊车上吊人", "楼塌了撑不住", "山火烧来跳河", "烟太大跳楼", "天热受不了了",
        "中暑受不了了", "屋里热得受不了了", "压在下面撑不住了", "堤坝撑不住了",
        "有人落水要跳下去救吗", "孩子掉河里要跳下去救吗", "看到有人落水想跳河救人",
        "要不要跳河救人",
        "掉井里要跳下去救吗", "粪池有人要跳下去救吗", "触电倒水里要跳下去救吗", "船沉了要跳下去吗",
        "歹徒来了要跳楼吗", "有人拿刀要不要跳楼", "马蜂追要跳河吗", "野猪追跳河", "被狗追要跳河吗",
        "冰窟窿有人要跳下去吗", "被困二楼要不要跳下去", "有人落水要不要跳河救人",
        "孩子掉河里了我要不要跳下去救",
        "船要沉了要跳江吗", "缆车停了要不要跳下去", "触电了要从车上跳下去吗",
        "刹车失灵要不要跳下去",
        "踩踏要不要从看台跳下去", "火大了要不要跳下去", "发大水要跳河吗", "要跳河救人",
        "烟太大要不要跳下去", "从火里跳下去",
        "飞机要跳下去", "泥石流来了要跳河吗", "车祸被夹撑不住了", "踩踏撑不住了", "人挤人受不了了",
        "孩子掉河里快撑不住了", "误吃老鼠药", "小孩要跳下去游泳", "跳下去捡手机", "跳楼价",
        "跳楼机",
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
        "煤气开着 要自杀", "站在楼顶 想自杀", "胸口疼得受不了了", "喘不过气快撑不住了",
        "车祸被夹撑不住了", "踩踏撑不住了", "人挤人受不了了", "吃安眠药自杀", "老人想不开喝药",
        "吃老鼠药",
        "有人落水要跳下去救吗", "歹徒来了要跳楼吗", "触电 不想活了", "二楼能跳下去吗",
        "能不能从窗户跳下去", "要跳河救人", "孩子喝了农药", "疼得受不了了",
        "痒得受不了了", "救命", "救人", "地震压着 活不下去",
        "火太大我不想死",
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
