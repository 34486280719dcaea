"""What was corrected in one text of a document is corrected in those that follow it."""

from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says


def at(version, words):
    return version.original.index(words)


def test_a_correction_is_kept_when_the_next_text_is_imported_by_any_way(
    draft, world, import_small, small_text, client
):
    services.correct_draft(
        version=draft, actor=world.editor, at=at(draft, "后实战"), kind=Says.PARAGRAPH
    )
    changed = small_text.replace("一、总体要求", "一、总体要求\n\n新加的一段话。")
    slug = draft.document.slug
    following = import_small(changed, publish=False, slug=slug).version
    assert following.number == 2
    assert following.clauses.filter(kind="paragraph", text="后实战。").exists()
    client.force_login(world.editor)
    client.post(
        reverse("plans_desk:upload"),
        {
            "owner_unit": world.town.pk, "token": "5f1a9d2e-0f4d-4a4b-8f7e-0a5c0a9d1f00",
            "text": changed + "附注。", "document": draft.document.pk,
        },
    )  # fmt: skip
    latest = draft.document.versions.order_by("-number").first()
    assert latest.number == 3
    assert latest.clauses.filter(kind="paragraph", text="后实战。").exists()


def test_a_correction_whose_words_are_gone_stays_and_is_named_among_the_notes(
    draft, world, import_small, small_text
):
    services.correct_draft(
        version=draft, actor=world.editor, at=at(draft, "（二）工作原则"), kind=Says.JOIN
    )
    slug = draft.document.slug
    changed = small_text.replace("先桌面、后实战。", "先实战、后桌面。")
    following = import_small(changed, publish=False, slug=slug).version
    told = [note["text"] for note in following.notes if note["code"] == "correction_lost"]
    assert told
    assert told[0].startswith("第 1 处改正没找到原句“（二）工作原则。先桌面、后实战。”")
    assert draft.document.corrections.standing().count() == 1
    back = import_small(small_text + "附注。", publish=False, slug=slug).version
    assert not [note for note in back.notes if note["code"] == "correction_lost"]
