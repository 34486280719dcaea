"""Among the criteria of a response what must be met is nobody's duty, and an order is."""

import pytest

from content.plans.domain.actors import Said, actors_of


def names_under(heading, text, above=""):
    clause = Said("a", "", "4.3.1", heading, text, above=above)
    return [actor.name for actor in actors_of([clause])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "发生5.0级以上地震的，各成员单位自动进入响应状态，主要负责人不等通知，在30分钟内到达。",
            ["成员单位"],
        ),
        ("启动Ⅱ级以上响应的，县公安局应当封闭道路。", ["县公安局"]),
        ("响应启动后，乡镇人民政府必须在1小时内报告。", ["乡镇人民政府"]),
        ("未经批准，任何单位和个人不得降低响应级别。", ["任何单位和个人"]),
        ("县气象局、县水利局应当及时会商；县应急管理局应当汇总。",
         ["县应急管理局", "县气象局", "县水利局"]),
        ("符合上述条件之一的，由县长决定启动。", ["县长"]),
        ("收到橙色预警的，村（社区）一律停止户外集体活动。", ["村（社区）"]),
    ],
)  # fmt: skip
def test_an_order_under_the_heading_of_criteria_has_its_subject(text, names):
    assert sorted(names_under("县级响应启动条件", text)) == sorted(names)
    assert sorted(names_under("", text, above="县级响应启动条件")) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "县气象台发布暴雨红色预警；",
        "县级救援队伍立即投入扑救仍不能控制；",
        "县防汛抗旱指挥部认为应当启动的其他情形。",
        "乡镇人民政府必须紧急转移100人以上的；",
        "县水利局应当提前转移的人数达到300人；",
        "供水单位停止供水，影响1000人以上。",
        "经县防汛抗旱指挥部办公室会商，认为必须启动响应的。",
        "县应急管理局收到省级预警；",
        "超出乡镇处置能力，需要县级部门支援。",
    ],
)
def test_what_must_be_met_is_nobodys_duty(text):
    assert names_under("", text, above="启动条件") == []
    assert names_under("响应条件", text) == []
