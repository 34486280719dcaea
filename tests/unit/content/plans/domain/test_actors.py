"""Who does what, on the county's own documents as read by hand, and on the forms of a sentence."""

import json
from pathlib import Path

import pytest

from content.plans.domain.actor_items import MOST_LINES
from content.plans.domain.actor_mentions import mentions
from content.plans.domain.actors import Said, actors_of
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes

ROOT = Path(__file__).parents[5]
DOCUMENTS = ROOT / "portal" / "operations" / "demonstration" / "documents"
EXPECTED = json.loads((ROOT / "tests" / "data" / "actors.json").read_text(encoding="utf-8"))
LEFT_OUT = (NodeKind.TITLE, NodeKind.NOTICE, NodeKind.TABLE, NodeKind.CLOSING)


def said_in(data, name):
    nodes = parse_bytes(data, name).nodes
    chapters = []
    found = []
    for at, node in enumerate(nodes):
        above = nodes[node.parent] if node.parent is not None else None
        label = f"{node.number}{node.heading}"
        chapters.append(label if above is None else chapters[node.parent])
        if node.kind not in LEFT_OUT:
            found.append(
                Said(
                    str(at), chapters[at], node.number, node.heading, node.text, node.depth,
                    node.number, above.heading if above else "",
                )
            )  # fmt: skip
    return found


def duties_in(*texts):
    said = [Said(str(at), "", "", "", text) for at, text in enumerate(texts)]
    return {actor.name: [duty.sentence for duty in actor.duties] for actor in actors_of(said)}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_actors_of_our_own_documents_are_those_that_were_read_by_hand(name):
    said = said_in((DOCUMENTS / name).read_bytes(), name)
    found = {actor.name: [duty.sentence[:24] for duty in actor.duties] for actor in actors_of(said)}
    assert found == EXPECTED[name]


def test_every_sentence_is_quoted_word_for_word():
    for file in sorted(DOCUMENTS.glob("*.*")):
        said = said_in(file.read_bytes(), file.name)
        for actor in actors_of(said):
            for duty in actor.duties:
                assert duty.sentence in duty.said.text
                if duty.office or duty.said.heading:
                    continue
                names = (actor.name, *actor.names)
                shared = actor.name.removesuffix("部门").removesuffix("单位")
                assert any(name in duty.sentence for name in (*names, shared)), actor


