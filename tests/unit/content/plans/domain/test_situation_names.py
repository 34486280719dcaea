"""What a situation is called: its own words, no number, no order, nothing that hangs in the air."""

import pytest

from content.plans.domain.situations import cards_of, situations_of
from tests.samples.actors import said


def told(text):
    return [(card.situation, card.actors, card.limit) for card in cards_of([said(text)])]


def named(text):
    return [situation for situation, _actors, _limit in told(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发现泄漏的人员应立即向上风向撤离，并报告。", ("发现泄漏的人员", (), "立即")),
        ("村民发现火情应及时报告，并撤到安全地带。", ("村民发现火情", ("村民",), "")),
        ("现场人员听到警报应先撤离。", ("现场人员听到警报", ("现场人员",), "")),
        ("巡查人员发现渗漏应在10分钟内报告。", ("巡查人员发现渗漏", ("巡查人员",), "10分钟内")),
        ("值班员接到报警应尽快核实。", ("值班员接到报警", ("值班员",), "")),
        ("收到应急响应通知应立即到岗。", ("收到应急响应通知", (), "立即")),
        ("发现有人落水应呼救，不得下水。", ("发现有人落水", (), "")),
        ("发现可疑物品的教师应疏散学生。", ("发现可疑物品的教师", ("教师",), "")),
        (
            "县防指办公室接报后应在3分钟内核实。",
            ("县防指办公室接报后", ("县防指办公室",), "3分钟内"),
        ),
        ("凡发生传染病疫情，学校应在2小时内报告。", ("凡发生传染病疫情", ("学校",), "2小时内")),
        ("发生火灾时严禁乘坐电梯。", ("发生火灾时", (), "")),
        ("雷雨期间禁止登高作业。", ("雷雨期间", (), "")),
        # 应 that orders nothing.
        ("发现应急物资缺少的，应当补充。", ("发现应急物资缺少的", (), "")),
        ("供水供应中断后立即启用备用水源。", ("供水供应中断后", (), "立即")),
        ("学校发现不良反应应当立即报告。", ("学校发现不良反应", ("学校",), "立即")),
    ],
)
def test_ought_orders_as_it_does_in_full(text, found):
    assert told(text) == [found]


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("3.接到镇里转移命令的，30分钟内转移完毕。", "接到镇里转移命令的"),
        ("（3）接到镇里转移命令的，30分钟内转移完毕。", "接到镇里转移命令的"),
        ("5.转移后，没有镇政府通知，任何人不得回家拿东西。", "转移后"),
        ("4、晚上10点以后预报有暴雨的，先转移老人。", "晚上10点以后预报有暴雨的"),
        ("①发现险情的，立即报告。", "发现险情的"),
        ("一、发现险情的，立即报告。", "发现险情的"),
        ("10分钟内无法控制的，立即拨打119。", "10分钟内无法控制的"),
        ("24小时降雨量达到50毫米的，乡镇应当组织转移。", "24小时降雨量达到50毫米的"),
    ],
)
def test_the_number_of_a_point_is_none_of_its_words(text, situation):
    (card,) = cards_of([said(text)])
    assert (card.situation, card.text) == (situation, text)


@pytest.mark.parametrize(
    ("text", "situations"),
    [
        (
            "对被压埋人员，不得使用大型机械强行挖掘；确需使用的，应当由现场救援专家评估后实施。",
            ["对被压埋人员，不得使用大型机械强行挖掘；确需使用的"],
        ),
        (
            "封闭道路，禁止通行；确需通行的，应当经县公安局批准。",
            ["封闭道路，禁止通行；确需通行的"],
        ),
        (
            "大型机械不得入场，确需使用的，由专家评估。",
            ["大型机械不得入场，确需使用的"],
        ),
        ("对拒不撤离的人员，可以强制带离；确需留守的，由村委会登记。", ["对拒不撤离的人员"]),
        ("确需使用的，应当由专家评估。", []),
        ("不得动火；确需动火的，应当办理审批。", ["确需动火的"]),
        ("因防治病虫鼠害确需野外用火的，应当经批准。", ["因防治病虫鼠害确需野外用火的"]),
    ],
)  # fmt: skip
def test_what_is_needed_is_named_with_what_it_is_needed_of(text, situations):
    assert named(text) == situations


@pytest.mark.parametrize(
    ("text", "situations"),
    [
        (
            "出现下列情况之一，由指挥长报县委主要负责同志同意后，启动Ⅰ级响应：",
            ["出现下列情况之一"],
        ),
        ("险情扩大的，由县长批准后，启动响应。", ["险情扩大的"]),
        ("报县长批准后，发布禁火令。", []),
        ("报警后，原地等待救援人员。", ["报警后"]),
        ("由于道路中断后，改走山路。", ["由于道路中断后"]),
    ],
)  # fmt: skip
def test_who_agrees_is_no_part_of_what_happens(text, situations):
    assert named(text) == situations


def test_after_is_another_situation_than_during():
    found = situations_of(
        [said("转移时，先转移老人。"), said("转移后，不得返回。"), said("转移的，沿高处走。")]
    )
    assert [(one.name, len(one.cards)) for one in found] == [("转移时", 2), ("转移后", 1)]
