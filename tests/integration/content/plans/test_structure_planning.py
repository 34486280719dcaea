"""Tasks, proxies of goals and public progress of a planning document, as data."""

import io
import json
from datetime import date
from decimal import Decimal

import fastjsonschema
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from content.plans import services
from content.plans.enums import Kind
from content.plans.models import PlanTask, PlanVersion
from content.plans.selectors.goals import goals_of
from content.plans.selectors.task_proposals import found_in
from content.plans.services.progress import Said
from content.targets.enums import Comparator, Measure
from content.targets.models import Indicator
from content.targets.services import confirm_target

TEXT = """安澜县应急演练工作计划（2026年）

为做好演练工作，制定本计划。

一、发展目标

（一）总体目标。应急管理体系基本健全。

二、主要任务

（一）编制计划。3月底前编制演练计划（县应急局牵头，县教育局等部门配合）。

三、重点工程

（一）演练场工程。总投资约200万元，建设期限2026—2027年。

安澜县人民政府
2026年3月1日
"""
WHY = "先看每村有没有一名灾害信息员"


@pytest.fixture
def version(import_small, world):
    """With everything confirmed, a proxy, and a public and an unseen entry on progress."""
    version = PlanVersion.objects.get(pk=import_small(TEXT).version.pk)
    services.confirm_tasks(
        version=version, chosen=[one.value for one in found_in(version)], actor=world.editor
    )
    (goal,) = goals_of(version)
    indicator = Indicator.objects.create(
        slug="informants", name="灾害信息员", definition="在册的。", measure=Measure.PEOPLE
    )
    target = services.set_proxy(
        goal=goal, reason=WHY, name="每村一名灾害信息员", slug="informants-2028",
        indicator=indicator, comparator=Comparator.AT_LEAST, value=Decimal(60),
        starts=date(2026, 1, 1), due=date(2028, 12, 31), unit=world.town, actor=world.editor,
    )  # fmt: skip
    confirm_target(target=target, actor=world.administrator)
    task = PlanTask.objects.get(name="编制计划")
    for text, public in (("编好了。", True), ("没有公开的话。", False)):
        services.note_progress(
            document=version.document, public=public, actor=world.editor,
            said=Said(
                kind="yearly", covers_from=date(2026, 1, 1), covers_to=date(2026, 3, 1),
                noted_on=date(2026, 3, 1), text=text, task=task, standing="done",
                figure_name="完成率", figure=Decimal("55.50"), figure_unit="%",
            ),
        )  # fmt: skip
    return version


def data_of(client, plan):
    data = json.loads(client.get(reverse("plans:json", args=[plan.slug])).content)
    schema = json.loads(client.get(reverse("plans:schema")).content)
    fastjsonschema.compile(schema)(data)
    return data


def test_tasks_and_projects_leave_as_they_are_written(client, version):
    data = data_of(client, version.document)
    task, project = data["tasks"]
    assert data["schema"] == "anlan-plan-1"
    assert (task["leads"], task["helps"]) == (["县应急局"], ["县教育局", "等部门"])
    assert (task["deadline"], task["due"], task["due_rule"]) == (
        "3月底前", "2026-03-31", "month_end",
    )  # fmt: skip
    assert (task["standing"], task["standing_on"]) == ("done", "2026-03-01")
    assert (project["kind"], project["investment"], project["build_period"]) == (
        "project", "约200万元", "2026—2027年",
    )  # fmt: skip
    assert project["standing"] is None and project["due"] is None
    texts = {row["id"]: row["text"] for row in data["clauses"]}
    assert task["wording"] in texts[task["clause"]]


def test_a_proxy_says_which_goal_it_stands_for_and_why(client, version):
    (proxy,) = data_of(client, version.document)["proxies"]
    assert proxy["goal"] == "应急管理体系基本健全。" and proxy["reason"] == WHY
    assert proxy["target"] == "每村一名灾害信息员" and proxy["indicator"] == "informants"


def test_only_public_progress_leaves_whoever_asks(client, world, version):
    for person in (None, world.editor):
        if person:
            client.force_login(person)
        (entry,) = data_of(client, version.document)["progress"]
        assert (entry["text"], entry["task"], entry["standing"]) == ("编好了。", "编制计划", "done")
        assert entry["figure"] == {"name": "完成率", "value": "55.5", "unit": "%"}


def test_what_stands_in_a_hidden_clause_leaves_with_nobody_who_may_not_read_it(
    client, world, version
):
    for text in ("3月底前编制演练计划", "应急管理体系基本健全"):
        clause = version.clauses.get(text__startswith=text)
        services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    data = data_of(client, version.document)
    assert [task["name"] for task in data["tasks"]] == ["演练场工程"] and data["proxies"] == []
    (entry,) = data["progress"]
    assert entry["clause"] is None and entry["task"] is None
    assert "编制" not in json.dumps(data, ensure_ascii=False)


def test_the_workbook_holds_the_same_on_sheets_of_their_own(client, world, version):
    client.force_login(world.editor)
    answer = client.get(reverse("plans_desk:workbook", args=[version.document.slug]))
    book = load_workbook(io.BytesIO(answer.content))
    tasks = list(book["任务"].values)
    assert tasks[1][4:8] == ("县应急局", "县教育局等部门", "3月底前", "2026-03-31")
    assert [row[1] for row in book["替代指标"].values][1] == "应急管理体系基本健全。"
    rows = list(book["进展"].values)
    assert len(rows) == 2 and "55.5" in map(str, rows[1])


def test_a_response_plan_has_no_tasks_in_its_data_and_the_schema_allows_none(client, import_small):
    flood = import_small(
        "青河镇防汛应急预案\n\n1 任务\n\n1.1 巡查\n\n6月底前。\n", kind=Kind.SPECIAL
    )
    data = data_of(client, flood.document)
    assert data["tasks"] == data["proxies"] == data["progress"] == []
    schema = json.loads(client.get(reverse("plans:schema")).content)
    data["proxies"] = [
        {"clause": data["clauses"][0]["id"], "goal": "x", "target": "x", "indicator": "x",
         "reason": "x"}
    ]  # fmt: skip
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        fastjsonschema.compile(schema)(data)
