"""Tasks and projects of planning documents, against what people read in them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.plans.domain.deadlines import days_in
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes
from content.plans.domain.tasks import LONGEST, TaskKind, TaskSource, tasks_of

DEMONSTRATION = Path(__file__).parents[5] / "portal" / "operations" / "demonstration" / "documents"
TASKS = ("主要任务", "加强演练")
HEAD = ("序号", "项目名称", "总投资（万元）", "建设期限", "责任单位")


def source(text, headings=TASKS, *, heading=None, kind=NodeKind.CLAUSE, node=1, **more):
    own = headings[-1] if heading is None else heading
    return TaskSource(node, kind, own, text, headings, **more)


def one(text, headings=TASKS, year=2026, **more):
    (found,) = tasks_of([source(text, headings, **more)], year=year)
    return found


def sources_of(parsed):
    """What the workbench makes of the rows of a version."""
    above, with_heads_below = {}, {node.parent for node in parsed.nodes if node.heading}
    cells, found = {}, []
    for cell in parsed.cells:
        cells.setdefault(cell.table, {})[cell.row, cell.column] = cell.text
    for index, node in enumerate(parsed.nodes):
        headings = above.get(node.parent, ())
        above[index] = (*headings, node.heading) if node.heading else headings
        rows = ()
        if node.table is not None:
            table = parsed.tables[node.table]
            rows = tuple(
                tuple(cells[node.table].get((row, column), "") for column in range(table.columns))
                for row in range(table.rows)
            )
        found.append(
            TaskSource(
                index, node.kind, node.heading, node.text, above[index],
                index not in with_heads_below, rows,
            )
        )  # fmt: skip
    return found


def tasks_in(data, name):
    parsed = parse_bytes(data, name)
    facts = parsed.metadata
    year = facts.period_start if facts.period_start == facts.period_end else None
    yearly = facts.kind in ("work_plan", "key_points")
    return parsed, tasks_of(sources_of(parsed), year=year, yearly=yearly)


def demonstration(name):
    return (DEMONSTRATION / name).read_bytes()


def test_the_key_points_of_the_county_are_twenty_four_items_and_a_task_for_each_day_in_them():
    parsed, found = tasks_in(demonstration("annual-work-points.txt"), "annual-work-points.txt")
    assert len({task.node for task in found}) == 24 and len(found) == 28
    assert {task.kind for task in found} == {TaskKind.TASK}
    assert all(task.leads for task in found)
    by_name = {task.name: task for task in found}
    towns = by_name["推进乡村两级预案编制：8个乡镇在6月底前完成本级应急预案修订"]
    villages = by_name[
        "推进乡村两级预案编制：9月底前，有山洪、地质灾害危险区的村完成本村应急预案编制"
    ]
    assert towns.leads == villages.leads == ("各乡镇人民政府", "县应急管理局")
    assert (towns.deadline, towns.due) == ("6月底前", date(2026, 6, 30))
    assert (villages.deadline, villages.due) == ("9月底前", date(2026, 9, 30))
    assert by_name["开展知晓率基线调查"].due == date(2026, 9, 30)
    assert by_name["加强救援队伍训练"].recurring and by_name["加强救援队伍训练"].due is None
    assert by_name["做好公共卫生和校园安全"].due is None
    for task in found:
        assert parsed.nodes[task.node].text[task.start : task.end] == task.wording


def test_the_five_year_plan_has_its_four_projects_with_who_leads_and_who_helps():
    _parsed, found = tasks_in(demonstration("five-year-plan.md"), "five-year-plan.md")
    projects = [task for task in found if task.kind == TaskKind.PROJECT]
    assert [(task.name, task.due) for task in projects] == [
        ("应急科普与培训平台工程：2026年底前上线运行", date(2026, 12, 31)),
        ("应急科普与培训平台工程：2027年底前覆盖全部乡镇和中小学校", date(2027, 12, 31)),
        ("灾害信息员能力提升工程", None),
        ("应急志愿者培育工程", date(2028, 12, 31)),
        ("山洪与地质灾害避险转移工程", date(2028, 12, 31)),
    ]
    assert projects[0].leads == projects[1].leads == ("县应急管理局",)
    assert projects[4].leads == ("县水利局", "县自然资源局")
    assert projects[4].helps == ("有关乡镇人民政府",)
    assert not any(task.costs or task.built for task in found)
    assert len(found) == 35
    days = {task.name: task.due for task in found if task.kind == TaskKind.TASK}
    for name, due in (
        ("在2026年底前完成其余县级专项应急预案和全部乡镇应急预案修订", date(2026, 12, 31)),
        ("在2027年底前完成全部村（社区）应急预案编制", date(2027, 12, 31)),
        ("到2026年底村（社区）覆盖率达到60%以上", date(2026, 12, 31)),
        ("村（社区）覆盖率到2028年底达到100%", date(2028, 12, 31)),
        ("到2026年底每类至少有1名专家", date(2026, 12, 31)),
        ("在城关镇、青河镇等乡镇组织首批试点", date(2026, 12, 31)),
    ):
        assert days[name] == due
    assert not [name for name in days if name.startswith(("调查对象", "2026年为", "2027年至"))]


def test_bortala_has_a_task_in_each_item_and_five_projects(shared_plan):
    parsed, found = tasks_in(shared_plan("bortala-13th-five-year-plan.txt"), "bortala.txt")
    projects = [task for task in found if task.kind == TaskKind.PROJECT]
    assert len(projects) == 5 and projects[0].name.endswith("能力提升工程")
    assert len(found) == 38
    assert not any(task.leads or task.helps or task.costs for task in found)
    platform = [task for task in found if task.name.startswith("继续推进政府综合应急平台体系建设")]
    assert [task.due.year for task in platform] == [2017, 2018, 2020]
    for task in found:
        assert parsed.nodes[task.node].text[task.start : task.end] == task.wording


def test_leping_has_fifty_four_tasks_and_thirteen_projects(shared_plan):
    _parsed, found = tasks_in(shared_plan("leping-14th-five-year-plan.txt"), "leping.txt")
    kinds = [task.kind for task in found]
    assert (kinds.count(TaskKind.TASK), kinds.count(TaskKind.PROJECT)) == (54, 13)


def test_zengcheng_in_traditional_script_has_the_eighteen_tasks_of_its_year(shared_plan):
    _parsed, found = tasks_in(shared_plan("zengcheng-2015-work-plan.txt"), "zengcheng.txt")
    assert len(found) == 18 and found[0].name.startswith("全面總結")
    assert not any(task.due for task in found)


def test_a_task_is_told_with_its_units_and_its_day():
    found = one("修订预案。（责任单位：县应急局、县气象局；完成时限：2026年6月底前）")
    assert (found.name, found.leads) == ("加强演练", ("县应急局", "县气象局"))
    assert (found.deadline, found.due) == ("2026年6月底前", date(2026, 6, 30))


def test_what_is_not_written_stays_empty():
    found = one("做好演练工作。")
    assert (found.leads, found.helps, found.deadline, found.due) == ((), (), "", None)
    assert (found.costs, found.built, found.recurring) == ("", "", False)


def test_several_tasks_of_one_clause_are_told_apart():
    text = "一是修订预案（责任单位：县应急局）。二是开展演练，提高能力（责任单位：县教育局）。"
    first, second = tasks_of([source(text)], year=2026)
    assert (first.name, first.leads) == ("修订预案", ("县应急局",))
    assert (second.name, second.leads) == ("开展演练", ("县教育局",))
    assert first.wording + second.wording == text


@pytest.mark.parametrize(
    "text", ["一是调查对象为常住居民，分层抽样。二是在2026年底前完成调查。", "2026年为试点阶段。"]
)
def test_what_something_is_is_no_task(text):
    found = tasks_of([source(text, heading="", headings=TASKS[:1])], year=None)
    assert [task.name for task in found] == ["在2026年底前完成调查"][: text.count("二是")]


def test_units_in_a_paragraph_of_their_own_belong_to_the_clause_above_it():
    below = source("责任单位：县应急局", heading="", kind=NodeKind.PARAGRAPH, node=2)
    (found,) = tasks_of([source("组织一次演练。"), below], year=2026)
    assert (found.node, found.leads, found.wording) == (1, ("县应急局",), "组织一次演练。")


def test_outside_the_tasks_only_a_sentence_with_a_deadline_is_one():
    place = ("保障措施", "加强考核")
    assert tasks_of([source("加强考核。", place)], year=2026) == []
    found = one("加强考核。12月底前形成考核结果。", place)
    assert (found.wording, found.due) == ("12月底前形成考核结果。", date(2026, 12, 31))


@pytest.mark.parametrize(
    "place",
    [
        ("现状与形势", "主要成效"), ("总体要求", "指导思想"),
        ("总体要求", "发展目标"), ("主要指标",),
    ],
)  # fmt: skip
def test_reviews_principles_and_goals_are_no_tasks(place):
    text = "2026年6月底前完成修订（责任单位：县应急局）。"
    assert tasks_of([source(text, place)], year=2026, yearly=True) == []


def test_a_chapter_that_takes_stock_is_work_and_no_review():
    assert one("摸清底数。", ("主要任务", "全面摸清应急管理工作现状")).wording == "摸清底数。"


def table(rows, headings=("专栏2 重点工程",), **more):
    return source("", headings, kind=NodeKind.TABLE, rows=rows, **more)


def test_a_table_of_projects_is_read_by_the_words_of_its_head():
    rows = (
        HEAD,
        ("1", "县应急物资储备库", "1200", "2026—2028年", "县应急局"),
        ("", "合计", "1200", "", ""),
    )
    (found,) = tasks_of([table(rows)], year=None)
    assert (found.kind, found.name, found.row) == (TaskKind.PROJECT, "县应急物资储备库", 1)
    assert (found.costs, found.built, found.leads) == ("1200万元", "2026—2028年", ("县应急局",))
    assert found.wording == "1 · 县应急物资储备库 · 1200 · 2026—2028年 · 县应急局"
    assert found.due is None


def test_a_table_of_tasks_tells_leads_from_helpers():
    rows = (
        ("重点任务", "牵头单位", "责任单位", "配合单位", "完成时限"),
        ("修订总体预案", "县应急局", "各乡镇", "县气象局", "2026年6月底"),
    )
    (found,) = tasks_of([table(rows, ("附件 任务分工表",))], year=None)
    assert (found.kind, found.leads, found.helps) == (
        TaskKind.TASK, ("县应急局",), ("各乡镇", "县气象局"),
    )  # fmt: skip
    assert found.due == date(2026, 6, 30)


@pytest.mark.parametrize(
    "head", [("序号", "指标", "2030年"), ("项目", "单位"), ("", ""), ("任务" * 20, "期限")]
)
def test_other_tables_hold_none(head):
    assert tasks_of([table((head, head))], year=None) == []


def test_the_money_and_the_years_of_a_project_are_taken_from_its_text():
    text = "新建一座储备库，总投资约1.2亿元，建设期限2026—2028年。"
    found = one(text, ("重点工程", "储备库项目"))
    assert (found.kind, found.costs, found.built) == (TaskKind.PROJECT, "约1.2亿元", "2026—2028年")


def test_the_same_words_are_the_same_task_and_others_are_not():
    assert one("做好演练。").digest == one("做好演练。").digest
    assert one("做好演练。").digest != one("做好培训。").digest


def test_a_clause_that_was_never_cut_is_left_alone():
    assert tasks_of([source("做好演练。" * LONGEST)], year=2026) == []
    assert tasks_of([source("")], year=2026) == []


PIECES = [
    "一是修订预案", "（责任单位：县应急局）", "。", "6月底前完成", "牵头单位：县水利局；",
    "二是开展演练", "2027年底前", "投资1200万元", "\n", "（", "）", "由县应急局牵头", "每年",
]  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(PIECES), max_size=16),
    st.sampled_from([TASKS, ("重点工程", "项目"), ("保障措施", "考核")]),
    st.booleans(),
)
def test_tasks_are_stretches_of_the_text_in_order_and_nothing_is_invented(parts, place, yearly):
    text = "".join(parts)
    end = 0
    for task in tasks_of([source(text, place)], year=2026, yearly=yearly):
        assert end <= task.start < task.end and text[task.start : task.end] == task.wording
        assert task.name and task.wording == task.wording.strip()
        assert all(name in text for name in (*task.leads, *task.helps))
        assert task.costs in text and task.built in text
        assert (task.due is None) == (task.rule is None)
        days = {day for _at, day in days_in(task.wording, 2026)}
        assert task.due is None or days == {task.due}
        end = task.end
