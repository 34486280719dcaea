"""A small plan with one clause to mark, and its next version."""

import pytest

from content.plans import services as plans
from content.plans.models import Clause
from tests.samples.reviewed_plans import published

TEXT = """安澜县应急演练工作计划（2026—2028年）

一、总体要求

（一）工作目标。县人民政府每年至少组织2次综合应急演练。

（二）工作原则。先桌面、后实战。

安澜县人民政府
2026年3月1日
"""
SENTENCE = "先桌面、后实战。"
NOTE = "青河镇的演练照这一条，先推演一遍"


@pytest.fixture
def publish(world):
    """Bring in a text as the first or the next version of the town's plan."""

    def run(*replaced, slug="drill-plan", **options):
        text = TEXT
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        imported = plans.import_document(
            actor=world.editor, owner_unit=world.town, text=text, slug=slug, kind="work_plan",
            **options,
        )  # fmt: skip
        published(imported.version, world.editor, world.reviewer)
        imported.document.refresh_from_db()
        return imported.document

    return run


@pytest.fixture
def plan(publish):
    return publish()


@pytest.fixture
def clause(plan):
    return Clause.objects.get(version=plan.current_version, text=SENTENCE)
