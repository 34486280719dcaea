"""More forms in which a sentence, or a heading, says when something has to be done."""

import pytest

from content.plans.domain.actors import Said
from content.plans.domain.kept import dump, load
from content.plans.domain.situations import cards_of, situations_of
from tests.samples.actors import said


def told(text):
    return [(card.situation, card.actors, card.limit) for card in cards_of([said(text)])]


@pytest.mark.parametrize(
    ("text", "situations"),
    [
        ("晃动期间就近躲避，晃动停止后走楼梯疏散到空旷地带。", ["晃动期间", "晃动停止后"]),
        ("发现病死动物要报告，发现疑似病人要报告。", ["发现病死动物", "发现疑似病人"]),
        ("到达操场后，班主任清点人数；发现缺员，立即报告组长。", ["到达操场后", "发现缺员"]),
        ("演习停了，组长发布信号。", []),
        ("被淹水井经检测合格后方可饮用。", ["被淹水井经检测合格后"]),
        ("洪涝等灾后优先饮用瓶装水。", ["洪涝等灾后"]),
        ("广播不响，老师带着走。", ["广播不响"]),
        ("通信中断，立即改用卫星电话。", ["通信中断"]),
        ("山上信号不通，由专人跑步报信。", ["山上信号不通"]),
        ("老人发现火灾应当拨打119。", ["老人发现火灾"]),
        ("通訊中斷，立即改用衛星電話。", ["通訊中斷"]),
    ],
)
def test_each_situation_of_a_sentence_is_found(text, situations):
    assert [situation for situation, _actors, _limit in told(text)] == situations


@pytest.mark.parametrize(
    "text",
    [
        "县内道路不通，桥梁中断。", "发现问题要点如下。", "救援力量发现要求较高。",
        "公众对应急知识了解不多，基础薄弱。", "通信中断是常见风险，影响很大。",
        "灾后恢复重建规划由县发展改革委编制。", "汛后检查工程。",
    ],
)  # fmt: skip
def test_what_only_reads_like_one_is_none(text):
    assert told(text) == []


def test_whoever_only_searches_is_not_told_to_report():
    text = "发现缺员，立即报告组长，由教师和救援人员查找，不得让学生返回。"
    assert told(text) == [("发现缺员", (), "")]


def clause(anchor, heading, text, depth=1, above="汛情"):
    return Said(anchor, "四、处置", f"1.{heading}", heading, text, depth, "", above)


WHEN = "收到暴雨橙色以上预警信号，或者溪沟水突然断流。"


def test_the_text_under_a_heading_of_its_own_is_the_situation_of_what_stands_beside_it():
    clauses = [
        clause("when", "触发条件", WHEN),
        clause("done", "处置措施", "各村立即组织转移。"),
        Said("item", "四、处置", "（1）", "", "清点人数。", 2),
        clause("next", "善后", "登记损失。"),
    ]
    [card] = list(cards_of(clauses))[:1]
    assert (card.situation, card.text, card.is_whole) == (WHEN[:-1], WHEN, True)
    assert [(item.anchor, item.label, item.text) for item in card.items] == [
        ("done", "1.处置措施 ", "各村立即组织转移。"), ("item", "（1） ", "清点人数。"),
    ]  # fmt: skip
    assert (card.actors, card.limit) == ((), "")
    found = situations_of(clauses)
    assert load(dump(found)) == found


@pytest.mark.parametrize(
    "clauses",
    [
        [clause("a", "触发条件", WHEN)],
        [clause("a", "触发条件", WHEN), clause("b", "物资", "沙袋。")],
        [clause("a", "触发条件", WHEN), clause("b", "处置措施", "转移。", depth=0)],
        [clause("a", "触发条件", WHEN, above="Ⅰ级响应"), clause("b", "处置措施", "转移。")],
        [clause("a", "触发条件", "有下列情形之一的："), clause("b", "处置措施", "转移。")],
        [clause("a", "触发条件", "暴雨、" * 60 + "大风。"), clause("b", "处置措施", "转移。")],
        [clause("a", "触发条件", ""), clause("b", "处置措施", "转移。")],
        [clause("a", "情况说明", WHEN), clause("b", "处置措施", "转移。")],
    ],
)
def test_without_what_is_done_beside_it_or_of_a_level_it_is_no_card(clauses):
    assert [card for card in cards_of(clauses) if card.items] == []


def test_many_situations_in_one_sentence_and_many_headings_cost_in_proportion():
    text = "".join(f"发现险情{n}要报告，" for n in range(60))[:-1] + "。"
    assert len(told(text)) in range(1, 61)
    clauses = [clause(f"{n}", "触发条件" if n % 2 == 0 else "处置措施", WHEN) for n in range(4_000)]
    assert sum(1 for card in cards_of(clauses) if card.items) == 2_000
