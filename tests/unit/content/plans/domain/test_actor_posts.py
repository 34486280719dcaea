"""Posts of a firm and a village, lists of duties, and what only the head of a body does."""

import pytest

from content.plans.domain.actors import Said, actors_of
from content.plans.domain.situations import cards_of
from tests.samples.actors import duties_in, said


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("值长下令紧急停炉。", {"值长"}),
        ("调度员接警后通知值班领导。", {"调度员"}),
        ("民兵应急分队担负抢险任务。", {"民兵应急分队"}),
        ("县消防救援大队、基干民兵200人前置备勤。", {"县消防救援大队", "基干民兵"}),
        ("电工切断电源。", {"电工"}),
        ("派出所民警维持秩序。", {"派出所民警"}),
        ("县公路段应当先封闭后除冰。", {"县公路段"}),
        ("青河水库管理站每2小时巡查1次。", {"青河水库管理站"}),
        ("县武警中队参与抢险救援。", {"县武警中队"}),
        ("县消防救援大队担任现场总指挥。", {"县消防救援大队"}),
        ("指挥长主持会商。", {"指挥长"}),
        ("县委、县政府主要负责同志坐镇指挥。", {"县委主要负责同志", "县政府主要负责同志"}),
        ("行动不便的，由包户干部背、抬、用车接送。", {"包户干部"}),
        ("转移时，网格员逐户敲门清点，村干部最后撤离。", {"网格员", "村干部"}),
        ("由妇女主任负责，村医负责伤员初步救护。", {"妇女主任", "村医"}),
        ("第一书记、驻村工作队协助转移群众。", {"第一书记", "驻村工作队"}),
    ],
)
def test_who_has_a_post_is_read_as_somebody_who_acts(sentence, names):
    assert set(duties_in(sentence)) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "群众参与度不断提高。",
        "负责同志应当到场。",
        "维持现场秩序，切断电源。",
        "主持人、讲解人名单另附。",
        "县人民政府、县应急管理局担任单位名单见附件。",
        "积雪路段封闭。",
        "疏散群众200人，转移学生30名。",
        "气象台接报后，",
    ],
)
def test_what_only_holds_such_a_word_names_nobody(sentence):
    assert duties_in(sentence) == {}


def test_a_bureau_beside_the_head_of_a_town_is_not_made_a_person():
    found = duties_in("县水利局、乡镇人民政府主要负责人应当到场。")
    assert set(found) == {"县水利局", "乡镇人民政府主要负责人"}


def table(head, *names):
    rows = ((head, "职责"), *((name, "切断进料，关闭阀门") for name in names))
    return {one.name for one in actors_of([Said("1", "", "", "", "", rows=rows)])}


def test_below_a_head_of_posts_any_post_is_a_name():
    assert table("岗位", "值班长", "操作工", "维修工", "安全员") == {
        "值班长", "操作工", "维修工", "安全员",
    }  # fmt: skip
    assert table("岗位", "待定人员", "罐区", "合计") == set()
    assert table("设备", "值班长") == set()


def test_every_point_of_a_list_of_duties_is_of_the_body_in_the_heading():
    text = "办公室设在县应急管理局。主要职责："
    clauses = [
        said(text, heading="县指挥部办公室", anchor="a"),
        said("承担日常工作；", label="（1）", depth=1),
        said("收集、汇总灾情。", label="（2）", depth=1),
    ]
    (office,) = [one for one in actors_of(clauses) if one.name == "县指挥部办公室"]
    (duty,) = [one for one in office.duties if one.items]
    assert duty.sentence == "主要职责："
    assert [(item.label, item.text) for item in duty.items] == [
        ("（1）", "承担日常工作；"), ("（2）", "收集、汇总灾情。"),
    ]  # fmt: skip


def test_below_a_heading_of_duties_a_task_without_a_name_is_of_that_body():
    def names(text, above):
        clause = Said("1", "", "（2）", "", text, 2, above=above)
        return [one.name for one in actors_of([clause])]

    assert names("收集、汇总灾情。", "县应急管理局职责") == ["县应急管理局"]
    assert names("收集、汇总灾情。", "县应急管理局") == []
    assert names("电力设施受损的，抢修。", "县应急管理局职责") == []


def test_an_office_that_a_sentence_gives_with_by_is_held():
    clauses = [
        said("县森林防灭火指挥部（以下简称县森防指）由县长任总指挥。"),
        said("县长负责签发命令。"),
    ]
    (head,) = [one for one in actors_of(clauses) if one.name == "县长"]
    assert [office.title for office in head.offices] == ["县森林防灭火指挥部总指挥"]


def test_the_card_of_a_situation_names_them_all():
    text = "转移时，网格员逐户敲门清点，村干部最后撤离。"
    assert [card.actors for card in cards_of([said(text)])] == [("网格员", "村干部")]
