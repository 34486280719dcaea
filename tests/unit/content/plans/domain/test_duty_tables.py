# ruff: noqa: E501 - documents as data
"""Who does what is read out of tables too, where their heads say which column is which."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.plans.domain.actors import Said, actors_of
from content.plans.domain.duty_tables import has_duties
from content.plans.domain.kept import dump, load
from content.plans.domain.pipeline import parse_bytes
from content.plans.domain.situations import situations_of
from tests.samples.actors import said, said_in

MEMBERS = (
    ("序号", "成员单位", "主要职责"),
    ("1", "县应急局", "承担指挥部日常工作；组织会商。"),
    ("2", "县水利局、县气象局", "负责水情雨情监测。"),
    ("3", "各乡镇（街道）", "组织群众转移。"),
    ("4", "县防指", "统一指挥抢险。"),
)
TASKS = (
    ("工作任务", "牵头单位", "配合单位", "完成时限"),
    ("开展隐患排查", "县应急局", "县水利局、县教育局等有关部门", "5月底前"),
)


def table(rows, heading="成员单位职责", chapter="2 组织体系"):
    return Said("table", chapter, "", heading, "", 1, "2.1", "组织体系", (), tuple(rows))


def duties(*clauses):
    return {
        actor.name: [(duty.office, duty.sentence) for duty in actor.duties]
        for actor in actors_of(clauses)
    }


def test_each_unit_has_the_duty_of_its_row():
    assert duties(table(MEMBERS)) == {
        "县应急局": [("", "承担指挥部日常工作；组织会商。")],
        "县水利局": [("", "负责水情雨情监测。")],
        "县气象局": [("", "负责水情雨情监测。")],
        "乡镇人民政府": [("", "组织群众转移。")],
        "县防指": [("", "统一指挥抢险。")],
    }


def test_who_only_helps_has_the_task_as_what_the_head_calls_it():
    assert duties(table(TASKS)) == {
        "县应急局": [("", "开展隐患排查 · 5月底前")],
        "县水利局": [("配合单位", "开展隐患排查 · 5月底前")],
        "县教育局": [("配合单位", "开展隐患排查 · 5月底前")],
    }


def test_beside_who_leads_the_members_are_shown_as_members():
    rows = (
        ("工作组", "牵头单位", "成员单位", "主要职责"),
        ("群众安置组", "县民政局", "县应急局、县住建局", "转移安置受灾群众。"),
        ("社会治安组", "县公安局", "——", "维护治安。"),
    )
    found = duties(table(rows))
    assert found["县民政局"] == [("", "转移安置受灾群众。")]
    assert found["县应急局"] == found["县住建局"] == [("成员单位", "转移安置受灾群众。")]
    assert found["县公安局"] == [("", "维护治安。")]
    assert found["群众安置组"] == [("", "转移安置受灾群众。")]


@pytest.mark.parametrize("head", ["成员单位", "责任单位", "实施单位"])
def test_without_a_column_of_who_leads_each_has_the_task_as_its_own(head):
    rows = (("主要职责", head), ("转移安置受灾群众。", "县民政局、县应急局"))
    assert duties(table(rows)) == {
        "县民政局": [("", "转移安置受灾群众。")], "县应急局": [("", "转移安置受灾群众。")],
    }  # fmt: skip


def test_duties_of_several_columns_are_told_apart_by_their_heads():
    rows = (("单位", "平时职责", "战时职责"), ("县供电公司", "维护电网安全。", "抢修受损线路。"))
    assert duties(table(rows)) == {
        "县供电公司": [("", "平时职责：维护电网安全。"), ("", "战时职责：抢修受损线路。")]
    }


def test_a_head_that_comes_again_is_nobody():
    assert duties(table((*MEMBERS, *MEMBERS))) == duties(table(MEMBERS))


def test_a_row_above_the_head_may_hold_the_name_of_the_table():
    rows = (("职责分工表",) * 2, ("部门", "职责"), ("县公安局", "维护治安秩序。"))
    assert duties(table(rows)) == {"县公安局": [("", "维护治安秩序。")]}


@pytest.mark.parametrize(
    "rows",
    [
        (("指标", "单位", "目标"), ("培训率", "%", "≥80")),
        (("姓名", "单位", "电话"), ("张三", "县应急局", "119")),
        (("单位", "职责"),), (("", ""),), ((),), (),
        (("成员单位的职责和任务分工应当按照下面的规定执行", "县应急局"), ("县水利局", "负责水情。")),
        (("县应急局", "负责会商。"), ("县水利局", "负责水情监测。")),
    ],
)  # fmt: skip
def test_other_tables_tell_nobody_what_to_do(rows):
    assert duties(table(rows)) == {}


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("单位", "公里"), ("单位", "人"), ("责任人", "张三"), ("责任单位", "同上"), ("责任单位", "—"),
        ("责任单位", "见附件"), ("责任单位", ""), ("责任单位", "按职责分工落实的单位应当报告" * 20),
        ("责任单位", "县应急局、5000"),
    ],
)  # fmt: skip
def test_a_cell_that_names_no_unit_gives_the_task_to_nobody(head, cell):
    rows = (("任务", head), ("修建防洪堤和排水渠", cell))
    assert duties(table(rows)) == {}


def test_nothing_is_a_duty_that_tells_when_a_level_begins_or_what_was():
    assert duties(table(MEMBERS, heading="启动条件")) == {}
    assert duties(table(MEMBERS, chapter="一、发展现状")) == {}


def test_a_sentence_and_a_row_that_name_one_unit_make_one_card_in_the_order_of_the_plan():
    before = said("县应急局负责统一协调。", "2.1", anchor="a")
    after = said("县应急局负责发布预警。", "3.1", anchor="b")
    sentences = [one for _office, one in duties(before, table(MEMBERS), after)["县应急局"]]
    assert sentences == [
        "县应急局负责统一协调。", "承担指挥部日常工作；组织会商。", "县应急局负责发布预警。",
    ]  # fmt: skip


def test_what_leads_to_a_table_says_that_it_goes_on_there():
    lead = Said("a", "2", "2.1", "", "县防汛抗旱指挥部负责下列事项，分工如下：", 0)
    below = table(MEMBERS)
    [office] = [one for one in actors_of([lead, below]) if one.name == "县防汛抗旱指挥部"]
    assert office.duties[0].is_open
    assert office.duties[0].items == ()


def test_a_table_is_no_situation_and_is_kept_without_its_other_rows():
    found = actors_of([table(MEMBERS)])
    assert situations_of([table(MEMBERS)]) == []
    assert load(dump(found)) == found
    assert {duty.said.rows for actor in found for duty in actor.duties} == {()}


def test_merged_cells_of_a_document_stand_in_each_of_their_rows():
    page = (
        "<html><body><h1>安澜县防汛应急预案</h1><h2>一、职责</h2><p>各单位职责如下。</p><table>"
        "<tr><th>责任单位</th><th>工作任务</th></tr>"
        "<tr><td rowspan=2>县水利局</td><td>监测水情。</td></tr><tr><td>调度水库。</td></tr>"
        "<tr><td>县住建局</td><td rowspan=2>排除积水。</td></tr><tr><td>县城管局</td></tr>"
        "</table></body></html>"
    )
    found = duties(*said_in(page.encode(), "a.html"))
    assert found == {
        "县水利局": [("", "监测水情。"), ("", "调度水库。")],
        "县住建局": [("", "排除积水。")],
        "县城管局": [("", "排除积水。")],
    }
    assert len(parse_bytes(page.encode(), "a.html").tables) == 1


CELLS = st.sampled_from(
    ["责任单位", "职责", "任务", "牵头单位", "配合单位", "县应急局", "各乡镇", "、", "", "\n", "负责会商。", "（" * 50]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=8))
def test_whatever_stands_in_a_table_only_names_of_it_are_actors(rows):
    has_duties(rows)
    written = "".join(cell for row in rows for cell in row)
    assert all("应急局" in name or "乡镇" in name for name in duties(table(rows))), written


def test_a_table_of_many_rows_costs_in_proportion():
    def cost(count):
        rows = [
            MEMBERS[0],
            *((str(n), f"县第{n % 200}中学", f"组织第{n}批学生。") for n in range(count)),
        ]
        begin = time.process_time()
        assert sum(len(one.duties) for one in actors_of([table(rows)])) == count
        return time.process_time() - begin

    cost(100)
    few, many = cost(1_000), cost(8_000)
    assert many < 24 * few + 1