@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("bortala-13th-five-year-plan.txt", 18),
        ("leping-14th-five-year-plan.txt", 8),
        ("zengcheng-2015-work-plan.txt", 0),
    ],
)
def test_real_plans_name_few_actors_and_none_where_nobody_is_named(shared_plan, name, actors):
    found = actors_of(said_in(shared_plan(name), name))
    assert len(found) == actors
    assert all(len(actor.name) <= 12 for actor in found)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("县应急管理局负责值班。", ["县应急管理局"]),
        ("县交通运输局、县公安局：负责道路抢通。", ["县交通运输局", "县公安局"]),
        ("县住房和城乡建设局和县公安局应当立即到场。", ["县住房和城乡建设局", "县公安局"]),
        ("发生险情的，村民委员会应当立即报告。", ["村（居）民委员会"]),
        ("首次会议由县防指办公室组织。", ["县防指办公室"]),
        ("险情扩大时报告；乡镇在30分钟内续报。", ["乡镇人民政府"]),
        ("责任单位：县财政局、各乡镇人民政府。", ["县财政局", "乡镇人民政府"]),
        ("有关部门应当配合。", ["有关部门"]),
        ("县自然资源和规划局负责监测。", ["县自然资源和规划局"]),
        ("县教育和体育局和县公安局负责护送。", ["县教育和体育局", "县公安局"]),
        (
            "县粮食和物资储备局、县城市管理和综合执法局应当到场。",
            ["县粮食和物资储备局", "县城市管理和综合执法局"],
        ),
        ("县农业农村和科技局负责统计。", ["县农业农村和科技局"]),
        ("县应急管理局主要负责组织演练。", ["县应急管理局"]),
        ("县、乡镇人民政府应当组织疏散。", ["县人民政府", "乡镇人民政府"]),
        ("县人民政府及其有关部门应当公布电话。", ["县人民政府", "有关部门"]),
        ("各县（市、区）人民政府负责落实。", ["县（市、区）人民政府"]),
        ("各县市要编制风险清单。", ["县市人民政府"]),
        ("州、县市每年至少组织2次演练。", ["州人民政府", "县市人民政府"]),
        ("州、县市应急办每年召开1次会议。", ["州应急办", "县市应急办"]),
        ("工业园区管委会应当派人值守。", ["工业园区管委会"]),
        ("县人武部、县红十字会负责动员。", ["县人武部", "县红十字会"]),
        ("村党组织书记负责指挥。", ["村党组织书记"]),
        ("任何单位和个人不得瞒报。", ["任何单位和个人"]),
        ("每年4月30日前，乡镇人民政府和成员单位完成汛前检查。", ["乡镇人民政府", "成员单位"]),
        (
            "巡查人员发现渗水，或者村（社区）发现人员被困的，应当立即报告。",
            ["巡查人员", "村（社区）"],
        ),
        (
            "县民政局、县财政局以及供电、通信等单位，按照各自职责做好保障。",
            ["县民政局", "县财政局", "供电单位", "通信单位"],
        ),
        ("供水、供电单位在2小时内提出抢修方案。", ["供水单位", "供电单位"]),
        ("有山洪危险区的村，每年汛前至少组织1次演练。", ["村（社区）"]),
        ("县防汛办公室设在县水利局，承担综合协调工作。", ["县防汛办公室"]),
        ("在操场的学生原地蹲下。", ["学生"]),
        ("受伤学生由校医检查。", ["校医"]),
        ("门卫发现有人强行进入的，不上前拦阻。", ["门卫"]),
        ("本预案由校长签发。", ["校长"]),
        ("教师只在火很小的情况下扑救。", ["教师"]),
    ],
)
def test_a_subject_is_found_in_the_forms_that_plans_use(sentence, names):
    assert sorted(duties_in(sentence)) == sorted(names)


@pytest.mark.parametrize(
    "sentence",
    [
        "县防指办公室设在县应急管理局。",
        "主任由分管应急工作的副县长担任。",
        "应当立即报告县应急管理局。",
        "由有权发布的单位分别发布。",
        "气象部门发布的信息不是预警。",
        "坚持统一领导、分级负责。",
        "鼓励社会公众参与。",
        "农村应当加强防范。",
        "组织编制预案。",
        "《突发事件应对法》规定，县级以上人民政府应当建立制度。",
        "根据《防洪法》第四十一条规定，县防汛抗旱指挥部负责防汛。",
        "为落实县人民政府应当承担的责任，县应急管理局依法制定本预案。",
        "灾害信息员，是指县应急管理局应当培训的人员。",
        "公告写明“各单位应当停工”。",
        "气象台发布红色预警后，应当立即停课。",
        "督促企业落实责任。",
        "合理划分各级政府及相关部门任务。",
        "建立以社区、学校、企业等基层组织为重点的格局。",
        "县水利局值班电话0000-0000000。",
        "乡镇储备能够满足100人的需要。",
        "副指挥长由县水利局主要负责人担任。",
        "",
    ],
)
def test_what_names_nobody_to_act_is_left_out(sentence):
    assert duties_in(sentence) == {}


def test_a_short_name_counts_for_the_full_one_and_its_office_for_the_office():
    found = duties_in(
        "县人民政府设立县防汛抗旱指挥部（以下简称县防指）。",
        "县防指统一指挥。县防指办公室立即核实。县防汛抗旱指挥部办公室应当上报。",
    )
    assert found["县防汛抗旱指挥部"] == ["县防指统一指挥。"]
    assert len(found["县防汛抗旱指挥部办公室"]) == 2


def test_a_text_in_traditional_script_is_quoted_as_written():
    found = duties_in("縣應急管理局應當立即報告。")
    assert list(found.values()) == [["縣應急管理局應當立即報告。"]]


def duty_in(name, actor, label):
    said = said_in((DOCUMENTS / name).read_bytes(), name)
    found = next(one for one in actors_of(said) if one.name == actor)
    return next(duty for duty in found.duties if duty.said.label == label)


