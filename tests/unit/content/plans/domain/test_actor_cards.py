"""What stands on the card of an actor: its duties with their points, its offices, and every other
clause that names it."""

import pytest

from content.plans.domain.actor_items import MOST_LINES
from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actors import MOST, actors_of
from tests.samples.actors import DOCUMENTS, actor_in, duties_in, said, said_in


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


def test_points_end_where_something_is_said_of_all_of_them():
    duty = said("县水利局应当做好以下工作：", "4.1")
    points = (said("巡查；", "（1）", 1), said("上报。", "（2）", 1), said("先远后近。", "", 1))
    assert items_of(duty, *points) == ["（1）巡查；", "（2）上报。"]


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
    found = with_mentions(actors_of(clauses), clauses)
    (wanted,) = [one for one in found if one.name == actor]
    return [one.label for one in wanted.mentions]


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
        actors = with_mentions(actors_of(clauses), clauses)
        for actor in actors:
            told = {duty.said.anchor for duty in actor.duties}
            told |= {item.anchor for duty in actor.duties for item in duty.items}
            told |= {office.said.anchor for office in actor.offices}
            told |= {one.anchor for one in actor.mentions}
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


def test_a_text_of_thousands_of_offices_is_no_plan_and_costs_what_it_is_long():
    """A county's fullest plan names some sixty; each would be a page that anybody may open."""
    names = [f"{chr(0x4E00 + n)}{chr(0x4E00 + n * 7 % 20_000)}" for n in range(8_000)]
    text = "".join(f"县{one}局（以下简称“{one}局”）负责报告。险情告知{one}局。" for one in names)
    clauses = [said(text, "1"), said(text, "2")]
    found = with_mentions(actors_of(clauses), clauses)
    assert len(found) == MOST
    assert {one.label for actor in found for one in actor.mentions} == {"1", "2"}
