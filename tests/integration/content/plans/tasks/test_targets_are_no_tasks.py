"""A sentence that is a target and nothing else waits among the targets, not among the tasks."""

import pytest

from content.plans import services
from content.plans.enums import DraftState
from content.plans.models import PlanVersion, TargetDraft
from content.plans.selectors.task_proposals import found_in

from .conftest import desk

TEXT = """安澜县应急科普工作计划（2026年）

一、主要任务

（一）知晓率。2026年底前，公众应急知识知晓率达到60%以上。

（二）进村入户。开展应急知识进村入户，公众应急知识普及率达到70%以上。

（三）持证率。2026年底前，灾害信息员持证率达到90%以上（县应急局牵头）。
"""


@pytest.fixture
def version(import_small):
    return PlanVersion.objects.get(pk=import_small(TEXT).version.pk)


def names(version):
    return [one.proposal.name for one in found_in(version)]


def test_the_target_is_offered_once_and_what_is_both_stays_both(client, world, version):
    assert TargetDraft.objects.filter(clause__version=version).count() == 3
    assert names(version) == ["进村入户", "持证率"]
    client.force_login(world.editor)
    page = client.get(desk("tasks", version)).content.decode()
    assert "等着处理 2 条" in page and "公众应急知识知晓率" not in page


def test_what_an_editor_said_to_be_no_target_is_asked_for_as_a_task_again(version):
    draft = TargetDraft.objects.get(clause__version=version, subject__contains="知晓率")
    draft.state = DraftState.CONFIRMED
    draft.save()
    assert names(version) == ["进村入户", "持证率"]
    draft.state = DraftState.DISMISSED
    draft.save()
    assert names(version) == ["知晓率", "进村入户", "持证率"]


def test_a_task_that_was_confirmed_before_its_number_became_a_target_stays(world, version):
    draft = TargetDraft.objects.get(clause__version=version, subject__contains="知晓率")
    draft.state = DraftState.DISMISSED
    draft.save()
    chosen = [one.value for one in found_in(version)]
    services.confirm_tasks(version=version, chosen=chosen, actor=world.editor)
    draft.state = DraftState.OPEN
    draft.save()
    assert [one.task.name for one in found_in(version)] == ["知晓率", "进村入户", "持证率"]
