"""Who acts in the plain sentences of any county, and the bodies that are only named."""

import pytest

from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actor_named import with_named
from content.plans.domain.actors import MOST, actors_of
from tests.samples.actors import duties_in, said


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("县消防救援大队第一时间赶赴现场开展救援。", ["县消防救援大队"]),
        ("学校停课时，校长第一时间组织学生撤到高处，并清点人数。", ["校长"]),
        ("转移路线由村委会事先勘定。", ["村（居）民委员会"]),
        ("村委会事先勘定转移路线。", ["村（居）民委员会"]),
        ("县气象局提前24小时发布预警。", ["县气象局"]),
        ("县通信管理部门保障应急通信畅通。", ["县通信管理部门"]),
        ("县融媒体中心滚动播发预警信息。", ["县融媒体中心"]),
        ("县气象局达到红色预警标准时，应当在10分钟内报告。", ["县气象局"]),
        ("必要时，县人武部可协调民兵参加抢险。", ["县人武部"]),
        ("网格员携带扩音器沿路线巡查。", ["网格员"]),
        ("村“两委”逐户通知危险区群众。", ["村“两委”"]),
        ("危险区群众由村“两委”逐户通知。", ["村“两委”"]),
        ("县卫生健康委牵头做好救治，县红十字会予以配合。", ["县卫生健康委", "县红十字会"]),
        ("县公安局、县交通运输局全力配合。", ["县公安局", "县交通运输局"]),
        (
            "乡镇（街道）在安置点配备饮水和食品，民政部门做好救助。",
            ["乡镇人民政府", "民政部门"],
        ),
        ("对不履行职责的，由县纪委监委依规依纪处理。", ["县纪委监委"]),
        ("转移以村为单位组织实施，由村党支部书记任转移责任人。", ["村党支部书记"]),
        ("各村组建不少于10人的抢险队。", ["村（社区）"]),
        ("县消防救援大队接警后第一时间出动。", ["县消防救援大队"]),
        ("相关信息由县应急局汇总后统一对外发布。", ["县应急局"]),
        ("由县纪委监委对失职渎职行为严肃追责问责。", ["县纪委监委"]),
        ("群众诉求由乡镇信访办及时处理到位。", ["乡镇信访办"]),
    ],
)
def test_adverbs_and_plain_verbs_hide_nobody(sentence, names):
    assert sorted(duties_in(sentence)) == sorted(names)


@pytest.mark.parametrize(
    "sentence",
    [
        "加强组织保障。",
        "基层组织保障有力。",
        "县医疗保障局值班电话0000-0000000。",
        "县民政局保障经费20万元。",
        "事故由施工单位处置不当引发。",
        "主任由分管应急工作的副县长担任。",
        "降雨量达到红色预警标准时，全线停运。",
        "县乡村三级队伍达到20支。",
        "宣传“县应急管理局应当公开”的做法。",
        "便携式雷达由厂家提前交货。",
        "可视化指挥平台建成。",
        "企业应急预案可与本预案衔接。",
        "在人员密集场所配备灭火器。",
        "垃圾由县环卫处置中心运走。",
        "携带宠物的群众由社区安置。",
        "人员密集场所达到200人以上时，应当停业。",
    ],
)
def test_what_only_looks_like_a_plain_sentence_names_nobody(sentence):
    assert duties_in(sentence) == {}


def named_in(*clauses):
    actors = actors_of(clauses)
    found = with_mentions(with_named(actors, clauses), clauses)
    return {one.name: [said.label for said in one.mentions] for one in found if not one.duties}


def test_a_body_that_is_only_named_has_the_clauses_that_name_it():
    clauses = (
        said("联系单位：县教育局、县地震局。", "1"),
        said("县水利局负责监测。", "2"),
        said("险情报县地震局，并抄送县水利局和村委会。", "3"),
    )
    assert named_in(*clauses) == {
        "县地震局": ["1", "3"], "县教育局": ["1"], "村（居）民委员会": ["3"],
    }  # fmt: skip


def test_a_body_that_has_duties_under_its_full_name_is_not_named_again():
    clauses = (
        said("县人民政府设立县防汛抗旱指挥部（以下简称县防指）。县防指统一指挥。", "1"),
        said("险情报县防指、县防汛抗旱指挥部。", "2"),
    )
    assert named_in(*clauses) == {}


@pytest.mark.parametrize(
    "text",
    [
        "县防指办公室接报后立即报县人民政府值班室。",
        "伤员由镇卫生院救治或者转送县人民医院救治。",
        "《安澜县应急管理局关于县教育局的通知》。",
        "各级人民政府、有关部门。",
        "县直有关单位、县级各部门办公室。",
        "",
    ],
)
def test_a_stretch_of_a_sentence_is_no_body(text):
    assert not any(
        "救治" in one or "报" in one or "有关" in one for one in named_in(said(text, "1"))
    )
    assert "县教育局" not in named_in(said(text, "1"))


def test_a_list_of_thousands_of_bodies_gives_no_more_than_a_text_may_have():
    text = "、".join(f"县{chr(0x4E00 + n)}{chr(0x4E00 + n * 7 % 20_000)}局" for n in range(5_000))
    assert len(named_in(said(f"联系单位：{text}。", "1"))) <= MOST
