"""Which sentences behind a situation belong to it: those that only forbid more of the same."""

import pytest

from content.plans.domain.situation_going_on import goes_on
from content.plans.domain.situations import cards_of
from tests.samples.actors import said


def cards(*sentences):
    return [(card.situation, card.text) for card in cards_of([said("".join(sentences))])]


@pytest.mark.parametrize(
    ("first", "second", "situation"),
    [
        ("房屋经鉴定安全后，方可组织群众返回。",
         "不具备就地安置条件的，由县民政局会同乡镇组织异地安置。", "不具备就地安置条件的"),
        ("收到预警后，立即撤离。", "不具备撤离条件的，就近到高处避险。", "不具备撤离条件的"),
        ("收到预警后，立即撤离。", "尚不具备撤离条件的，原地待援，由镇派人接应。", None),
        ("水位回落后，可以返回。",
         "不符合返回条件的，由乡镇人民政府继续安置。", "不符合返回条件的"),
        ("水位回落后，可以返回。", "具备返回条件的，由乡镇组织返回。", "具备返回条件的"),
        ("暴雨红色预警发布后，学校停课。", "不能停课的单位，应当错峰上下班。", "不能停课的单位"),
        ("暴雨红色预警发布后，学校停课。",
         "无法停工的企业，必须安排专人值守。", "无法停工的企业"),
        ("余震停止后，可以返回。", "不能确定安全的房屋，由住建部门鉴定。", "不能确定安全的房屋"),
        ("水位回落后，可以返回。",
         "不符合安全条件的房屋，由乡镇人民政府设置警示标志。", "不符合安全条件的房屋"),
        ("地震停止后，有序撤离。", "不满足抗震要求的校舍，立即停用。", "不满足抗震要求的校舍"),
        ("气象部门发布暴雪红色预警信号后，学校可以停课。",
         "不能及时离校的学生，由班主任看护。", "不能及时离校的学生"),
        ("转移时，先转移老人、儿童。", "不愿离开的，由派出所民警强制带离。", "不愿离开的"),
        ("转移时，先转移老人、儿童。", "不便行走的老人，由包户干部背送。", "不便行走的老人"),
    ],
)  # fmt: skip
def test_what_begins_with_not_and_is_of_another_case_is_a_card_of_its_own(first, second, situation):
    here, *others = cards(first, second)
    assert here[1] == first
    assert [text for _name, text in others] == [second]
    assert situation is None or others[0][0] == situation


@pytest.mark.parametrize(
    "second",
    [
        "不符合防护要求的人员不得进入现场。",
        "不熟悉火场情况的队伍，在集结点待命。",
        "不愿离开，由派出所民警强制带离。",
        "不能自行撤离，由包户干部背送。",
        "不便行动者由包户干部背送。",
        "不在家的住户由网格员电话通知。",
        "不在岗人员由副职代替。",
        "不服从指挥，由公安机关处理。",
        "不清楚火源位置，报告消防人员。",
        "不具备条件，可以就地避险。",
        "不稳定边坡派人看守。",
        "不明物品用警戒带围起。",
        "不参加扑救的群众撤离到上风处。",
        "不使用的设备应当断电。",
        "不进场单位必须在外围待命。",
        "禁止通行的路段，由公安机关设置标志。",
        "禁止通行的路段由公安机关设置标志。",
        "严禁入内的区域，应当设置警戒线。",
        "不可抗力造成中断，及时报告。",
        "不可避免停电，启用发电机。",
        "不打算返校，向班主任请假。",
        "不开展救援，不等于不救人。",
        "不动员群众上山。",
        "不得组织学生扑火。",
        "严禁组织老人参加扑救。",
    ],
)
def test_what_is_of_others_or_says_how_something_is_stays_off_the_card(second):
    first = "发生火灾时，疏散群众。"
    assert cards(first, second)[0] == ("发生火灾时", first)


@pytest.mark.parametrize(
    "second",
    [
        "不在密闭房间烧炭，不把炭盆带进卧室。", "不奔向楼梯，不跳楼。", "不得饮用未经检测的井水。",
        "不进入可能倒塌的房屋，不靠近玻璃幕墙。", "不让学生涉水步行。", "不用手拉伤员。",
        "不要返回取物。", "不盲目扑救。", "不随意搬动伤员。", "更不得返回。",
        "也不打开门窗。", "禁止进入倒塌的房屋。", "严禁使用明火，严禁开关电器。", "切勿涉水。",
        "避免拥挤。", "不应返回。", "不可乘坐电梯。", "不与来人争执。", "不逆行。",
    ],
)  # fmt: skip
def test_what_only_forbids_more_of_the_same_goes_on(second):
    first = "发生火灾时，走楼梯。"
    assert cards(first, second) == [("发生火灾时", first + second)]


def test_whose_the_first_sentence_is_says_nothing_of_a_case_of_its_own():
    (school, others) = cards_of(
        [said("红色预警发布后，学校停课。不能停课的单位，应当错峰上下班。")]
    )
    assert (school.actors, others.actors) == (("学校",), ())


def test_a_condition_of_which_nothing_is_said_names_no_situation():
    assert cards("不具备条件的，可以就地避险。") == []
    assert cards("符合启动条件的，启动相应级别的响应。") == []


def test_the_longest_sentence_is_read_in_one_pass():
    assert not goes_on("不" * 100_000)
    assert not goes_on("不走" + "的人" * 50_000 + "由")
    assert goes_on("不走" + "路" * 100_000)
