"""Who does what until when, as everybody reads it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.models import PlanTask, PlanVersion, TaskUnit
from content.plans.selectors.task_proposals import found_in
from content.plans.selectors.task_units import alike
from tests.integration.content.plans.tasks.conftest import RESPONSE, desk, rows, said


def test_a_response_plan_has_no_task_anywhere(client, world, import_small):
    flood = import_small(RESPONSE, kind="special")
    version = PlanVersion.objects.get(pk=flood.version.pk)
    assert found_in(version) == [] and rows(version) == []
    client.force_login(world.editor)
    assert client.get(desk("tasks", version)).status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanTask.objects.create(
            document=flood.document, anchor=version.clauses.first().anchor, digest="0" * 64,
            kind="task", state="confirmed", name="巡查", wording="巡查",
        )  # fmt: skip


def test_a_short_name_is_matched_to_a_unit_once(client, world, version, confirmed):
    client.force_login(world.editor)
    page = client.get(desk("task_units", version)).content.decode()
    assert "县应急局" in page and "还没有对上" in page
    chosen = client.get(desk("task_units", version), {"written": "县应急局", "q": world.town.name})
    assert world.town.name in chosen.content.decode()
    client.post(desk("task_units", version), {"written": "县应急局", "unit": world.town.code})
    assert TaskUnit.objects.get().unit == world.town
    assert world.town.name in rows(version)[0].units
    for wrong in (
        {"written": "没有的局", "unit": world.town.code},
        {"written": "县应急局", "unit": "x\0"},
    ):
        client.post(desk("task_units", version), wrong)
    assert TaskUnit.objects.get().unit == world.town
    client.post(desk("task_units", version), {"written": "县应急局", "unit": ""})
    assert not TaskUnit.objects.exists() and "县应急局" in rows(version)[0].units


def test_units_are_found_by_letters_in_their_order_and_never_all_of_them(world):
    name = world.town.name
    assert world.town in alike(name[0] + name[-1]) and alike("") == [] and alike("镇") == []
    assert world.town not in alike(name[::-1])


def test_everybody_reads_who_does_what_until_when_and_how_far_it_is(
    client, world, version, confirmed
):
    plan = version.document
    services.note_progress(
        document=plan, said=said(confirmed[1], "under_way"), public=True, actor=world.editor
    )
    services.note_progress(
        document=plan, said=said(confirmed[0], "done"), public=False, actor=world.editor
    )
    address = reverse("plans:tasks", args=[plan.slug])
    assert f'href="{address}"' in client.get(plan.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    assert "编制计划" in page and "县应急局、青河镇" in page and "2026-03-31" in page
    assert "进行中" in page and "约200万元" in page and "完成<" not in page
    assert f"#c-{confirmed[0].anchor}" in page


def test_what_is_overdue_comes_first_and_is_counted_and_the_list_calls_itself_a_selection(
    client, world, version, confirmed, settings
):
    settings.PAGECACHE_ENABLED = False
    PlanTask.objects.filter(pk=confirmed[0].pk).update(due_on=timezone.localdate())
    late = PlanTask.objects.filter(pk=confirmed[2].pk)
    late.update(due_on=timezone.localdate() - timedelta(days=1), due_read="editor")
    address = reverse("plans:tasks", args=[version.document.slug])
    page = client.get(address).content.decode()
    assert "编辑核对过的任务，不全" in page and "期限已过 1 条" in page and 'href="#late"' in page
    first = page[page.index('id="late"') :]
    assert first.index("演练场工程") < first.index("编制计划") < first.index("评估改进")
    services.note_progress(
        document=version.document, said=said(confirmed[2], "done"), public=True,
        actor=world.editor,
    )  # fmt: skip
    assert "期限已过" not in client.get(address).content.decode()


def test_what_is_overdue_longest_stands_before_what_is_overdue_since_yesterday(
    client, version, confirmed
):
    for task, days in zip(confirmed, (1, 9, 30), strict=True):
        due = timezone.localdate() - timedelta(days=days)
        PlanTask.objects.filter(pk=task.pk).update(due_on=due, due_read="editor")
    page = client.get(reverse("plans:tasks", args=[version.document.slug]))
    assert [row.task.pk for row, _url in page.context["rows"]] == [
        confirmed[2].pk, confirmed[1].pk, confirmed[0].pk,
    ]  # fmt: skip


def test_a_task_that_was_stored_by_its_heading_alone_is_called_by_what_it_says(confirmed):
    PlanTask.objects.filter(pk=confirmed[0].pk).update(
        name="组织专项演练：", wording="森林火灾演练在9月底前完成。责任单位：县应急局。"
    )
    PlanTask.objects.filter(pk=confirmed[1].pk).update(name="我定的：", corrected=["name"])
    names = import_module("content.plans.migrations.0042_names_of_tasks")
    for _again in range(2):
        names.name(apps, None)
    called, *others = PlanTask.objects.order_by("pk").values_list("name", flat=True)
    assert called == "组织专项演练：森林火灾演练在9月底前完成"
    assert others == ["我定的：", *(one.name for one in confirmed[2:])]


def test_the_table_shows_the_tasks_of_one_unit_by_its_full_name(client, world, version, confirmed):
    services.name_unit(
        document=version.document, written="县应急局", unit=world.town, actor=world.editor
    )
    address = reverse("plans:tasks", args=[version.document.slug])
    page = client.get(address, {"unit": world.town.name})
    assert page.context["count"] == 2 and "演练场工程" not in page.content.decode()
    assert client.get(address, {"unit": "各乡镇"}).context["count"] == 1
    assert client.get(address, {"unit": "没有的局"}).context["count"] == 3


def test_a_task_in_a_clause_that_not_everybody_reads_is_not_there_for_others(
    client, world, version, confirmed
):
    clause = version.clauses.get(anchor=confirmed[0].anchor)
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    address = reverse("plans:tasks", args=[version.document.slug])
    page = client.get(address).content.decode()
    assert "编制计划" not in page and "青河镇" not in page and "评估改进" in page
    client.force_login(world.editor)
    assert "编制计划" in client.get(address).content.decode()


def test_a_plan_without_confirmed_tasks_has_no_such_tab_and_a_response_plan_no_such_page(
    client, version, import_small
):
    address = reverse("plans:tasks", args=[version.document.slug])
    front = client.get(version.document.get_absolute_url()).content.decode()
    assert f'href="{address}"' not in front
    assert client.get(address).status_code == 200
    flood = import_small(RESPONSE, kind="special").document
    assert client.get(reverse("plans:tasks", args=[flood.slug])).status_code == 404


def test_the_lists_cost_a_few_queries_however_many_tasks(
    version, confirmed, django_assert_max_num_queries
):
    stored = PlanVersion.objects.select_related("document").get(pk=version.pk)
    with django_assert_max_num_queries(5):
        found_in(stored)
    with django_assert_max_num_queries(7):
        assert len(rows(stored)) == 3


def test_the_table_holds_no_gaps_in_signs_and_no_column_that_nobody_fills(
    client, version, confirmed
):
    PlanTask.objects.update(due_on=None, due_read="")
    address = reverse("plans:tasks", args=[version.document.slug])
    page = client.get(address).content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert ">—<" not in table and "进展" not in table and "牵头、责任" in table
    assert "没有写由谁做" not in page
    PlanTask.objects.update(leads=[], helps=[])
    for cache in caches.all(initialized_only=True):
        cache.clear()
    page = client.get(address).content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert "牵头、责任" not in table and "配合、实施" not in table and "期限" in table
    assert "这些任务没有写由谁做。" in page
