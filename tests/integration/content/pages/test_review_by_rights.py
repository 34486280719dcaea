"""What an editor submits is decided by whoever may publish it, and both hear of it."""

import json
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Task, TaskState, Workflow, WorkflowTask

from content.guides.models import GuideIndexPage, GuidePage
from content.pages import telling
from content.pages.models import ReviewTask
from portal.foundation.messages.models import Message
from tests.integration.content.pages.test_admin_screens import open_door, signed_in
from tests.samples import pages as samples
from tests.samples.guide_form import form

__all__ = ["open_door"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(world: Any) -> GuideIndexPage:
    return samples.guides(samples.home())


@pytest.fixture
def submitted(world: Any, folder: GuideIndexPage) -> GuidePage:
    """A guide of the town that its editor wrote and submitted, as the browser does."""
    address = f"/admin/pages/add/content_guides/guidepage/{folder.pk}/"
    data = {**form("洪水", unit=world.town.pk), "action-submit": "1"}
    answer = signed_in(world.editor).post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    return GuidePage.objects.get(slug="flood")


def waiting(page: Page) -> TaskState:
    return page.current_workflow_task_state


def act(client: Client, page: Page, action: str, comment: str = "") -> Any:
    address = f"/admin/pages/workflow/action/{page.pk}/{action}/{waiting(page).pk}/"
    return client.post(address, {"comment": comment})


def told(person: Any) -> list[str]:
    return [f"{one.subject}|{one.body}" for one in Message.objects.filter(to=person)]


def test_the_step_of_the_portal_is_decided_by_rights() -> None:
    (step,) = WorkflowTask.objects.filter(workflow__active=True)
    assert isinstance(step.task.specific, ReviewTask)
    assert not Task.objects.filter(active=True).exclude(pk=step.task_id).exists()


def test_what_an_editor_submits_a_reviewer_publishes(world: Any, submitted: GuidePage) -> None:
    assert not submitted.live
    reviewer = signed_in(world.reviewer)
    assert "洪水" in reviewer.get("/admin/").content.decode()
    editor_of = reviewer.get(f"/admin/pages/{submitted.pk}/edit/").content.decode()
    assert "批准并发布" in editor_of and "退回修改" in editor_of
    assert "等你审核：洪水" in told(world.reviewer)[0]
    assert act(reviewer, submitted, "approve").status_code in {200, 302}
    submitted.refresh_from_db()
    assert submitted.live and submitted.get_latest_revision().user == world.editor
    assert "已批准发布：洪水" in told(world.editor)[0]


def test_what_is_returned_says_why_and_can_be_submitted_again(
    world: Any, submitted: GuidePage
) -> None:
    locked = signed_in(world.editor).get(f"/admin/pages/{submitted.pk}/edit/").content.decode()
    assert "批准并发布" not in locked
    act(signed_in(world.reviewer), submitted, "reject", comment="少了来源。")
    (message,) = told(world.editor)
    assert "页面退回：洪水" in message and "原因：少了来源。改好再提交" in message
    submitted.refresh_from_db()
    assert not submitted.live
    again = {**form("洪水", unit=world.town.pk), "action-submit": "1"}
    signed_in(world.editor).post(f"/admin/pages/{submitted.pk}/edit/", again)
    assert waiting(submitted).status == TaskState.STATUS_IN_PROGRESS
    assert len(told(world.reviewer)) == 2


def test_a_page_that_one_reviewer_locked_is_unlocked_by_another(
    world: Any, submitted: GuidePage
) -> None:
    signed_in(world.reviewer).post(f"/admin/pages/{submitted.pk}/lock/")
    submitted.refresh_from_db()
    assert submitted.locked
    signed_in(world.administrator).post(f"/admin/pages/{submitted.pk}/unlock/")
    submitted.refresh_from_db()
    assert not submitted.locked


def test_a_review_is_cancelled_after_one_question_and_those_asked_to_decide_hear_of_it(
    world: Any, submitted: GuidePage
) -> None:
    editor = signed_in(world.editor)
    page = editor.get(f"/admin/pages/{submitted.pk}/edit/").content.decode()
    address = f"/admin/knowledge/{submitted.pk}/cancel-review/"
    assert f'href="{address}"' in page and "action-cancel-workflow" not in page
    asked = editor.get(address).content.decode()
    assert "被请来审核的人会收到消息" in asked and "已经退回" not in asked
    submitted.refresh_from_db()
    assert submitted.workflow_in_progress
    done = editor.post(address, follow=True).content.decode()
    assert "审核已取消" in done and not GuidePage.objects.get().workflow_in_progress
    assert [one.split("|")[0] for one in told(world.reviewer)] == [
        "不用审了：洪水",
        "等你审核：洪水",
    ]
    assert told(world.editor) == [] and told(world.examiner) == []
    again = editor.post(address, follow=True).content.decode()
    assert "不在审核中" in again and len(told(world.reviewer)) == 2


def test_a_review_is_cancelled_by_nobody_of_another_unit(world: Any, submitted: GuidePage) -> None:
    address = f"/admin/knowledge/{submitted.pk}/cancel-review/"
    for person in (world.other_editor, world.learner, world.auditor):
        assert signed_in(person).post(address).status_code in {302, 403, 404}
        assert GuidePage.objects.get().workflow_in_progress, person


def test_of_what_was_returned_no_decider_hears_that_it_was_cancelled(
    world: Any, submitted: GuidePage
) -> None:
    act(signed_in(world.reviewer), submitted, "reject", comment="少了来源。")
    address = f"/admin/knowledge/{submitted.pk}/cancel-review/"
    asked = signed_in(world.editor).get(address).content.decode()
    assert "页面已经退回，没有人在等着审它" in asked and "被请来审核的人" not in asked
    signed_in(world.editor).post(address)
    assert len(told(world.reviewer)) == 1


def decided(person: Any, page: GuidePage, action: str, comment: str = "") -> str:
    """What stands above the list of pages after a decision taken in the editor."""
    sent = {
        **form("洪水", unit=page.owner_unit_id),
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps({"comment": comment}),
    }
    address = f"/admin/pages/{page.pk}/edit/"
    return str(signed_in(person).post(address, sent, follow=True).content.decode())


def test_who_returns_a_page_reads_that_it_went_back_and_who_hears_of_it(
    world: Any, submitted: GuidePage
) -> None:
    said = decided(world.reviewer, submitted, "reject", "少了来源。")
    assert "已退回“洪水”" in said and "编辑陈收到消息和你写的原因" in said and "已保存" not in said
    assert "页面退回：洪水" in told(world.editor)[0]


def test_who_approves_a_page_reads_that_it_is_published_and_who_hears_of_it(
    world: Any, submitted: GuidePage
) -> None:
    reviewer = signed_in(world.reviewer)
    act(reviewer, submitted, "approve")
    said = reviewer.get("/admin/").content.decode()
    assert "已批准“洪水”，发布在网站上了" in said and "编辑陈收到消息" in said


def test_who_changes_words_and_approves_them_at_once_reads_that_they_wait(
    world: Any, submitted: GuidePage
) -> None:
    said = decided(world.reviewer, submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live and "“洪水”还没有发布" in said and "已保存" not in said
    act(signed_in(world.reviewer), submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.live


def test_who_decides_in_the_list_of_what_waits_reads_the_same(
    world: Any, submitted: GuidePage
) -> None:
    reviewer = signed_in(world.reviewer)
    act(reviewer, submitted, "reject")
    assert "已退回“洪水”" in reviewer.get("/admin/").content.decode()


def test_a_message_of_a_page_leads_to_it(world: Any, submitted: GuidePage) -> None:
    act(signed_in(world.reviewer), submitted, "approve")
    editing = f"/admin/pages/{submitted.pk}/edit/"
    for person in (world.reviewer, world.editor):
        message = Message.objects.get(to=person)
        page = signed_in(person).get(message.href).content.decode()
        assert f'href="{editing}"' in page
    left = world.editor
    left.memberships.all().delete()
    left = type(left).objects.get(pk=left.pk)
    telling.returned(state=submitted.workflow_states.get(), by=None)
    assert Message.objects.filter(to=left).first().link.endswith("/flood/")


def test_who_submitted_hears_that_somebody_published_without_deciding(
    world: Any, submitted: GuidePage
) -> None:
    data = {**form("洪水", unit=world.town.pk), "action-publish": "1"}
    signed_in(world.reviewer).post(f"/admin/pages/{submitted.pk}/edit/", data)
    submitted.refresh_from_db()
    assert submitted.live
    assert "审核结束了：洪水" in told(world.editor)[0]


def test_what_is_approved_for_a_later_day_is_not_called_published(
    world: Any, submitted: GuidePage
) -> None:
    submitted.go_live_at = timezone.now() + timedelta(days=7)
    submitted.save_revision(user=world.editor)
    TaskState.objects.update(revision=submitted.get_latest_revision())
    act(signed_in(world.reviewer), submitted, "approve")
    (message,) = told(world.editor)
    assert "已批准，到时发布：洪水" in message and "在那以前网站上没有它" in message


def test_who_approves_for_a_later_day_words_newer_than_the_review_is_told(
    world: Any, folder: GuideIndexPage
) -> None:
    page = samples.guide(folder, world.town)
    page.save_revision().publish()
    page.reviewed_on = timezone.localdate() - timedelta(days=30)
    page.go_live_at = timezone.now() + timedelta(days=7)
    page.save_revision(user=world.editor)
    Workflow.objects.get(active=True).start(page, world.editor)
    act(signed_in(world.reviewer), page, "approve")
    assert any("审核日期是旧的" in one for one in told(world.reviewer))
    assert any("还是原来的样子" in one for one in told(world.editor))


def test_nobody_else_decides_or_hears_of_it(world: Any, submitted: GuidePage) -> None:
    for person in (world.editor, world.other_editor, world.examiner, world.auditor, world.learner):
        act(signed_in(person), submitted, "approve")
        submitted.refresh_from_db()
        assert not submitted.live, person
        assert not TaskState.objects.reviewable_by(person).exists(), person
        assert told(person) == [], person
    assert TaskState.objects.reviewable_by(world.reviewer).exists()


def test_a_reviewer_of_another_town_sees_nothing_of_it(world: Any, submitted: GuidePage) -> None:
    world.reviewer.memberships.update(unit=world.other_town)
    client = signed_in(type(world.reviewer).objects.get(pk=world.reviewer.pk))
    assert "洪水" not in client.get("/admin/").content.decode()
    act(client, submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live


def test_who_approves_words_newer_than_the_review_is_told(
    world: Any, folder: GuideIndexPage
) -> None:
    page = samples.guide(folder, world.town)
    page.reviewed_on = timezone.localdate() - timedelta(days=30)
    page.review_due = timezone.localdate() + timedelta(days=300)
    page.save_revision().publish()
    page.refresh_from_db()
    page.save_revision(user=world.editor)
    Workflow.objects.get(active=True).start(page, world.editor)
    act(signed_in(world.reviewer), page, "approve")
    assert any("审核日期是旧的" in one for one in told(world.reviewer))


def test_a_page_published_from_its_editor_says_that_its_review_is_old(
    world: Any, folder: GuideIndexPage
) -> None:
    page = samples.guide(folder, world.town, slug="flood")
    page.save_revision().publish()
    sent = {
        **form("洪水", unit=world.town.pk),
        "reviewed_by": "李明，工程师",
        "reviewed_on": str(timezone.localdate() - timedelta(days=30)),
        "review_due": str(timezone.localdate() + timedelta(days=300)),
        "action-publish": "1",
    }
    answer = signed_in(world.reviewer).post(f"/admin/pages/{page.pk}/edit/", sent, follow=True)
    assert "填上新的审核日期再发布" in answer.content.decode()


def test_pages_that_waited_for_the_group_wait_for_the_reviewer(
    world: Any, folder: GuideIndexPage
) -> None:
    """A portal that was set up before: its step asked for a group, and a page waits there."""
    moving = import_module("content.pages.migrations.0006_review_by_rights")
    moving.by_group(apps, None)
    old = GroupApprovalTask.objects.get(active=True)
    assert WorkflowTask.objects.get().task_id == old.pk and not ReviewTask.objects.exists()
    page = samples.guide(folder, world.town)
    page.save_revision(user=world.editor)
    Workflow.objects.get(active=True).start(page, world.editor)
    assert not TaskState.objects.reviewable_by(world.reviewer).exists()
    moving.by_rights(apps, None)
    assert TaskState.objects.reviewable_by(world.reviewer).count() == 1
    act(signed_in(world.reviewer), page, "approve")
    page.refresh_from_db()
    assert page.live and not page.workflow_in_progress