@pytest.mark.parametrize(
    ("name", "actor", "label", "first", "last", "count"),
    [
        (
            "flood-drought-plan.txt", "乡镇人民政府主要负责人", "4.2.1",
            "上游降雨猛增、溪沟水突然断流或者急涨、水色突然变浑；", "通信中断且无法请示。", 4,
        ),
        (
            "general-plan.md", "乡镇人民政府主要负责人", "4.2",
            "核实受伤、被困和失去联系的人数；", "引导后续救援力量进入现场。", 5,
        ),
        (
            "forest-fire-plan.txt", "县森林草原防灭火指挥部办公室", "4.1.2",
            "造成人员伤亡或者有人被围困；", "位于县界附近，可能跨界蔓延。", 4,
        ),
    ],
)  # fmt: skip
def test_a_sentence_that_ends_in_a_colon_brings_the_points_below_it(
    name, actor, label, first, last, count
):
    items = duty_in(name, actor, label).items
    assert [items[0].text, items[-1].text, len(items)] == [first, last, count]
    assert items[0].label == "（1）"


def said(text, label="", depth=0, anchor=None, heading=""):
    return Said(anchor or text, "", label, heading, text, depth, label)


def items_of(*clauses):
    (actor,) = [one for one in actors_of(clauses) if one.name == "县水利局"]
    return [item.label + item.text for item in actor.duties[0].items]


def test_points_are_taken_wherever_they_stand():
    duty = "县水利局应当做好以下工作："
    assert items_of(said(f"{duty}\n一是巡查。\n二是上报。\n坝上不得停车。")) == [
        "一是巡查。", "二是上报。",
    ]  # fmt: skip
    assert items_of(said(f"{duty}（1）巡查。（2）上报。坝上不得停车。")) == ["（2）上报。"]
    paragraph = (said(duty), said("巡查；", "（1）"), said("上报。", "（2）"), said("另一段。"))
    assert items_of(*paragraph) == ["（1）巡查；", "（2）上报。"]
    nested = (said(duty, "4.1"), said("巡查：", "（1）", 1), said("看坝。", "①", 2))
    assert items_of(*nested, said("别的。", "4.2")) == ["（1）巡查：", "①看坝。"]


def test_points_end_where_the_next_heading_begins_though_it_has_no_text():
    (actor,) = actors_of(
        [
            said("县水利局做好以下工作：", "4.1", 1),
            said("", "4.2", 1, "x"),
            said("别的。", "4.2.1", 2),
        ]
    )
    assert actor.duties[0].items == ()
    assert actor.duties[0].is_open


def named_in(actor, *clauses):
    found = actors_of(clauses)
    (wanted,) = [one for one in found if one.name == actor]
    return [one.label for one in mentions(wanted, found, clauses)]


def test_every_other_clause_that_names_an_actor_is_listed():
    clauses = (
        said("县应急管理局设防汛抗旱指挥部（以下简称县防指）。", "1"),
        said("县防指统一指挥。", "2"),
        said("灾情报县防指。县防指办公室负责汇总。", "3"),
        said("县防指办公室负责值班。", "4"),
        said("听从防汛抗旱指挥部。", "5", heading="别的"),
        said("县水利局负责调度。", "6"),
    )
    assert named_in("防汛抗旱指挥部", *clauses) == ["1", "3", "5"]
    assert named_in("防汛抗旱指挥部办公室", *clauses) == []


def test_a_clause_with_one_sentence_read_and_one_not_is_listed():
    assert named_in("县水利局", said("县水利局负责调度。险情告知县水利局。", "1")) == ["1"]
    assert named_in("县水利局", said("县水利局负责调度。", "1")) == []


def test_a_name_inside_another_name_is_not_the_actor():
    clauses = (
        said("校长负责指挥。年级组长负责清点。组长负责放行。教师负责看护。", "1"),
        said("副校长到场。", "2"),
        said("报年级组长。", "3"),
        said("报任课教师。", "4"),
    )
    assert named_in("校长", *clauses) == []
    assert named_in("组长", *clauses) == []
    assert named_in("教师", *clauses) == ["4"]


def test_the_points_of_a_duty_count_as_read():
    clauses = (said("县水利局做好以下工作：", "1"), said("县水利局巡坝。", "（1）", 1))
    assert named_in("县水利局", *clauses) == []


