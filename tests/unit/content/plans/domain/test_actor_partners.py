"""Who acts together with somebody, in somebody's place, or by taking command."""

import pytest

from content.plans.domain.actors import Said, actors_of
from tests.samples.actors import duties_in


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("监测组由县地震局牵头，会同县水利局、县自然资源局，负责余震监视。",
         ["县地震局", "县水利局", "县自然资源局"]),
        ("县应急管理局会同县公安局和县卫生健康局核实伤亡人数。",
         ["县公安局", "县卫生健康局", "县应急管理局"]),
        ("火险预警由县林业和草原局会同县气象局依照国家规定会商后发布。",
         ["县林业和草原局", "县气象局"]),
        ("镇应急办每年汛前会同县水利局到现场逐处核对。", ["县水利局", "镇应急办"]),
        ("本预案由县应急管理局会同县水利局负责解释。", ["县应急管理局", "县水利局"]),
        ("县教育局会同县公安局、县消防救援局等部门集中开展1次宣传。",
         ["县公安局", "县教育局", "县消防救援局"]),
        ("县民政局会同有关方面做好安置。", ["县民政局"]),
        ("会同有关方面妥善处理。", []),
    ],
)  # fmt: skip
def test_who_is_joined_acts_too(sentence, names):
    assert sorted(duties_in(sentence)) == sorted(names)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("总指挥不在岗时，由副总指挥代行职责，不得空岗。", ["副总指挥"]),
        ("县应急委主任外出期间，由县应急委副主任代行职责。", ["县应急委副主任"]),
        ("安置点由乡镇人民政府确定负责人，实行实名登记。", ["乡镇人民政府"]),
        ("由县人民政府确定的重点单位名单，每年更新。", []),
        ("市级启动响应并统一指挥后，县应急委服从其指挥。", ["县应急委"]),
        ("服从现场指挥。", []),
        ("乡镇卫生院和村卫生室负责首诊报告。", ["乡镇卫生院", "村卫生室"]),
        ("学校医务室登记学生病情。", ["学校医务室"]),
        ("县人民医院为定点收治医院；县疾病预防控制中心负责监测。",
         ["县人民医院", "县疾病预防控制中心"]),
        ("县人民医院保留不少于20张应急床位。", ["县人民医院"]),
        ("教室保留两个出口。", []),
    ],
)  # fmt: skip
def test_who_takes_a_place_keeps_or_obeys_is_its_subject(sentence, names):
    assert sorted(duties_in(sentence)) == sorted(names)


def test_who_takes_command_is_named_among_the_criteria_of_a_level():
    text = "Ⅱ级：12小时未能控制明火。由县应急委主任决定启动，县应急委副主任任总指挥。"
    clause = Said("a", "", "（2）", "", text, above="县级响应启动条件")
    assert sorted(one.name for one in actors_of([clause])) == ["县应急委主任", "县应急委副主任"]
