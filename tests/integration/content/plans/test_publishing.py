"""Publishing a version: search rows, anchors that stay, and a version that is final."""

import pytest

from content.pages import anchors
from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import (
    PublishedIsFinal,
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


PRINCIPLES = "（二）工作原则。先桌面、后实战。\n\n"


@pytest.mark.parametrize("by", ["a new version", "the version it was in"])
def test_who_cites_a_clause_that_was_gone_hears_that_it_stands_again(
    import_small, small_text, changes, by
):
    plan = import_small()
    key = plan.version.clauses.get(heading="工作原则").key
    import_small(small_text.replace(PRINCIPLES, ""), slug=plan.document.slug)
    assert (key, True) in changes
    changes.clear()
    if by == "a new version":
        import_small(small_text + "\n（三）新的一条。从来没有过。", slug=plan.document.slug)
    else:
        services.publish_version(version=plan.version, actor=None)
    assert (key, False) in changes
    plan.document.refresh_from_db()
    now = plan.document.current_version.clauses.all()
    new = {clause.key for clause in now} - {clause.key for clause in plan.version.clauses.all()}
    assert not new & {told for told, _gone in changes}


def test_a_target_is_marked_while_its_clause_is_gone_and_no_longer_when_it_is_back(
    import_small, small_text, world
):
    plan = import_small()
    clause = plan.version.clauses.get(heading="工作原则")
    Target.objects.create(
        slug="principles", name="原则", clause_key=clause.key, comparator="ge", value=1,
        clause_hash=anchors.resolve(clause.key).content_hash, unit=world.town,
        indicator=Indicator.objects.create(slug="i", name="次数", definition="d", measure="times"),
        starts="2026-01-01", due="2026-12-31",
    )  # fmt: skip
    import_small(small_text.replace(PRINCIPLES, ""), slug=plan.document.slug)
    assert Target.objects.get().clause_changed
    import_small(small_text + "\n附：无", slug=plan.document.slug)
    assert not Target.objects.get().clause_changed


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
