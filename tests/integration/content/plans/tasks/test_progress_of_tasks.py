"""How far a task is, and who is told."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from content.plans import services
from content.plans.models import PlanTask, PlanVersion, ProgressNote
from content.plans.selectors.task_proposals import found_in
from tests.integration.content.plans.tasks.conftest import TEXT, rows, said


def test_progress_on_a_task_says_how_far_it_is_and_outlives_new_words(
    world, version, confirmed, import_small
):
    plan, task = version.document, confirmed[1]
    services.note_progress(
        document=plan, said=said(task, "under_way"), public=True, actor=world.editor
    )
    assert rows(version)[1].standing.text == "进行中"
    text = TEXT.replace("形成评估报告", "形成书面评估报告")
    later = PlanVersion.objects.get(pk=import_small(text, slug=plan.slug).version.pk)
    services.confirm_tasks(
        version=later, chosen=[one.value for one in found_in(later)], actor=world.editor
    )
    assert rows(later)[1].standing.text == "进行中"


def test_a_day_that_is_over_is_late_until_an_entry_says_that_it_is_done(world, version, confirmed):
    plan, task = version.document, confirmed[0]
    assert rows(version, on=date(2026, 3, 31))[0].standing.text == "没有公开的进展"
    assert rows(version)[0].standing.text == "期限已过，没有公开的进展"
    assert rows(version, everybody=False)[0].standing.text == "过了期限，没有登记进展"
    first = services.note_progress(
        document=plan, said=said(task, "not_started"), public=True, actor=world.editor
    )
    assert rows(version)[0].standing.text == "期限已过，公开的进展是“未开始”"
    assert rows(version, everybody=False)[0].standing.text == "逾期，登记的是“未开始”"
    services.note_progress(
        document=plan, said=said(task, "done", source="总结"), public=False,
        corrects=first, actor=world.editor,
    )  # fmt: skip
    assert rows(version, everybody=False)[0].standing.text == "完成"
    # What is known to be wrong is not read as standing.
    assert rows(version)[0].standing.text == "期限已过，没有公开的进展"


def test_an_entry_that_is_not_public_is_neither_told_nor_denied(client, world, version, confirmed):
    address = reverse("plans:tasks", args=[version.document.slug])
    before = client.get(address).content.decode()
    services.note_progress(
        document=version.document, said=said(confirmed[0], "done"), public=False,
        actor=world.editor,
    )  # fmt: skip
    page = client.get(address).content.decode()
    assert page == before and "没有登记进展" not in page and "没有公开的进展" in page


def test_an_entry_from_the_form_names_a_task_of_this_plan_and_how_far_it_is(
    client, world, version, confirmed
):
    client.force_login(world.editor)
    plan, task = version.document, confirmed[0]
    address = reverse("plans_desk:progress_add", args=[plan.slug])
    page = client.get(f"{address}?task={task.pk}").content.decode()
    assert f'value="{task.pk}" selected' in page
    form = {
        "kind": "other", "covers_from": "2026-01-01", "covers_to": "2026-03-01",
        "noted_on": "2026-03-01", "text": "编好了。", "task": task.pk, "clause": "", "public": "on",
    }  # fmt: skip
    assert client.post(address, form).status_code == 422
    assert client.post(address, form | {"standing": "done", "task": ""}).status_code == 422
    assert client.post(address, form | {"standing": "done", "task": "999"}).status_code == 422
    assert client.post(address, form | {"standing": "done"}).status_code == 302
    note = ProgressNote.objects.get()
    assert (note.task, note.clause_key, note.standing) == (task, task.key, "done")
    client.logout()
    shown = client.get(reverse("plans:progress", args=[plan.slug])).content.decode()
    heading = shown[shown.index('<h2 class="h3">') : shown.index("</h2>", shown.index("h3"))]
    assert "编制计划" in heading and "完成" in heading


def test_a_task_with_progress_stands(client, world, version, confirmed):
    found = found_in(version)[0]
    services.note_progress(
        document=version.document, said=said(found.task, "done"), public=False, actor=world.editor
    )
    with pytest.raises(services.PlanRefused):
        services.reopen_task(found=found, actor=world.editor)
    assert PlanTask.objects.filter(pk=found.task.pk).exists()


def test_a_note_never_hangs_on_a_task_of_another_plan(world, version, confirmed, import_small):
    other = import_small(TEXT.replace("演练工作计划", "培训工作计划")).document
    with pytest.raises(services.PlanRefused):
        services.note_progress(
            document=other, said=said(confirmed[0], "done"), public=True, actor=world.editor
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressNote.objects.create(document=other, **said(confirmed[0], "done").as_fields())


def test_no_note_has_a_standing_without_a_task(version):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressNote.objects.create(document=version.document, **(said(None, "done").as_fields()))
