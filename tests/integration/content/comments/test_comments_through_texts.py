"""A comment stays with its clause through all texts of the plan."""

from uuid import uuid4

import pytest
from django.urls import reverse

from content.comments import services
from content.comments.models import Comment
from content.comments.selectors.reading import readable_comments
from content.comments.selectors.threads import threads_at
from content.plans import services as plans
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.models import PlanDocument
from tests.integration.content.comments.conftest import (
    GONE,
    SENTENCE,
    WORDS,
    page_of,
    the_thread,
    words_of,
)
from tests.samples.reviewed_plans import published


def test_a_comment_on_a_draft_stays_when_the_draft_is_published(client, world, bring_in, expert):
    version = bring_in()
    clause = version.clauses.get(text=SENTENCE)
    at = reverse("comments:version_clause", args=[version.pk, clause.anchor])
    client.force_login(world.reviewer)
    proof = client.get(reverse("plans_desk:review", args=[version.pk])).content.decode()
    assert f'href="{at}">写意见<' in proof
    client.post(at, {"kind": "change", "text": WORDS})
    proof = words_of(client.get(reverse("plans_desk:review", args=[version.pk])))
    assert "对条文的意见 1 条，1 条还没有答复。" in proof and "意见 1" in proof
    client.force_login(expert)
    assert client.get(at).status_code == 404
    assert client.get(page_of(clause)).status_code == 404
    assert not readable_comments(expert).exists()
    published(version, world.editor, world.administrator)
    assert WORDS in words_of(client.get(page_of(clause)))


def test_it_says_when_the_clause_was_changed_and_keeps_the_words_it_was_about(
    client, world, publish, plan, clause, expert, say
):
    say(expert)
    assert not the_thread(expert, plan).changed
    publish(("先桌面、后实战", "先评估、再桌面、后实战"))
    plan.refresh_from_db()
    assert the_thread(expert, plan).changed
    client.force_login(expert)
    shown = words_of(client.get(page_of(clause)))
    assert "条文已改" in shown and SENTENCE in shown and "先评估、再桌面" in shown
    assert "对第 1 版（已发布）" in shown


def test_a_comment_on_a_later_draft_is_no_change_of_the_text_in_force(
    world, bring_in, plan, clause, say
):
    draft = bring_in(("先桌面、后实战", "先评估、再桌面、后实战"))
    say(world.reviewer, version=draft.pk)
    (thread,) = threads_at(world.editor, clause.anchor, clause.version)
    assert thread.differs and not thread.changed


def test_a_draft_read_anew_keeps_its_comments_and_those_whose_clause_is_gone_stand_at_the_end(
    client, world, bring_in
):
    version = bring_in()
    first, second, third = version.clauses.filter(depth__gte=1).order_by("position")[:3]
    for one in (third, second, first):
        services.write_comment(
            author=world.reviewer, anchor=one.anchor, kind="change", text=f"关于{one.heading}",
            token=uuid4(), version=version.pk,
        )  # fmt: skip
    plans.correct_draft(
        version=version, actor=world.editor, kind=CorrectionKind.JOIN, at=second.source_start
    )
    gone = {first.anchor, second.anchor} - set(version.clauses.values_list("anchor", flat=True))
    assert len(gone) == 1
    assert Comment.objects.count() == 3
    client.force_login(world.editor)
    page = client.get(reverse("comments:plan", args=[version.document.slug]))
    order = [one.comment.anchor for one in page.context["threads"]]
    assert order[-1] in gone and order[:2] == [
        one for one in (first.anchor, second.anchor, third.anchor) if one not in gone
    ]
    assert words_of(page).count("条文已删") == 1


def test_a_draft_thrown_away_leaves_what_was_said_of_it_to_its_editors(
    client, world, bring_in, plan, clause, expert, say
):
    draft = bring_in(("先桌面、后实战", "先评估、再桌面、后实战"))
    say(world.reviewer, version=draft.pk)
    plans.discard_draft(version=draft, actor=world.editor)
    stored = Comment.objects.get()
    assert stored.version is None and "先评估" in stored.quote
    assert readable_comments(world.editor).count() == 1 and not readable_comments(expert).exists()
    client.force_login(world.editor)
    page = words_of(client.get(reverse("comments:plan", args=[plan.slug])))
    assert "对一份已删掉的草稿" in page and WORDS in page


def test_with_a_document_that_was_never_published_they_go(world, bring_in):
    draft = bring_in()
    services.write_comment(
        author=world.reviewer, anchor=draft.clauses.get(text=SENTENCE).anchor, kind="fact",
        text=WORDS, token=uuid4(), version=draft.pk,
    )  # fmt: skip
    plans.discard_draft(version=draft, actor=world.editor)
    assert not PlanDocument.objects.exists() and not Comment.objects.exists()


def test_nothing_new_is_said_of_a_clause_that_is_no_longer_in_force(
    client, publish, plan, clause, expert, say
):
    say(expert)
    publish(GONE)
    client.force_login(expert)
    shown = client.get(page_of(clause))
    assert "不再收意见" in words_of(shown) and WORDS in words_of(shown)
    assert shown.context["form"] is None
    late = client.post(page_of(clause), {"kind": "change", "text": "还有一句"})
    assert late.status_code == 422 and "还有一句" in late.content.decode()
    listed = client.get(reverse("comments:plan", args=[plan.slug]))
    assert "条文已删" in words_of(listed) and SENTENCE in words_of(listed)


@pytest.mark.parametrize("kind", ["agree", "change"])
def test_nothing_is_said_of_words_that_its_writer_never_saw(
    client, publish, plan, clause, expert, kind
):
    client.force_login(expert)
    form = client.get(page_of(clause)).context["form"]
    sent = {"kind": kind, "text": WORDS, "token": str(uuid4()), "shown": form["shown"].value()}
    publish((SENTENCE, "先实战、后桌面，不用评估。"))
    refused = client.post(page_of(clause), sent)
    shown = words_of(refused)
    assert refused.status_code == 422 and not Comment.objects.exists()
    assert "没有收下" in shown and "不用评估" in shown and WORDS in shown
    again = {**sent, "shown": refused.context["form"]["shown"].value()}
    assert client.post(page_of(clause), again).status_code == 302
    assert "不用评估" in Comment.objects.get().quote
    # What was taken already is taken, whatever was published since.
    publish((SENTENCE, "先评估。"))
    assert client.post(page_of(clause), again).status_code == 302
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("spoiled", ["x", "\x00", "x" * 5000])
def test_a_spoiled_field_that_nobody_sees_costs_one_press(client, clause, expert, spoiled):
    client.force_login(expert)
    sent = {"kind": "fact", "text": WORDS, "shown": spoiled}
    refused = client.post(page_of(clause), sent)
    assert refused.status_code == 422 and WORDS in words_of(refused)
    again = {**sent, "shown": refused.context["form"]["shown"].value()}
    assert client.post(page_of(clause), again).status_code == 302
