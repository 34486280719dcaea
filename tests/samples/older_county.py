"""A county with rows in tables of an older state of the code, brought up to today's.

    python -m tests.samples.older_county

Fills the empty database of DATABASE_URL, migrates it, prints as JSON what its rows say then.
Each row is one that a migration of data touches, or one that would be lost by a careless one.
"""

import json
import sys
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import uuid4

import django
from django.apps import apps as today
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

OLDER: Final = {
    "content_comments": "0001_initial",
    "content_drills": "0002_words_of_form_and_scope",
    "content_errata": None,
    "content_experts": "0001_initial",
    "content_plans": "0027_tasks_in_other_words",
    "content_targets": "0005_proxies_of_goals",
    "portal_foundation": "0004_message_link",
}
"""The last migrations of that state. Apps that are not named have had none since: of them what
these need is migrated, and no more, for it takes time."""

NOON: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)


def older_apps() -> Any:
    """Migrate the empty database to the older state; its models."""
    executor = MigrationExecutor(connection)
    there = [(app, name) for app, name in OLDER.items() if name is not None]
    executor.migrate(there)
    return executor.loader.project_state(there).apps


def upgrade() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([one for app in OLDER for one in executor.loader.graph.leaf_nodes(app)])


def fill(apps: Any) -> None:
    def make(label: str, **values: Any) -> Any:
        return apps.get_model(label).objects.create(**values)

    unit = make("portal_people.Unit", code="anlan", name="安澜县应急管理局", kind="county")
    editor = make("portal_people.User", username="editor", password="!")
    plan = make(
        "content_plans.PlanDocument", slug="flood", title="安澜县防汛应急预案", family="response",
        title_key="安澜县防汛应急预案", kind="special", owner_unit=unit,
        issued_on=date(2024, 3, 2), filed_on=date(2024, 3, 20), filing_receipt="备〔2024〕7号",
    )  # fmt: skip
    site = make(
        "content_plans.PlanDocument", slug="site", title="甲厂触电现场处置方案", family="response",
        title_key="甲厂触电现场处置方案", kind="unit", regime="work_safety", owner_unit=unit,
    )  # fmt: skip

    def version(document: Any, number: int, signed: date, text: str) -> Any:
        one = make(
            "content_plans.PlanVersion", document=document, number=number, title=document.title,
            source="txt", content_hash=f"{document.pk}-{number}".ljust(64, "0"), original=text,
            state="published", published_at=NOON, signed_on=signed, ready=True,
        )  # fmt: skip
        make(
            "content_plans.Clause", version=one, kind="clause", position=0, depth=1, number="1",
            heading="总则", text=text, content_hash="0" * 64, source_start=0, source_end=len(text),
        )  # fmt: skip
        return one

    first = version(plan, 1, date(2024, 3, 1), "先桌面、后实战。")
    second = version(plan, 2, date(2026, 3, 1), "先实战、后桌面。")
    for document, current in ((plan, second), (site, version(site, 1, NOON.date(), "断电。"))):
        document.current_version = current
        document.save()
    correction = make(
        "content_plans.PlanCorrection", document=plan, kind="text", slot="line", text="总则",
        made_by=editor,
    )  # fmt: skip
    make(
        "portal_foundation.AuditEvent", action="content.plan.corrected", at=timezone.now(),
        data={"correction": correction.pk, "version": 2},
    )  # fmt: skip
    make(
        "content_plans.RevisionTrigger", document=plan, what="experience",
        noticed_on=date(2026, 2, 1), reason="2026-02-01 的演练发现：集合慢",
    )  # fmt: skip
    make(
        "content_plans.ReviewRound", version=second, asked_by=editor, asked_at=NOON,
        fingerprint="0" * 64,
    )  # fmt: skip
    make(
        "content_comments.Comment", anchor=uuid4(), content_hash="0" * 64, author=editor,
        document=plan, version=first, kind="fact", text="集合点改了", quote="先桌面",
    )  # fmt: skip


def told() -> dict[str, Any]:
    """What today's code finds in the rows."""

    def rows(label: str, *names: str) -> list[list[Any]]:
        found = today.get_model(label).objects.order_by("pk").values_list(*names)
        return [[None if one is None else str(one) for one in row] for row in found]

    return {
        "plans": rows(
            "content_plans.PlanDocument", "slug", "regime", "issued_on", "filed_on",
            "filing_receipt", "current_version__number", "title_key",
        ),
        "former": rows("content_plans.FormerDays", "version__number", "filed_on", "filing_receipt"),
        "clauses": rows("content_plans.Clause", "version__document__slug", "text"),
        "corrections": rows("content_plans.PlanCorrection", "text", "made_on__number"),
        "triggers": rows("content_plans.RevisionTrigger", "reason"),
        "comments": rows("content_comments.Comment", "text", "quote"),
        "rounds": rows("content_plans.ReviewRound", "version__number"),
        "rules": [
            one for one in rows("content_plans.DueRule", "regime", "amount", "span")
            if one[0] == "on_site"
        ],
    }  # fmt: skip


def main() -> None:
    django.setup()
    fill(older_apps())
    upgrade()
    json.dump(told(), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
