"""What is measured in a situation stays with it, and so does who was named for what comes next."""

import pytest

from content.plans.domain.situations import cards_of
from tests.samples.actors import said


def told(text):
    return [(card.situation, card.text, card.actors) for card in cards_of([said(text)])]


@pytest.mark.parametrize(
    ("text", "situation", "actors"),
    [
        (
            "当城区供水量低于正常需求的80%时，县住房和城乡建设局启动限时供水；"
            "低于60%时，停止洗车、洗浴等高耗水行业用水。",
            "当城区供水量低于正常需求的80%时", ("县住房和城乡建设局",),
        ),
        (
            "线路覆冰厚度达到10毫米的，供电公司开展融冰；达到20毫米的，停电融冰并提前2小时通知用户。",
            "线路覆冰厚度达到10毫米的", ("供电公司",),
        ),
        (
            "氨浓度超过25ppm时，佩戴面具检查；超过50ppm时，全体人员撤离。",
            "氨浓度超过25ppm时", (),
        ),
        (
            "下穿隧道积水达到20厘米时，设置警示标志；达到27厘米时，封闭道路。",
            "下穿隧道积水达到20厘米时", (),
        ),
        (
            "河道水位超过警戒水位的，县水利局每2小时报告一次；超过保证水位的，每1小时报告一次。",
            "河道水位超过警戒水位的", ("县水利局",),
        ),
        (
            "水库水位降至汛限水位的，县水利局组织巡查；再降至死水位的，县水利局停止供水。",
            "水库水位降至汛限水位的", ("县水利局",),
        ),
        (
            "青河站水位超过警戒水位的，县水利局每日报告；水位超过保证水位的，县应急管理局派人值守。",
            "青河站水位超过警戒水位的", ("县水利局", "县应急管理局"),
        ),
        (
            "氨浓度达到25ppm时，县应急管理局组织检测。超过50ppm时，全体人员撤离。",
            "氨浓度达到25ppm时", ("县应急管理局", "全体人员"),
        ),
        (
            "瞬时风力达到6级的，塔吊停止作业；未达到6级的，加强观察；但超过5级的，不得高空作业。",
            "瞬时风力达到6级的", (),
        ),
    ],
)  # fmt: skip
def test_a_part_that_only_measures_stays_with_what_it_measures(text, situation, actors):
    ((found, shown, who),) = told(text)
    assert (found, shown, who) == (situation, text, actors)


@pytest.mark.parametrize(
    ("text", "situations"),
    [
        (
            "城区道路积水深度达到20厘米的，县住房和城乡建设局设置标志；"
            "积水深度达到25厘米或者涵洞进水的，县公安局封闭道路。",
            ["城区道路积水深度达到20厘米的", "积水深度达到25厘米或者涵洞进水的"],
        ),
        (
            "水位超过警戒水位的，县水利局每日报告；水位超过保证水位的，县水利局每小时报告。",
            ["水位超过警戒水位的", "水位超过保证水位的"],
        ),
        ("阀门泄漏的，关闭上游阀门；阀门破裂的，不得带压堵漏。", ["阀门泄漏的", "阀门破裂的"]),
        (
            "事态扩大的，应当提高响应级别。超出本县处置能力的，由县应急委主任决定。",
            ["事态扩大的", "超出本县处置能力的"],
        ),
        ("达到10毫米的，供电公司开展融冰。", ["达到10毫米的"]),
        ("气温低于零下10度时，停止户外作业；低于零下20度时，学校停课。", ["气温低于零下10度时"]),
        ("感到晃动时，学生躲到课桌下。不足10人的班级并入邻班。", ["感到晃动时"]),
        ("供电公司加强巡线；超过20毫米的，停电融冰。", []),
        ("报警器每班检查1次。超过50ppm时，全体人员撤离。", []),
    ],
)
def test_what_names_what_it_measures_is_parted_and_what_nobody_names_is_left_out(text, situations):
    assert [situation for situation, _text, _actors in told(text)] == situations


def test_a_time_of_what_is_measured_further_is_no_limit_of_the_first():
    (card,) = cards_of([said("水深超过10厘米的，县公安局立即设标志；超过20厘米的，2小时内封路。")])
    assert (card.actors, card.limit) == (("县公安局",), "")


FIRST = "收到暴雨黄色预警后，乡镇人民政府应当在1小时内组织巡查；"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            FIRST
            + "收到暴雨橙色预警后，应当提前转移危险区域人员；收到暴雨红色预警后，应当停止集会。",
            [("乡镇人民政府",)] * 3,
        ),
        (FIRST + "收到暴雨橙色预警后，必须转移群众。", [("乡镇人民政府",)] * 2),
        (
            "收到蓝色预警后，县气象局每6小时会商一次；收到黄色预警后，每3小时会商一次。",
            [("县气象局",)] * 2,
        ),
        (
            "启动Ⅳ级响应后，县水利局应当派出工作组；启动Ⅲ级响应后，还应当前移指挥。",
            [("县水利局",)] * 2,
        ),
        (
            FIRST + "收到暴雨橙色预警后，县教育局应当通知停课；收到暴雨红色预警后，应当停运。",
            [("乡镇人民政府",), ("县教育局",), ("县教育局",)],
        ),
    ],
)
def test_who_is_ordered_something_is_ordered_the_more_that_names_nobody(text, actors):
    assert [who for _situation, _text, who in told(text)] == actors


@pytest.mark.parametrize(
    "second",
    [
        "收到暴雨橙色预警后，封闭山区道路。",
        "收到暴雨橙色预警后，立即停止集会。",
        "收到暴雨橙色预警后，有关方面应当停课。",
        "收到暴雨橙色预警后，由有关方面组织转移。",
    ],
)
def test_what_may_be_for_somebody_else_to_do_is_given_to_nobody(second):
    *_first, (_situation, _text, who) = told(FIRST + second)
    assert who == ()


def test_two_who_are_named_before_are_not_carried_over():
    first = "收到黄色预警后，乡镇人民政府应当组织巡查，县水利局派出工作组；"
    assert told(first + "收到橙色预警后，应当转移群众。")[-1][2] == ()
