"""A table of the levels of a response says who decides that it starts and who commands it."""

import time

import pytest

from content.plans.domain.actors import Said, actors_of
from content.plans.domain.duty_tables import has_duties
from content.plans.domain.situations import situations_of
from tests.samples.actors import DOCUMENTS, said_in

HEADS = ("响应级别", "启动条件", "启动决定", "指挥", "到岗时限")
FIRST = ("Ⅰ级", "影响5个以上乡镇", "县应急委主任", "县应急委主任任总指挥", "指挥部成员30分钟内到岗")
THIRD = ("Ⅲ级", "影响2个乡镇", "县防指指挥长", "县防指指挥长", "有关成员1小时内到岗")


def table(*rows, above="响应级别", chapter="4 应急响应"):
    return Said("table", chapter, "", "", "", 1, "4.3.1", above, (), rows)


def duties(*clauses):
    return {one.name: [duty.sentence for duty in one.duties] for one in actors_of(clauses)}


def test_each_level_gives_who_decides_and_who_commands_its_row_as_written():
    assert duties(table(HEADS, FIRST, THIRD)) == {
        "县应急委主任": ["Ⅰ级 启动决定：县应急委主任", "Ⅰ级 指挥：县应急委主任任总指挥"],
        "县防指指挥长": ["Ⅲ级 启动决定：县防指指挥长", "Ⅲ级 指挥：县防指指挥长"],
        "指挥部成员": ["Ⅰ级 到岗时限：指挥部成员30分钟内到岗"],
    }


def test_levels_may_stand_side_by_side():
    rows = (
        ("项目", "Ⅰ级响应", "Ⅱ级响应"),
        ("启动条件", "特大洪水", "大洪水"),
        ("启动权限", "县长", "分管副县长"),
        ("指挥", "县长任总指挥", "县应急局局长、县水利局局长"),
    )
    assert duties(table(*rows)) == {
        "县长": ["Ⅰ级响应 启动权限：县长", "Ⅰ级响应 指挥：县长任总指挥"],
        "分管副县长": ["Ⅱ级响应 启动权限：分管副县长"],
        "县应急局局长": ["Ⅱ级响应 指挥：县应急局局长、县水利局局长"],
        "县水利局局长": ["Ⅱ级响应 指挥：县应急局局长、县水利局局长"],
    }


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("县长", "县长"),
        ("由县长批准", "县长"),
        ("报县长批准后启动", "县长"),
        ("县防指总指挥", "县防指总指挥"),
        ("县委书记、", "县委书记"),
    ],
)
def test_what_is_said_of_the_office_is_no_part_of_its_name(cell, name):
    rows = (("响应级别", "批准"), ("Ⅰ级", cell))
    assert list(duties(table(*rows))) == [name]


@pytest.mark.parametrize(
    "cell", ["按程序报批", "见附件", "有关领导", "县长视情决定是否启动", "—", "", "县长" * 60]
)
def test_a_cell_that_says_anything_else_gives_nobody_a_duty(cell):
    assert duties(table(("响应级别", "启动决定"), ("Ⅰ级", cell))) == {}


@pytest.mark.parametrize(
    "rows",
    [
        (("指标", "2025年", "2030年"), ("指挥", "县长", "县长")),
        (("单位", "岗位", "电话"), ("县应急局", "总指挥", "0000-0000000")),
        (("物资", "数量", "决定人"), ("冲锋舟", "5艘", "县长")),
        (("预警级别", "批准"), ("Ⅰ级", "县长")),
        (("响应级别", "启动条件", "响应措施"), ("Ⅰ级", "县长", "县长")),
        (("响应级别", "启动程序"), ("Ⅰ级", "县长")),
        (("Ⅰ级", "县长"), ("Ⅱ级", "副县长")),
    ],
)
def test_other_tables_give_nobody_a_duty(rows):
    assert duties(table(*rows)) == {}


def test_a_table_of_no_response_gives_nobody_a_duty():
    rows = (("级别", "启动决定"), ("Ⅰ级", "县长"))
    assert duties(table(*rows)) == {"县长": ["Ⅰ级 启动决定：县长"]}
    assert duties(table(*rows, above="事件分级")) == {}
    assert duties(table(*rows, chapter="1 现状")) == {}


def test_rows_of_any_length_are_read():
    rows = ((), ("响应级别", "启动决定"), ("Ⅰ级",), (), ("Ⅱ级", "县长", "多"))
    assert duties(table(*rows)) == {"县长": ["Ⅱ级 启动决定：县长"]}
    assert not has_duties(())


def test_the_shipped_plan_gives_the_cards_what_its_table_says():
    name = "general-plan.md"
    found = duties(*said_in((DOCUMENTS / name).read_bytes(), name))
    decides = [
        "Ⅰ级 启动决定：县应急委主任", "Ⅰ级 指挥：县应急委主任任总指挥",
        "Ⅱ级 启动决定：县应急委主任",
    ]  # fmt: skip
    assert [one for one in found["县长"] if "级 " in one] == decides
    assert [one for one in found["县应急管理委员会主任"] if "级 " in one] == decides
    assert found["县应急管理委员会副主任"] == ["Ⅱ级 指挥：县应急委副主任任总指挥"]
    assert found["专项指挥部指挥长"] == [
        "Ⅲ级 启动决定：专项指挥部指挥长",
        "Ⅲ级 指挥：专项指挥部指挥长",
    ]
    assert found["专项指挥部办公室主任"] == ["Ⅳ级 启动决定：专项指挥部办公室主任"]
    assert len(found["指挥部成员"]) == 2


def test_it_is_no_situation_and_many_rows_cost_in_proportion():
    assert situations_of([table(HEADS, FIRST, THIRD)]) == []
    started = time.process_time()
    assert len(duties(table(HEADS, *[FIRST] * 20_000))) == 2
    assert time.process_time() - started < 20
