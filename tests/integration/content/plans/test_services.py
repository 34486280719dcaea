import re
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from content.pages import anchors
from content.plans import services
from content.plans.domain.errors import PlanImportError
from content.plans.enums import DraftState, Family, Kind, Visibility
from content.plans.models import (
    Clause,
    PlanDocument,
    PlanVersion,
    PublishedIsFinal,
    Repair,
    TargetDraft,
)
from content.targets.models import Indicator, Target
from portal.foundation.audit.models import AuditEvent
from search.documents.models import SearchDocument


@pytest.fixture
def changes():
    """Keys told by `anchors.changed`, with whether they are gone."""
    told = []

    def listen(key, withdrawn, **_rest):
        told.append((key, withdrawn))

    anchors.changed.connect(listen)
    yield told
    anchors.changed.disconnect(listen)


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
        with pytest.raises(PlanImportError):
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

    def blind_once(document, content_hash, import_key):
        calls.append(1)
        return None if len(calls) == 2 else real(document, content_hash, import_key)

    monkeypatch.setattr(importing, "_found", blind_once)
    first = services.import_document(actor=None, owner_unit=world.town, text=small_text)
    second = services.import_document(actor=None, owner_unit=world.town, text=small_text)
    assert second.version == first.version
    assert not second.created
    assert len(calls) == 3


def test_publishing_writes_search_rows_and_a_second_time_changes_nothing(import_small, world):
    plan = import_small()
    rows = SearchDocument.objects.filter(group_key=plan.document.group_key)
    clause = plan.version.clauses.get(heading="编制计划")
    row = rows.get(key=clause.key)
    assert row.title == "（一）编制计划"
    assert row.path == [plan.document.title, "二、主要任务"]
    assert row.url.endswith(f"#c-{clause.anchor}")
    assert row.grants == ["public"]
    assert row.year == 2026
    events = AuditEvent.objects.filter(action="content.plan.published").count()
    services.publish_version(version=plan.version, actor=world.reviewer)
    assert AuditEvent.objects.filter(action="content.plan.published").count() == events


def test_search_rows_follow_visibility_and_status(import_small, world):
    plan = import_small()
    rows = SearchDocument.objects.filter(group_key=plan.document.group_key)
    services.change_document(document=plan.document, actor=None, visibility=Visibility.INTERNAL)
    assert {tuple(row.grants) for row in rows.all()} == {(f"unit:{world.town.pk}",)}
    services.change_document(document=plan.document, actor=None, visibility=Visibility.RESTRICTED)
    assert not rows.all().exists()
    services.change_document(
        document=plan.document, actor=None, visibility=Visibility.PUBLIC, status="historic"
    )
    assert {row.status for row in rows.all()} == {"historic"}


def test_a_new_version_keeps_the_anchors_and_tells_what_changed(import_small, small_text, changes):
    plan = import_small()
    old = {c.heading: c for c in plan.version.clauses.all()}
    text = (
        small_text.replace("一、总体要求", "一、形势\n\n情况复杂。\n\n二、总体要求")
        .replace("二、主要任务", "三、主要任务")
        .replace("至少组织2次", "至少组织3次")
        .replace("（二）评估改进。演练结束后形成评估报告。\n\n", "")
    )
    new = import_small(text, slug=plan.document.slug)
    assert new.version.number == 2
    now = {c.heading: c for c in new.version.clauses.all()}
    assert now["编制计划"].anchor == old["编制计划"].anchor
    assert now["工作目标"].anchor == old["工作目标"].anchor
    assert now["主要任务"].anchor == old["主要任务"].anchor
    assert set(changes) == {(old["工作目标"].key, False), (old["评估改进"].key, True)}
    resolved = anchors.resolve_many([old[h].key for h in ("编制计划", "工作目标", "评估改进")])
    assert [resolved[old[h].key].status for h in ("编制计划", "工作目标", "评估改进")] == [
        "current", "changed", "withdrawn",
    ]  # fmt: skip
    assert resolved[old["编制计划"].key].path == (plan.document.title, "三、主要任务")
    assert resolved[old["评估改进"].key].text == "演练结束后形成评估报告。"


def test_a_clause_that_comes_back_gets_its_old_anchor(import_small, small_text):
    plan = import_small()
    anchor = plan.version.clauses.get(heading="工作原则").anchor
    import_small(
        small_text.replace("（二）工作原则。先桌面、后实战。\n\n", ""), slug=plan.document.slug
    )
    third = import_small(small_text + "\n附：无", slug=plan.document.slug)
    assert third.version.clauses.get(heading="工作原则").anchor == anchor


def test_an_earlier_version_can_be_made_current_again(import_small, small_text):
    plan = import_small()
    import_small(small_text.replace("2次", "3次"), slug=plan.document.slug)
    services.publish_version(version=plan.version, actor=None)
    plan.document.refresh_from_db()
    assert plan.document.current_version == plan.version


def test_resolving_anchors_takes_three_queries_for_any_number(
    import_small, django_assert_max_num_queries
):
    plan = import_small()
    keys = [clause.key for clause in plan.version.clauses.all()]
    with django_assert_max_num_queries(3):
        found = anchors.resolve_many(keys)
    assert set(found) == set(keys)
    assert anchors.resolve("clause:00000000-0000-0000-0000-000000000000") is None


