"""A plan with tasks and a project to confirm, and how far they are."""

from datetime import date

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.models import PlanTask, PlanVersion
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.task_proposals import found_in
from content.plans.selectors.tasks import tasks_in
from content.plans.services.progress import Said

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
