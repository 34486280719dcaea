"""Tasks past their day, of all the planning documents that a person keeps, on one list."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.enums import Status
from content.plans.models import PlanDocument, PlanTask, PlanVersion
from content.plans.selectors.late_tasks import late_tasks
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.task_proposals import found_in
from content.plans.selectors.tasks import tasks_in
from content.plans.tiles import tiles_for
from portal.accounts import at_work

from .conftest import TEXT, TODAY, said

pytestmark = pytest.mark.django_db
ADDRESS = "plans_desk:late_tasks"


@pytest.fixture
def plan_of(import_small, world):
    def run(title, unit=None):
        text = TEXT.replace("安澜县应急演练工作计划（2026年）", title)
        version = PlanVersion.objects.get(pk=import_small(text, unit=unit).version.pk)
        services.confirm_tasks(
            version=version, chosen=[one.value for one in found_in(version)],
            actor=world.administrator,
        )  # fmt: skip
        return version.document

    return run


def names(person, on=TODAY):
    return [one.task.name for one in late_tasks(person, on)]


def test_the_list_says_of_each_plan_what_its_own_list_says(world, plan_of):
    plans = [plan_of("青河镇工作计划（2026年）"), plan_of("青河镇另一份工作计划（2026年）")]
    overdue = []
    for plan in plans:
        plan.refresh_from_db()
        text = ReadableText(plan.current_version, ("public",))
        overdue += [
            row.task.pk for row in tasks_in(text, everybody=False, on=TODAY) if row.standing.is_late
        ]
    found = late_tasks(world.editor, TODAY)
    assert sorted(one.task.pk for one in found) == sorted(overdue) and len(found) == 2
    assert {one.days for one in found} == {(TODAY - date(2026, 3, 31)).days}


def test_the_day_itself_is_still_in_time_and_what_is_done_is_not_overdue(world, plan_of):
    plan = plan_of("青河镇工作计划（2026年）")
    assert names(world.editor, date(2026, 3, 31)) == []
    assert len(names(world.editor, date(2026, 4, 1))) == 1
    task = late_tasks(world.editor, TODAY)[0].task
    services.note_progress(
        document=plan, said=said(task, "under_way"), public=False, actor=world.editor
    )
    [row] = late_tasks(world.editor, TODAY)
    assert row.standing.note.standing == "under_way"
    services.note_progress(
        document=plan, said=said(task, "done"), public=False,
        actor=world.editor,
    )  # fmt: skip
    assert names(world.editor) == []


def test_nothing_of_another_unit_is_listed_or_counted(client, world, plan_of):
    plan_of("双湖镇工作计划（2026年）", unit=world.other_town)
    assert names(world.editor) == [] and names(world.trainer) == []
    assert len(names(world.other_editor)) == len(names(world.administrator)) == 1
    client.force_login(world.editor)
    assert "双湖镇" not in client.get(reverse(ADDRESS)).content.decode()
    assert "任务逾期" not in [tile.label for tile in tiles_for(world.editor, TODAY, 0)]


def test_what_is_refused_ended_or_no_longer_said_is_not_overdue(world, plan_of):
    plan = plan_of("青河镇工作计划（2026年）")
    task = late_tasks(world.editor, TODAY)[0].task
    PlanTask.objects.filter(pk=task.pk).update(wording="这句话原文里没有。")
    assert names(world.editor) == []
    PlanTask.objects.filter(pk=task.pk).update(wording=task.wording)
    PlanDocument.objects.filter(pk=plan.pk).update(status=Status.HISTORIC)
    assert names(world.editor) == []


def test_a_task_that_follows_another_waits_while_the_text_says_that_one(world, plan_of):
    plan_of("青河镇工作计划（2026年）")
    first = late_tasks(world.editor, TODAY)[0].task
    PlanTask.objects.create(
        document=first.document, anchor=first.anchor, digest="x", kind=first.kind,
        state=first.state, name="后来的", wording=first.wording[:4], due_on=first.due_on,
        due_read=first.due_read, follows=first,
    )  # fmt: skip
    assert names(world.editor) == [first.name]


def test_the_list_reads_as_often_for_many_plans_as_for_one(
    world, plan_of, django_assert_num_queries
):
    plan_of("青河镇工作计划（2026年）")
    late_tasks(world.editor, TODAY)
    with django_assert_num_queries(3):
        assert len(late_tasks(world.editor, TODAY)) == 1
    for number in "二三四":
        plan_of(f"青河镇第{number}份工作计划（2026年）")
    with django_assert_num_queries(3):
        assert len(late_tasks(world.editor, TODAY)) == 4


def test_the_figures_lead_to_the_list_with_as_many_rows(client, world, plan_of):
    plan_of("青河镇工作计划（2026年）")
    later = timezone.localdate() + timedelta(days=365)
    PlanTask.objects.update(due_on=timezone.localdate() - timedelta(days=1), due_read="editor")
    PlanTask.objects.filter(name__contains="评估").update(due_on=later)
    client.force_login(world.editor)
    [tile] = [
        tile for tile in at_work.tiles(world.editor, timezone.localdate())
        if tile.url == reverse(ADDRESS)
    ]  # fmt: skip
    answer = client.get(tile.url)
    assert len(answer.context["rows"]) == tile.value > 1
    assert "过了 1 天" in answer.content.decode()
    assert str(tile.label) in client.get("/me/").content.decode()
    entry = reverse(
        "plans_desk:progress_add", args=[answer.context["rows"][0][0].task.document.slug]
    )
    assert f"{entry}?task=" in answer.content.decode()


def test_who_has_nothing_overdue_is_told_what_would_stand_there(client, world):
    client.force_login(world.editor)
    assert (
        "过了期限、没有登记完成的任务，会列在这里。"
        in client.get(reverse(ADDRESS)).content.decode()
    )
