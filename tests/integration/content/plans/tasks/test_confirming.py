"""Tasks are confirmed, corrected and set aside by those who may."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from content.plans import services
from content.plans.models import PlanDocument, PlanTask, PlanVersion
from content.plans.selectors.task_proposals import found_in
from content.plans.services.tasks import Told, as_read
from content.plans.task_states import DueRead, TaskKind, TaskState
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.integration.content.plans.tasks.conftest import TEXT, desk, rows
from tests.samples.confirming import confirmed as say_yes


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


def test_an_editor_of_another_town_decides_nothing(client, world, version):
    client.force_login(world.other_editor)
    found = found_in(version)[0]
    assert client.get(desk("tasks", version)).status_code == 404
    assert client.post(desk("task_decide", version), {"task": [found.value]}).status_code == 404
    assert client.post(desk("task", version, found), {"name": "x"}).status_code == 404
    assert client.post(desk("task_units", version), {"written": "x"}).status_code == 404
    assert not PlanTask.objects.exists()


def test_a_name_or_a_day_without_its_rule_is_refused_by_the_database(version, confirmed):
    for change in ({"name": ""}, {"due_read": ""}, {"kind": "x"}, {"state": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanTask.objects.filter(pk=confirmed[0].pk).update(**change)


def test_what_is_told_as_read_holds_every_field(version):
    told = as_read(found_in(version)[0].proposal)
    assert isinstance(told, Told) and told.as_fields()["leads"] == ["县应急局", "青河镇"]
    assert PlanDocument.objects.get().period_start == 2026


def test_a_yes_about_one_task_is_no_answer_about_another(client, world, version):
    client.force_login(world.editor)
    first, second, *_others = found_in(version)
    address = desk("task_decide", version)
    sent = {"task": [first.value], "do": "refuse"}
    answered = client.post(address, sent).context["asked"]
    again = client.post(address, sent | {"task": [second.value], "confirmed": answered})
    assert again.context["again"] and not PlanTask.objects.exists()
    client.post(address, sent | {"confirmed": answered})
    assert PlanTask.objects.get().state == TaskState.REFUSED
