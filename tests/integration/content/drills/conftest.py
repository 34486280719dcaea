"""A plan against floods of the town and one of the county, both published."""

import pytest

from content.drills.models import Evidence
from content.plans import services as plans
from content.plans.enums import Kind
from portal.foundation.audit.models import AuditEvent
from tests.samples.reviewed_plans import published

PLAN = """{name}防汛应急预案

1 总则

1.1 编制目的

做好防汛工作。

2 组织指挥体系

{leader}任指挥长。

{name}人民政府
2026年3月2日
"""


def actions():
    found = AuditEvent.objects.filter(action__startswith="content.drill.")
    return list(found.order_by("pk").values_list("action", flat=True))


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path, monkeypatch):
    """What is uploaded outlives the rollback of a test."""
    settings.DATA_DIR = tmp_path
    storage = Evidence._meta.get_field("file").storage
    monkeypatch.setattr(storage, "location", str(tmp_path / "private"))


@pytest.fixture
def plan_of(world):
    def run(unit, *, leader="镇长", slug="", **options):
        imported = plans.import_document(
            actor=world.administrator, owner_unit=unit, kind=Kind.SPECIAL, slug=slug,
            text=PLAN.format(name=unit.name, leader=leader), **options,
        )  # fmt: skip
        published(imported.version, world.editor, world.reviewer)
        imported.document.refresh_from_db()
        return imported.document

    return run


@pytest.fixture
def town_plan(world, plan_of):
    return plan_of(world.town)


@pytest.fixture
def next_version(plan_of):
    """The plan published anew, with another leader."""

    def run(plan):
        return plan_of(plan.owner_unit, leader="党委书记", slug=plan.slug)

    return run
