"""What an import takes from a document, and that it happens once."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from content.plans import services
from content.plans.domain.errors import PlanImportError
from content.plans.enums import Family, Kind
from content.plans.models import (
    PlanDocument,
    PlanVersion,
)
from portal.foundation.audit.models import AuditEvent
from portal.foundation.files.domain import FileRefused
from tests.samples.reviewed_plans import published


def test_an_import_takes_its_facts_from_the_document(import_small, world):
    plan = import_small(publish=False)
    document, version = plan.document, plan.version
    assert document.title == "安澜县应急演练工作计划（2026—2028年）"
    assert (document.family, document.kind) == (Family.PLANNING, Kind.WORK_PLAN)
    assert (document.period_start, document.period_end) == (2026, 2028)
    assert version.document_number == "安政发〔2026〕100号"
    assert version.signed_on == date(2026, 3, 1)
    assert version.original.startswith("安澜县人民政府文件")
    assert AuditEvent.objects.filter(action="content.plan.imported").count() == 1


def test_the_stored_spans_account_for_every_character(import_small):
    version = import_small(publish=False).version
    position = 0
    for start, end, _kind, _owner in version.spans:
        assert start == position
        position = end
    assert position == len(version.original)


def test_the_same_content_again_changes_nothing(import_small):
    first = import_small(publish=False)
    again = import_small(publish=False)
    assert (first.created, again.created) == (True, False)
    assert again.version == first.version
    assert PlanDocument.objects.count() == PlanVersion.objects.count() == 1


def test_a_text_that_was_replaced_can_be_brought_back(import_small, small_text, client, world):
    """Published with a wrong number, put right by the file that stood before."""
    first = import_small()
    anchors = set(first.version.clauses.values_list("anchor", flat=True))
    wrong = import_small(small_text.replace("2次", "20次"), slug=first.document.slug)
    for _sent_twice in range(2):
        back = import_small(slug=first.document.slug, again=True, publish=False)
        assert (back.created, back.version.number) == (not _sent_twice, 3)
    published(back.version, world.editor, world.reviewer)
    page = client.get(first.document.get_absolute_url()).content.decode()
    assert "2次综合" in page and "20次" not in page
    assert set(back.version.clauses.values_list("anchor", flat=True)) == anchors
    again = import_small(slug=first.document.slug, again=True, publish=False)
    assert not again.created and again.version == back.version
    assert wrong.version.number == 2


def test_of_a_replaced_text_it_is_asked_whether_it_is_the_same_document(import_small, small_text):
    first = import_small()
    import_small(small_text.replace("2次", "20次"), slug=first.document.slug)
    words = {"title": "青河镇另一份方案", "kind": "scheme"}
    for typed in ({}, words):
        with pytest.raises(services.SaidBefore) as refusal:
            import_small(again=True, publish=False, **typed)
        assert [one.document for one in refusal.value.found] == [first.document]
    known = import_small(small_text.replace("2次", "20次"), again=True, publish=False)
    assert not known.created and known.version.number == 2
    for _sent_twice in range(2):
        apart = import_small(again=True, publish=False, apart=True, **words)
        assert (apart.created, apart.document.kind) == (not _sent_twice, "scheme")
        assert apart.document != first.document and apart.version.title == words["title"]
    assert first.document.versions.count() == 2


def test_the_file_of_a_draft_that_was_thrown_away_may_become_another_document(
    import_small, small_text, world
):
    """The register still knows which document the file once made."""
    first = import_small(publish=False)
    import_small(small_text.replace("2次", "20次"), slug=first.document.slug)
    services.discard_draft(version=first.version, actor=world.editor)
    other = import_small(publish=False, again=True, apart=True)
    assert other.created and other.document != first.document


def test_of_two_documents_with_one_text_the_one_that_still_says_it_is_named(
    import_small, small_text
):
    first = import_small()
    second = import_small(small_text.replace("2次", "20次"), apart=True)
    import_small(small_text.replace("2次", "20次"), slug=first.document.slug)
    import_small(small_text, slug=second.document.slug, again=True)
    known = import_small(small_text, again=True, publish=False)
    assert not known.created and known.document == second.document


def test_reading_the_files_in_again_undoes_no_later_version(import_small, small_text):
    """`import_plan` and the demonstration read the same files at every start."""
    first = import_small()
    import_small(small_text.replace("2次", "3次"), slug=first.document.slug)
    again = import_small(slug=first.document.slug, publish=False)
    assert not again.created and first.document.versions.count() == 2


def test_the_text_of_a_later_version_is_known_though_nobody_says_of_which_document(
    import_small, small_text
):
    known = import_small(publish=False)
    text = small_text.replace("先桌面", "首先桌面")
    later = import_small(text, publish=False, slug=known.document.slug)
    again = import_small(text, publish=False)
    assert (again.version, again.created) == (later.version, False)


@pytest.mark.parametrize(
    ("old", "new", "shared"),
    [
        ("先桌面", "首先桌面", "标题、索引号、文号"),
        ("安澜县应急演练工作计划", "安澜县演练计划", "索引号、文号"),
        ("AL001-2026-00100\n文号：安政发〔2026〕100号", "X\n文号：安政发[2026]100号", "标题、文号"),
        ("00100\n文号：安政发〔2026〕100号", "9\n文号：X", "标题"),
    ],
)  # fmt: skip
def test_the_name_or_a_number_of_another_document_is_told_and_nothing_written(
    import_small, small_text, old, new, shared
):
    known = import_small().document
    text = small_text.replace(old, new)
    assert text != small_text
    with pytest.raises(services.SeemsKnown) as refusal:
        import_small(text, publish=False)
    assert [(one.document, one.shared) for one in refusal.value.found] == [(known, shared)]
    assert PlanDocument.objects.count() == PlanVersion.objects.count() == 1
    assert import_small(text, publish=False, apart=True).document != known


def test_the_plan_of_another_year_is_another_plan(import_small, small_text):
    import_small()
    text = (
        small_text.replace("2026—2028", "2029—2031").replace("00100", "2").replace("100号", "2号")
    )
    assert import_small(text, publish=False).created


def test_another_unit_may_have_the_same_text(import_small, world):
    first = import_small(publish=False)
    other = import_small(publish=False, unit=world.other_town)
    assert other.created
    assert other.document != first.document
    assert other.document.slug != first.document.slug


def test_a_refused_file_leaves_nothing_behind(world):
    for data, name in (
        (b"", "a.txt"),
        (b"%PDF", "a.pdf"),
        (b"PK\x03\x04", "a.docx"),
        ("总\x00则。".encode(), "a.txt"),
    ):
        with pytest.raises((PlanImportError, FileRefused)):
            services.import_document(actor=None, owner_unit=world.town, data=data, name=name)
    with pytest.raises(PlanImportError):
        services.import_document(actor=None, owner_unit=world.town, text="残\ud800缺")
    assert not PlanDocument.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="content.plan").exists()


def test_a_failure_in_the_middle_leaves_nothing_behind(world, small_text, monkeypatch):
    def fail(**_arguments):
        raise RuntimeError

    monkeypatch.setattr("content.plans.services.importing.store_clauses", fail)
    with pytest.raises(RuntimeError):
        services.import_document(actor=None, owner_unit=world.town, text=small_text)
    assert not PlanDocument.objects.exists()
    assert not PlanVersion.objects.exists()


def test_an_address_of_another_unit_is_refused(import_small, world):
    plan = import_small(publish=False)
    with pytest.raises(services.PlanRefused):
        import_small(
            "一、总则\n别的内容。", publish=False, unit=world.other_town, slug=plan.document.slug
        )


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_one_moment_make_one_document(world, small_text):
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory SQLite has one writer; runs with DATABASE_URL of PostgreSQL")
    ready, found = Barrier(2), []

    def run():
        ready.wait()
        try:
            found.append(
                services.import_document(actor=None, owner_unit=world.town, text=small_text)
            )
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert PlanDocument.objects.count() == PlanVersion.objects.count() == 1
    assert sorted(imported.created for imported in found) == [False, True]


def test_losing_the_race_returns_the_winners_document(world, small_text, monkeypatch):
    """The other import commits between our look and our write."""
    from content.plans.services import importing

    real, calls = importing._found, []

    def blind_once(*asked):
        calls.append(1)
        return None if len(calls) == 2 else real(*asked)

    monkeypatch.setattr(importing, "_found", blind_once)
    monkeypatch.setattr(importing, "_in_another_file", lambda *_found: None)
    first = services.import_document(actor=None, owner_unit=world.town, text=small_text)
    second = services.import_document(actor=None, owner_unit=world.town, text=small_text)
    assert second.version == first.version
    assert not second.created
    assert len(calls) == 3
