"""Names that the state and others award are recognised however they are written."""

import pytest

from quizzes.certificates.domain.reserved import reserved_in


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("国家职业资格证书", "职业资格"),
        ("職業資格證書", "职业资格"),
        ("职业 技能-等级证书", "职业技能等级"),
        ("職業技能等級證書", "职业技能等级"),
        ("职业技能鉴定合格证", "职业技能鉴定"),
        ("应急救援员（五级）", "应急救援员"),
        ("应急救援员职业证书", "应急救援员"),
        ("安全评价师职业证书", "职业证书"),
        ("执业资格证书", "执业资格"),
        ("从业资格证", "从业资格"),
        ("特种作业操作证", "特种作业操作"),
        ("特种设备作业人员证", "特种设备作业"),
        ("社会应急力量（水上救援）一级", "社会应急力量水上救援一级"),
        ("红十字救护员证", "红十字"),
        ("紅十字救護員證", "红十字"),
        ("应急救护员证", "救护员"),
        ("Red Cross First Aider", "redcross"),
        ("ＨＥＡＲＴＳＡＶＥＲ", "heartsaver"),
        ("防災士", "防灾士"),
        ("急救员（初级）", "急救员"),
        ("救护师资证", "救护师"),
        ("技能等级证书", "技能等级"),
        ("职业等级证书", "职业等级"),
        ("AHA 急救", "aha"),
        ("AHA BLS Provider", "aha"),
        ("BLS ＡＨＡ Course", "aha"),
        ("不能代替红十字救护员证", "红十字"),
    ],
)
def test_a_name_that_others_award_is_found(words, name):
    assert reserved_in(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "",
        "理论考试合格证书",
        "应急志愿者（初级）",
        "灾害信息员（基础）",
        "已通过应急志愿者初级理论考试",
        "上岗前还须参加培训和实操",
        "企业应急救援员工须知",
        "特种设备事故怎么办",
        "社会应急力量怎么报名",
        "急救知识",
    ],
)
def test_words_of_one_s_own_are_left_alone(words):
    assert reserved_in(words) == ""