def test_the_words_of_a_restricted_clause_stay_at_home(import_small):
    plan = import_small(visibility=Visibility.RESTRICTED)
    clause = plan.version.clauses.get(heading="编制计划")
    anchor = anchors.resolve(clause.key)
    assert anchor.text == ""
    assert "编制计划" not in anchor.title


def test_a_published_version_is_final(import_small):
    version = import_small().version
    version.title = "别的"
    with pytest.raises(PublishedIsFinal):
        version.save()
    with pytest.raises(PublishedIsFinal):
        version.delete()
    with pytest.raises(services.PlanRefused):
        services.discard_draft(version=version, actor=None)


def test_discarding_the_only_draft_removes_the_document(import_small):
    plan = import_small(publish=False)
    services.discard_draft(version=plan.version, actor=None)
    assert not PlanDocument.objects.exists()
    assert not Clause.objects.exists()
    assert not Repair.objects.exists()


def test_the_only_draft_of_a_document_that_replaces_another_stays_and_is_named(
    import_small, small_text, world
):
    old = import_small().document
    text = small_text.replace("2026—2028年", "2029—2031年")
    draft = import_small(text, publish=False)
    services.change_document(
        document=old, actor=world.editor, status="historic", replaced_by=draft.document
    )
    with pytest.raises(services.PlanRefused, match=re.escape(old.title)):
        services.discard_draft(version=draft.version, actor=world.editor)
    draft.version.refresh_from_db()
    assert draft.version.ready and draft.version.clauses.exists()


def test_only_what_changed_is_recorded_and_followed(import_small, world):
    plan = import_small().document
    before = AuditEvent.objects.count()
    services.change_document(
        document=plan, actor=world.editor, visibility=plan.visibility, issuer=plan.issuer,
        hazards=plan.hazards.all(),
    )  # fmt: skip
    assert AuditEvent.objects.count() == before
    services.change_document(
        document=plan, actor=world.editor, visibility=plan.visibility, issuer="青河镇人民政府办"
    )
    assert AuditEvent.objects.order_by("-pk")[0].data == {"fields": ["issuer"]}


def test_a_draft_becomes_a_target_that_points_back_at_its_clause(import_small, world):
    import_small()
    draft = TargetDraft.objects.get(subject="综合应急演练")
    assert (draft.stratum, draft.comparator, str(draft.value.normalize())) == (
        "县人民政府",
        "ge",
        "2",
    )
    indicator = Indicator.objects.create(
        slug="drills", name="演练次数", definition="按台账计数", measure="times"
    )
    values = {
        "draft": draft, "indicator": indicator, "slug": "drills-2026",
        "starts": date(2026, 1, 1), "due": date(2026, 12, 31),
        "unit": world.county, "actor": world.administrator,
    }  # fmt: skip
    target = services.confirm_draft(**values)
    assert services.confirm_draft(**values) == target
    assert Target.objects.count() == 1
    assert target.clause_key == draft.clause.key
    draft.refresh_from_db()
    assert draft.state == DraftState.CONFIRMED
    assert services.dismiss_drafts(drafts=[draft], actor=world.editor, reason="不是") == 0
    draft.refresh_from_db()
    assert draft.state == DraftState.CONFIRMED


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": Kind.GENERAL}, "plan_kind_fits_family"),
        ({"filed_on": date(2026, 1, 1)}, "plan_only_response_is_filed"),
        ({"filing_receipt": "安备1号"}, "plan_only_response_is_filed"),
        ({"family": Family.RESPONSE, "kind": Kind.SPECIAL}, "plan_only_planning_has_period"),
        ({"period_start": 2030}, "plan_period_order"),
        ({"period_end": None}, "plan_period_order"),
        ({"visibility": "secret"}, "plan_visibility_known"),
    ],
)
def test_the_database_keeps_the_rules_of_the_two_families(import_small, values, constraint):
    plan = import_small(publish=False).document
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlanDocument.objects.filter(pk=plan.pk).update(**values)


def test_a_forbidden_change_is_refused_in_words(import_small):
    plan = import_small().document
    with pytest.raises(services.PlanRefused) as caught:
        services.change_document(document=plan, actor=None, filed_on=date(2026, 1, 1))
    assert "规划和计划不备案" in caught.value.message
    plan.refresh_from_db()
    assert plan.filed_on is None


@pytest.mark.slow
def test_twenty_thousand_clauses_are_imported_published_and_served(client, world):
    text = "安澜县大规模工作方案\n" + "\n".join(
        f"第{n}条 第{n}项工作由有关单位按职责落实，每季度至少检查1次。" for n in range(1, 20_001)
    )
    plan = services.import_document(actor=None, owner_unit=world.county, text=text)
    services.publish_version(version=plan.version, actor=None)
    assert plan.version.clauses.filter(kind="clause").count() == 20_000
    plan.version.refresh_from_db()
    address = plan.document.get_absolute_url()
    for page in ("", f"{plan.version.page_count}/"):
        response = client.get(address + page)
        assert response.status_code == 200
        assert len(response.content) < 100_000