def test_who_finds_something_is_not_who_has_to_come():
    found = duties_in("护林员发现火情的，乡镇人民政府应当派人到场。")
    assert list(found) == ["乡镇人民政府"]


@pytest.mark.parametrize(
    ("heading", "above", "chapter", "text", "names"),
    [
        ("", "县水利局职责", "", "负责水情监测。", ["县水利局"]),
        ("", "启动条件", "", "县气象台发布红色预警。由县长决定启动。", ["县长"]),
        ("编制目的", "", "", "县水利局负责水情。", []),
        ("", "", "一、现状与形势", "各乡镇组织演练120次。", []),
    ],
)
def test_headings_say_whom_a_clause_speaks_of_and_whether_it_orders(
    heading, above, chapter, text, names
):
    clause = Said("a", chapter, "1", heading, text, above=above)
    assert [actor.name for actor in actors_of([clause])] == names


def test_what_is_decided_stands_before_who_decides_it():
    found = duties_in("转移300人以上。由县长决定启动。")
    assert found == {"县长": ["转移300人以上。由县长决定启动。"]}


def actor_in(name, actor):
    said = said_in((DOCUMENTS / name).read_bytes(), name)
    return next(one for one in actors_of(said) if one.name == actor)


def test_the_duties_of_an_office_stand_with_the_person_who_holds_it():
    headmaster = actor_in("school-plan.txt", "校长")
    assert headmaster.offices[0].sentence.startswith("校长任组长，")
    by_office = {duty.sentence[:10]: duty.office for duty in headmaster.duties}
    assert by_office["组长接报后立即决定避"] == "组长"
    assert by_office["组长获悉后立即电话报"] == "组长"
    assert by_office["学校信息由校长统一对"] == ""
    deputy = actor_in("school-plan.txt", "分管安全的副校长")
    assert [duty.office for duty in deputy.duties] == ["副组长"]
    chief = actor_in("flood-drought-plan.txt", "分管应急工作的副县长")
    assert {duty.office for duty in chief.duties} == {"县防汛抗旱指挥部指挥长"}


def test_an_office_of_which_there_are_two_is_given_to_nobody():
    said_twice = "校长任组长。教导主任任组长。组长应当立即报告。"
    assert list(duties_in(said_twice)) == ["组长"]


def test_an_office_that_several_may_hold_is_not_taken_from_a_list():
    assert list(duties_in("县水利局、县公安局主要负责人任副组长。副组长应当报告。")) == ["副组长"]


@pytest.mark.parametrize("actor", ["组长", "校医", "门卫", "总务处", "学生", "年级组长", "教师"])
def test_everybody_in_a_school_has_a_card(actor):
    assert actor_in("school-plan.txt", actor).duties


def test_the_village_learns_within_how_many_minutes_it_reports():
    village = actor_in("flood-drought-plan.txt", "村（社区）")
    assert any("最迟不超过15分钟" in duty.sentence for duty in village.duties)


def test_no_sentence_that_names_an_actor_is_lost_between_duties_and_mentions():
    for file in sorted(DOCUMENTS.glob("*.txt")):
        clauses = said_in(file.read_bytes(), file.name)
        actors = actors_of(clauses)
        for actor in actors:
            told = {duty.said.anchor for duty in actor.duties}
            told |= {item.anchor for duty in actor.duties for item in duty.items}
            told |= {office.said.anchor for office in actor.offices}
            told |= {one.anchor for one in mentions(actor, actors, clauses)}
            for clause in clauses:
                bare = clause.text
                for other in actors:
                    if actor.name in other.name and other.name != actor.name:
                        bare = bare.replace(other.name, "")
                bare = bare.replace(f"副{actor.name}", "")
                assert actor.name not in bare or clause.anchor in told, (actor.name, clause)


def test_a_text_whose_every_line_ends_in_a_colon_costs_no_square_of_its_length():
    text = "\n".join(f"（{n % 90 + 1}）县水利局应当：" for n in range(3_000))
    (actor,) = actors_of([said(text)])
    assert max(len(duty.items) for duty in actor.duties) == MOST_LINES


def test_what_opens_and_never_ends_is_read_in_one_pass():
    for mark in ("“", "《", "（", "由", "县、", "和"):
        assert actors_of([said(mark * 20_000 + "县水利局")]) == []
