"""What the demonstration county shows of its planning documents and below its plans."""

from datetime import date

import pytest
from django.urls import reverse

from content.plans.domain.deadlines import days_in
from content.plans.domain.dues import Plan, Span, What, dues_of
from content.plans.models import DueRule, PlanDocument, PlanRelation, PlanTask, ProgressNote
from content.plans.selectors.dues import rule_book
from content.plans.selectors.task_proposals import year_of
from portal.operations.demonstration import accounts, children, county, library, planning

pytestmark = pytest.mark.django_db
NEEDED = ("flood-drought-plan", "five-year-plan", "annual-work-points")


@pytest.fixture
def loaded(settings, tmp_path, monkeypatch):
    settings.PAGECACHE_ENABLED = False
    settings.DATA_DIR = tmp_path
    few = tuple(one for one in library.ENTRIES if one.slug in NEEDED)
    monkeypatch.setattr(library, "ENTRIES", few)
    county.load_units()
    accounts.create()
    county.load_people()
    library.load()
    children.load()
    planning.load()


def counts():
    kinds = (PlanDocument, PlanRelation, PlanTask, ProgressNote)
    return [kind.objects.count() for kind in kinds]


def test_the_county_shows_tasks_progress_and_what_stands_under_a_plan_and_once_only(loaded, client):
    five = PlanDocument.objects.get(slug="five-year-plan")
    tasks = list(PlanTask.objects.filter(document=five))
    assert len(tasks) == 10
    assert any(task.leads for task in tasks) and any(task.due_on for task in tasks)
    for task in PlanTask.objects.select_related("document"):
        days = {day for _at, day in days_in(task.wording, year_of(task.document))}
        assert task.due_on is None or days == {task.due_on}, task.name
    noted = ProgressNote.objects.exclude(task=None).values_list("task__name", flat=True)
    assert set(noted) == planning.NOTES.keys()
    notes = ProgressNote.objects.filter(document=five, public=True)
    assert notes.count() == 2
    shown = client.get(reverse("plans:tasks", args=["five-year-plan"])).content.decode()
    assert shown.count("应急科普与培训平台工程") and shown.count("灾害信息员能力提升工程")
    told = client.get(reverse("plans:progress", args=["five-year-plan"])).content.decode()
    assert "正在青河镇试用" in told and "培训档案已经建立" in told

    plan = client.get(reverse("plans:about", args=["flood-drought-plan"])).content.decode()
    assert "工作手册和岗位卡" in plan
    for slug, title in (
        ("flood-duty-manual", "安澜县防汛值班操作手册"),
        ("flood-duty-role-card", "安澜县防指办公室值班员岗位卡"),
    ):
        assert title in plan
        below = client.get(reverse("plans:document", args=[slug]))
        assert below.status_code == 200 and "示范文件" in below.content.decode()

    before = counts()
    children.load()
    planning.load()
    assert counts() == before


YEAR = (1, Span.YEAR)
HALF = (6, Span.MONTH)


@pytest.mark.parametrize(
    ("title", "kind", "level", "asked"),
    [
        ("安澜县防汛抗旱应急预案", "special", "county", YEAR),
        ("安澜县突发公共卫生事件应急预案", "special", "county", YEAR),
        ("安澜县雨雪冰冻灾害应急预案", "special", "county", (3, Span.YEAR)),
        ("安澜县突发事件总体应急预案", "general", "county", HALF),
        ("青河镇综合应急预案", "general", "town", YEAR),
        ("青河小学应急预案", "unit", "grassroots", YEAR),
    ],
)
def test_whom_an_item_of_the_general_plan_names_it_asks_to_drill_and_nobody_else(
    loaded, title, kind, level, asked
):
    book = rule_book()
    plan = Plan(
        "response", kind, level, county.DIVISION_CODE, formed_on=date(2026, 3, 6), title=title
    )
    for _again in range(2):
        found = dues_of(plan, rule_book().rules, book.calendar, date(2026, 11, 30))
        drill = next(due for due in found if due.what == What.DRILL)
        assert (drill.rule.amount, drill.rule.span) == asked
        planning.load()
    assert DueRule.objects.filter(source=planning.GENERAL).count() == len(planning.DRILLS)


def test_a_county_keeps_the_rules_it_has_of_its_general_plan(loaded):
    ours = DueRule.objects.filter(source=planning.GENERAL)
    ours.exclude(article="7.4（2）").delete()
    ours.update(article="7.4（1）、（3）")
    planning.load()
    assert list(ours.values_list("article", flat=True)) == ["7.4（1）、（3）"]
