"""A paragraph keeps its key through edits, and whoever hangs on it is told."""

from typing import Any

import pytest

from content.guides.models import GuidePage
from content.pages import anchors
from content.pages.models import Paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Any:
    """Every announcement of a changed anchor, in order."""
    heard: list[dict[str, Any]] = []

    def hear(sender: Any, **kwargs: Any) -> None:
        heard.append({name: kwargs[name] for name in ("key", "withdrawn", "old_hash", "new_hash")})

    anchors.changed.connect(hear, weak=False)
    yield heard
    anchors.changed.disconnect(hear)


def step(guide: GuidePage, number: int) -> Paragraph:
    rows = Paragraph.objects.filter(page_id=guide.pk, kind="step", subpath="")
    return rows.order_by("position")[number - 1]


def edit_step(guide: GuidePage, number: int, title: str) -> GuidePage:
    """Change one step as an editor does: in a draft, then published."""
    draft = GuidePage.objects.get(pk=guide.pk)
    draft.by_phase["during"]["steps"][number - 1]["title"] = title
    draft.save_revision().publish()
    return GuidePage.objects.get(pk=guide.pk)


def test_an_edited_step_keeps_its_key_and_tells_who_hangs_on_it(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    before = step(guide, 2)
    edit_step(guide, 2, "蹲下或跪下，抱住头")
    after = Paragraph.objects.get(key=before.key)
    assert after.text.startswith("蹲下或跪下") and after.first_hash == before.content_hash
    assert [(one["key"], one["withdrawn"]) for one in told] == [(before.anchor_key, False)]
    assert told[0]["old_hash"] == before.content_hash and told[0]["new_hash"] == after.content_hash
    assert anchors.resolve(before.anchor_key).status == "changed"


def test_publishing_again_unchanged_tells_nobody(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    guide.save_revision().publish()
    assert told == []


def test_steps_in_another_order_are_the_same_paragraphs(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    first, second = step(guide, 1), step(guide, 2)
    draft = GuidePage.objects.get(pk=guide.pk)
    children = draft.by_phase["during"]["steps"].bound_blocks
    children[0], children[1] = children[1], children[0]
    draft.save_revision().publish()
    assert (step(guide, 1).key, step(guide, 2).key) == (second.key, first.key)
    assert told == []


def test_a_paragraph_is_placed_as_its_reader_counts(guide: GuidePage) -> None:
    def places(kind: str, subpath: str = "") -> list[str]:
        rows = Paragraph.objects.filter(page_id=guide.pk, kind=kind, subpath=subpath)
        return [anchors.resolve(row.anchor_key).place for row in rows.order_by("position")]

    assert places("step") == [f"第 {number} 步" for number in range(1, 7)]
    assert places("step", "before/") == ["第 1 步", "第 2 步"]
    assert places("dont") == ["第 1 条", "第 2 条", "第 3 条"]
    assert places("note") == ["", ""]
    fifth = step(guide, 5)
    draft = GuidePage.objects.get(pk=guide.pk)
    del draft.by_phase["during"]["steps"][0]
    draft.save_revision().publish()
    assert anchors.resolve(fifth.anchor_key).place == "第 4 步"
    assert fifth.text not in anchors.resolve(fifth.anchor_key).whereabouts


def test_a_draft_changes_no_paragraph(guide: GuidePage, told: list[dict[str, Any]]) -> None:
    draft = GuidePage.objects.get(pk=guide.pk)
    draft.by_phase["during"]["steps"][0]["title"] = "还没审"
    draft.save_revision()
    assert told == [] and not Paragraph.objects.filter(text__contains="还没审").exists()


def test_a_removed_step_is_withdrawn_with_its_last_words_and_may_come_back(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    gone = step(guide, 1)
    revision = guide.save_revision()
    draft = GuidePage.objects.get(pk=guide.pk)
    del draft.by_phase["during"]["steps"][0]
    draft.save_revision().publish()
    anchor = anchors.resolve(gone.anchor_key)
    assert anchor.status == "withdrawn" and anchor.text == gone.text
    assert told[-1]["key"] == gone.anchor_key and told[-1]["withdrawn"]
    revision.publish()
    assert anchors.resolve(gone.anchor_key).status == "current"
    assert told[-1]["key"] == gone.anchor_key and not told[-1]["withdrawn"]


def test_a_deleted_page_leaves_its_paragraphs_withdrawn(guide: GuidePage) -> None:
    row = step(guide, 1)
    guide.delete()
    anchor = anchors.resolve(row.anchor_key)
    assert (anchor.status, anchor.url, anchor.title) == ("withdrawn", "", "地震")


def test_a_copied_page_gets_keys_of_its_own(guide: GuidePage) -> None:
    original = set(Paragraph.objects.filter(page_id=guide.pk).values_list("key", flat=True))
    copy = guide.copy(update_attrs={"slug": "copy", "title": "复制"}, keep_live=False)
    copy.save_revision().publish()
    copied = set(Paragraph.objects.filter(page_id=copy.pk).values_list("key", flat=True))
    assert copied and not copied & original
    edit_step(guide, 1, "原页改了")
    assert not Paragraph.objects.filter(page_id=copy.pk, text__startswith="原页改了").exists()


def test_an_anchor_leads_to_its_place(guide: GuidePage) -> None:
    row = step(guide, 3)
    anchor = anchors.resolve(row.anchor_key)
    assert anchor.url == f"/guides/earthquake/#{row.fragment}"
    assert anchor.path == ("地震", "地震了，先这样做")
    moved = GuidePage.objects.get(pk=guide.pk)
    moved.slug = "quake"
    moved.save_revision().publish()
    assert anchors.resolve(row.anchor_key).url.startswith("/guides/quake/#")


def test_many_anchors_cost_a_fixed_number_of_queries(
    guide: GuidePage, django_assert_max_num_queries: Any
) -> None:
    keys = [row.anchor_key for row in Paragraph.objects.all()]
    anchors.resolve_many(keys[:1])
    with django_assert_max_num_queries(1):
        assert len(anchors.resolve_many(keys)) == len(keys)
