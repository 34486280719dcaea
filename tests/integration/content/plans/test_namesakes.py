"""Documents of one name are found by stored keys, as fast among many as among few."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import PlanDocument, PlanVersion
from content.plans.selectors.namesakes import namesakes

TITLE = "安澜县应急演练工作计划（2026—2028年）"
KEYS = ("title_key", "index_key", "number_key")


def alike(world, title="无", **numbers):
    found = namesakes(owner_unit_id=world.town.pk, title=title, **numbers)
    return {one.document.pk: one.shared for one in found}


def test_each_of_title_and_numbers_finds_the_document_however_it_is_typed(import_small, world):
    plan = import_small().document
    assert alike(world, "关于印发《安澜县应急演练工作计划（2026-2028年）》的通知") == {
        plan.pk: "标题"
    }
    assert alike(world, document_number="安政发[2026] 100 号") == {plan.pk: "文号"}
    assert alike(world, index_number="AL001-2026-00100") == {plan.pk: "索引号"}
    assert alike(
        world, TITLE, document_number="安政发〔2026〕100号", index_number="AL001-2026-00100"
    ) == {plan.pk: "标题、索引号、文号"}
    assert alike(world, "青河镇防汛预案", document_number="待编", index_number="") == {}
    assert alike(world, "（试行）", document_number="〔2026〕　号") == {}
    other = namesakes(owner_unit_id=world.other_town.pk, title=TITLE)
    assert other == []


def test_it_costs_two_questions_that_no_number_of_documents_makes_longer(import_small, world):
    plan = import_small()
    PlanVersion.objects.bulk_create(
        PlanVersion(
            document=plan.document, number=number, title=f"第{number}件", title_key=f"第{number}件",
            source="pasted", original="x", content_hash=f"{number:064d}",
        )
        for number in range(2, 400)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        assert alike(world, TITLE, document_number="安政发〔2026〕100号") == {
            plan.document.pk: "标题、文号"
        }
    assert len(asked) == 2
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + asked[0]["sql"].replace("%", "%%"))
            steps = [row[3] for row in cursor.fetchall()]
        assert any("planversion_title_key" in step for step in steps), steps
        assert any("planversion_number_key" in step for step in steps), steps
        assert not any(step.startswith("SCAN content_plans") for step in steps), steps


def test_a_new_name_is_found_at_once_by_whatever_way_it_came(import_small, world):
    plan = import_small(publish=False)
    services.change_document(document=plan.document, actor=None, title="青河镇防汛安排")
    assert alike(world, "青河镇防汛安排") == {plan.document.pk: "标题"}
    assert alike(world, TITLE) == {plan.document.pk: "标题"}, "its text still says so"
    services.correct_draft(
        version=plan.version, actor=world.editor, kind=Says.TITLE,
        at=plan.version.original.index("为做好演练"),
    )  # fmt: skip
    plan.version.refresh_from_db()
    assert plan.version.title.startswith("为做好演练")
    assert alike(world, plan.version.title) == {plan.document.pk: "标题"}
    assert alike(world, TITLE) == {}
    services.publish_version(version=plan.version, actor=None)
    assert alike(world, "青河镇防汛安排") == {}


def test_documents_that_were_there_before_get_their_keys_a_slice_at_a_time(
    import_small, small_text, monkeypatch
):
    migration = import_module("content.plans.migrations.0022_names_found_by_key")
    monkeypatch.setattr(migration, "_SLICE", 2)
    for number in range(5):
        text = small_text.replace("应急演练", f"第{number}区演练").replace("100", f"20{number}")
        import_small(text, publish=number % 2 == 0)
    filled = list(PlanVersion.objects.order_by("pk").values_list(*KEYS))
    titles = list(PlanDocument.objects.order_by("pk").values_list("title_key", flat=True))
    assert all(all(keys) for keys in filled) and all(titles)
    PlanVersion.objects.update(**dict.fromkeys(KEYS, ""))
    PlanDocument.objects.update(title_key="")
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert list(PlanVersion.objects.order_by("pk").values_list(*KEYS)) == filled
    assert list(PlanDocument.objects.order_by("pk").values_list("title_key", flat=True)) == titles


@pytest.mark.parametrize("title", ["㍿" * 200, "長" * 200, " " * 3 + "（试行）"])
def test_no_title_is_too_long_for_its_key(import_small, title):
    document = import_small(title=title, publish=False).document
    document.refresh_from_db()
    assert len(document.title_key) <= 200
