"""Tasks and projects of a planning document: confirmed, corrected or refused by who keeps it."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from content.plans import services
from content.plans.enums import DueRead, TaskKind, TaskState
from content.plans.models import PlanDocument, PlanTask, PlanVersion, ProgressNote, TaskUnit
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.task_proposals import found_in
from content.plans.selectors.task_units import alike
from content.plans.selectors.tasks import tasks_in
from content.plans.services.progress import Said
from content.plans.services.tasks import Told, as_read
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.samples.confirming import confirmed as say_yes

TEXT = """安澜县应急演练工作计划（2026年）

为做好演练工作，制定本计划。

一、主要任务

（一）编制计划。3月底前编制演练计划。责任单位：县应急局、青河镇。

（二）评估改进。演练结束后形成评估报告（县应急局牵头，各乡镇配合）。

二、重点工程

（一）演练场工程。总投资约200万元，建设期限2026—2027年。

安澜县人民政府
2026年3月1日
"""
RESPONSE = "青河镇防汛应急预案\n\n1 主要任务\n\n1.1 巡查\n\n6月底前完成。责任单位：县应急局。\n"
TODAY = date(2026, 7, 1)


@pytest.fixture
def version(import_small):
    return PlanVersion.objects.get(pk=import_small(TEXT).version.pk)


@pytest.fixture
def confirmed(version, world):
    chosen = [one.value for one in found_in(version)]
    services.confirm_tasks(version=version, chosen=chosen, actor=world.editor)
    return list(PlanTask.objects.all())


def desk(name, version, found=None):
    more = [found.clause.anchor, found.proposal.digest] if found else []
    return reverse(f"plans_desk:{name}", args=[version.pk, *more])


def rows(version, *, everybody=True, on=TODAY):
    return tasks_in(ReadableText(version, ("public",)), everybody=everybody, on=on)


def said(task, standing, **more):
    return Said(
        kind="other", covers_from=date(2026, 1, 1), covers_to=date(2026, 3, 1),
        noted_on=date(2026, 3, 1), text="说明。", task=task, standing=standing,
        **more,
    )  # fmt: skip


def test_one_press_confirms_all_that_was_read_and_nothing_more(client, world, version):
    client.force_login(world.editor)
    page = client.get(desk("tasks", version)).content.decode()
    assert "等着处理 3 条" in page and "编制计划" in page and "200万元" in page
    chosen = [one.value for one in found_in(version)]
    client.post(desk("task_decide", version), {"task": chosen, "do": "confirm"})
    plan, review, ground = PlanTask.objects.all()
    assert (plan.leads, plan.due_on, plan.due_read) == (
        ["县应急局", "青河镇"], date(2026, 3, 31), DueRead.MONTH_END,
    )  # fmt: skip
    assert (review.leads, review.helps, review.due_on) == (["县应急局"], ["各乡镇"], None)
    assert (ground.kind, ground.costs, ground.built) == (
        TaskKind.PROJECT, "约200万元", "2026—2027年",
    )  # fmt: skip
    page = client.get(desk("tasks", version)).content.decode()
    assert "等着处理 0 条" in page and "已确认 3 条" in page
    events = AuditEvent.objects.filter(action="content.plan.task_confirmed")
    assert events.count() == 3


def test_the_same_press_twice_is_once_and_what_is_not_ticked_waits(client, world, version):
    first, *_others = found_in(version)
    for _again in range(2):
        done = services.confirm_tasks(version=version, chosen=[first.value], actor=world.editor)
    assert done == 0 and PlanTask.objects.count() == 1
    client.force_login(world.editor)
    sent = {"task": ["x", "a:b", first.value], "do": "refuse"}
    client.post(desk("task_decide", version), sent)
    assert PlanTask.objects.get().state == TaskState.CONFIRMED
    answer = client.post(desk("task_decide", version), {"do": "confirm"}, follow=True)
    assert "先勾选，再按。" in answer.content.decode()


def test_what_is_no_task_is_set_aside_and_thought_of_again(client, world, version):
    client.force_login(world.editor)
    first, *_others = found_in(version)
    say_yes(client, desk("task_decide", version), task=[first.value], do="refuse")
    assert PlanTask.objects.get().state == TaskState.REFUSED and rows(version) == []
    assert client.get(desk("task", version, first)).status_code == 302
    client.post(desk("task_reopen", version, first))
    assert not PlanTask.objects.exists()


def test_what_was_read_wrong_is_corrected_beside_its_words(client, world, version):
    client.force_login(world.editor)
    found = found_in(version)[0]
    address = desk("task", version, found)
    page = client.get(address)
    assert f"<mark>{found.proposal.wording}</mark>" in page.content.decode()
    form = {
        "kind": "task", "name": "编制演练计划", "leads": "县应急局\n青河镇", "helps": "县教育局",
        "deadline": "3月底前", "due_on": "2026-03-31", "costs": "", "built": "",
        "seen": page.context["form"].initial["seen"],
    }  # fmt: skip
    refused = client.post(address, form | {"name": "", "due_on": "1890-01-01"})
    assert refused.status_code == 422 and "县教育局" in refused.content.decode()
    assert client.post(address, form).status_code == 302
    task = PlanTask.objects.get()
    assert (task.name, task.helps) == ("编制演练计划", ["县教育局"])
    assert task.due_read == DueRead.MONTH_END
    later = client.get(address).context["form"].initial["seen"]
    client.post(address, form | {"due_on": "2026-04-15", "seen": later})
    task.refresh_from_db()
    assert (task.due_on, task.due_read) == (date(2026, 4, 15), DueRead.EDITOR)
    older = client.post(address, form)
    assert older.status_code == 422 and "别人改过" in older.content.decode()
    task.refresh_from_db()
    assert task.due_on == date(2026, 4, 15)


def test_who_writes_on_what_another_has_changed_meanwhile_writes_nothing(world, version, confirmed):
    found = found_in(version)[0]
    PlanTask.objects.filter(pk=found.task.pk).update(name="改过")
    with pytest.raises(ChangedMeanwhile):
        services.correct_task(
            found=found, told=as_read(found.proposal), was={"name": found.task.name},
            actor=world.editor,
        )  # fmt: skip
    assert PlanTask.objects.get(pk=found.task.pk).name == "改过"


def test_two_editors_who_decide_at_once_decide_once(world, version):
    found = found_in(version)[0]
    services.refuse_tasks(version=version, chosen=[found.value], actor=world.editor)
    with pytest.raises(services.PlanRefused):
        services.correct_task(found=found, told=as_read(found.proposal), actor=world.editor)
    assert PlanTask.objects.get().state == TaskState.REFUSED


def test_the_decision_holds_while_the_clause_says_the_same(world, version, confirmed, import_small):
    text = TEXT.replace("演练结束后形成评估报告", "演练结束后十日内形成评估报告")
    later = PlanVersion.objects.get(pk=import_small(text, slug=version.document.slug).version.pk)
    first, second, third = found_in(later)
    assert first.task and third.task and second.task is None
    assert second.earlier == confirmed[1] and len(rows(later)) == 2
    services.confirm_tasks(version=later, chosen=[second.value], actor=world.editor)
    confirmed[1].refresh_from_db()
    assert "十日内" in confirmed[1].wording and PlanTask.objects.count() == 3
    assert len(rows(later)) == 3


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
    assert "编制计划" in shown and "完成" in shown


def test_a_task_with_progress_stands(client, world, version, confirmed):
    found = found_in(version)[0]
    services.note_progress(
        document=version.document, said=said(found.task, "done"), public=False, actor=world.editor
    )
    with pytest.raises(services.PlanRefused):
        services.reopen_task(found=found, actor=world.editor)
    assert PlanTask.objects.filter(pk=found.task.pk).exists()


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


def test_an_editor_of_another_town_decides_nothing(client, world, version):
    client.force_login(world.other_editor)
    found = found_in(version)[0]
    assert client.get(desk("tasks", version)).status_code == 404
    assert client.post(desk("task_decide", version), {"task": [found.value]}).status_code == 404
    assert client.post(desk("task", version, found), {"name": "x"}).status_code == 404
    assert client.post(desk("task_units", version), {"written": "x"}).status_code == 404
    assert not PlanTask.objects.exists()


def test_the_lists_cost_a_few_queries_however_many_tasks(
    version, confirmed, django_assert_max_num_queries
):
    stored = PlanVersion.objects.select_related("document").get(pk=version.pk)
    with django_assert_max_num_queries(5):
        found_in(stored)
    with django_assert_max_num_queries(7):
        assert len(rows(stored)) == 3


def test_a_name_or_a_day_without_its_rule_is_refused_by_the_database(version, confirmed):
    for change in ({"name": ""}, {"due_read": ""}, {"kind": "x"}, {"state": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanTask.objects.filter(pk=confirmed[0].pk).update(**change)


def test_what_is_told_as_read_holds_every_field(version):
    told = as_read(found_in(version)[0].proposal)
    assert isinstance(told, Told) and told.as_fields()["leads"] == ["县应急局", "青河镇"]
    assert PlanDocument.objects.get().period_start == 2026


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
