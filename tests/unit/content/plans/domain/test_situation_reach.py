"""How far a card reaches: all that is met before its situation, all that is forbidden behind it."""

import pytest

from content.plans.domain.situations import cards_of
from tests.samples.actors import DOCUMENTS, said, said_in


def cards(text):
    return list(cards_of([said(text)]))


@pytest.mark.parametrize(
    ("text", "situation", "actors"),
    [
        (
            "发现房屋开裂，山体滑坡，河水变浑的，村民应当立即撤离。",
            "发现房屋开裂，山体滑坡，河水变浑的", ("村民",),
        ),
        (
            "村民发现房屋开裂，山体滑坡，河水变浑的，应当立即撤离。",
            "村民发现房屋开裂，山体滑坡，河水变浑的", ("村民",),
        ),
        (
            "医院发现传染病流行，不明原因的疾病，菌种丢失，或者食物中毒的，应当在2小时内报告。",
            "医院发现传染病流行，不明原因的疾病，菌种丢失，或者食物中毒的", ("医院",),
        ),
        (
            "巡查人员每天巡查，发现渗水，管涌，裂缝的，应当报告。",
            "发现渗水，管涌，裂缝的", ("巡查人员",),
        ),
        (
            "发生人员死亡，3人以上重伤，直接经济损失较大的，事发单位应当报告县应急管理局。",
            "发生人员死亡，3人以上重伤，直接经济损失较大的", ("事发单位",),
        ),
        (
            "出现持续强降雨，土壤饱和，坡面渗水时，乡镇应当组织转移。",
            "出现持续强降雨，土壤饱和，坡面渗水时", ("乡镇人民政府",),
        ),
        (
            "接到报告，派人核实，情况属实的，县局应当启动响应。",
            "情况属实的", ("县局",),
        ),
        ("发现漏气，立即关阀，人员受伤的，拨打120。", "发现漏气", ()),
    ],
)  # fmt: skip
def test_a_situation_reaches_back_to_where_it_is_met(text, situation, actors):
    (card, *_others) = cards(text)
    assert (card.situation, card.actors) == (situation, actors)


def test_what_health_institutions_report_within_two_hours_is_named_whole():
    clauses = said_in((DOCUMENTS / "public-health-plan.md").read_bytes(), "public-health-plan.md")
    (card,) = [one for one in cards_of(clauses) if "传染病暴发" in one.situation]
    for met in ("不明原因的群体性疾病", "菌种、毒种丢失", "食物中毒", "职业中毒事件的"):
        assert met in card.situation


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("感到晃动时，学生躲到课桌下。不奔向楼梯，不跳楼。", "不奔向楼梯，不跳楼。"),
        ("发生燃气泄漏时，立即开窗。严禁开关电器。严禁使用电话。", "严禁使用电话。"),
        ("发现有人触电的，先切断电源。不得用手拉人。", "不得用手拉人。"),
        ("转移时，沿高处走。切勿涉水。", "切勿涉水。"),
        ("火灾时，走楼梯疏散。禁止乘坐电梯。", "禁止乘坐电梯。"),
    ],
)
def test_what_is_forbidden_right_behind_a_situation_stays_with_it(text, shown):
    (card,) = cards(text)
    assert card.text == text and card.text.endswith(shown) and card.is_whole


@pytest.mark.parametrize(
    "text",
    [
        "感到晃动时，学生躲到课桌下。教师不得离开。",
        "感到晃动时，学生躲到课桌下。不足10人的班级并入邻班。",
        "感到晃动时，学生躲到课桌下。不同楼层分别疏散。",
        "感到晃动时，学生躲到课桌下。疏散路线画在墙上。不得遮挡。",
        "感到晃动时，学生躲到课桌下。\n不得遮挡疏散路线图。",
        "发现火情的，护林员应当报告。不动员群众上山扑火。",
        "发现火情的，护林员应当报告。不得组织学生扑火。",
    ],
)
def test_a_sentence_of_somebody_or_something_else_stays_apart(text):
    (card, *_others) = cards(text)
    assert card.text == text.split("。")[0] + "。" and not card.is_whole


def test_a_prohibition_with_a_situation_of_its_own_is_a_card_of_its_own():
    text = "火灾时，走楼梯疏散。不能疏散的，退回房间等待。"
    assert [card.text for card in cards(text)] == [
        "火灾时，走楼梯疏散。",
        "不能疏散的，退回房间等待。",
    ]


def test_thousands_of_prohibitions_are_read_in_one_pass():
    (card,) = cards("火灾时，走楼梯疏散。" + "不得返回。" * 2_000)
    assert card.text == "火灾时，走楼梯疏散。" + "不得返回。" * 3
    assert len(cards("火灾时，走楼梯。不得返回。" * 500)) == 500


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("对有自伤想法的人员，不让其独处，并及时转介专业机构。", "对有自伤想法的人员"),
        ("对走失的儿童，立即拨打110。", "对走失的儿童"),
        ("晃动停了，组长发布疏散信号。", "晃动停了"),
        ("雨停了，村干部巡查房前屋后。", "雨停了"),
        ("险情未排除前，每1小时续报一次。", "险情未排除前"),
        ("火情未解除前，不撤走看守人员。", "火情未解除前"),
        ("受损房屋未经安全鉴定合格，不得继续使用。", "受损房屋未经安全鉴定合格"),
        ("学校房屋未经安全检查，不得返回。", "学校房屋未经安全检查"),
    ],
)
def test_a_situation_is_found_in_rarer_forms_too(text, situation):
    assert [(card.situation, card.text) for card in cards(text)] == [(situation, text)]


@pytest.mark.parametrize(
    "text",
    [
        "对表现突出的人员，给予表彰。",
        "对违反规定的人员，依法追究责任。",
        "对参加救援的人员，按规定给予补助。",
        "电梯停了两部。",
        "2026年前，建成避难场所。",
        "未来三天，加强值班。",
        "未经训练的人员，原地待命。",
    ],
)
def test_what_looks_like_a_rarer_form_and_is_none_is_left_out(text):
    assert cards(text) == []


ABOVE = "发布四级预警后，县人民政府应当加强监测。"
BELOW = "发布一级预警后，除采取前款措施外，还应当转移群众。"


def test_measures_of_the_paragraph_above_are_shown_where_a_sentence_points_at_them():
    first, second = cards(f"{ABOVE}\n\n{BELOW}")
    assert (first.situation, first.text) == ("发布四级预警后", ABOVE)
    assert (second.situation, second.text) == ("发布一级预警后", f"{ABOVE}\n\n{BELOW}")
    assert second.is_whole and not first.is_whole


@pytest.mark.parametrize("text", [BELOW, f"应当加强监测。{BELOW}"])
def test_without_a_paragraph_above_in_the_same_clause_the_sentence_stands_alone(text):
    (card,) = cards(text)
    assert (card.situation, card.text) == ("发布一级预警后", BELOW)
