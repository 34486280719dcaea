"""Somebody without office is invited to comment on one text, until a day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.comments import services
from content.comments.models import Comment, Invitation
from content.comments.refusals import CommentRefused
from content.plans import services as plans
from content.plans.models import Clause, PlanVersion
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people.enums import Role
from portal.people.models import Membership, User
from tests.integration.conftest import SINCE
from tests.integration.content.comments.conftest import (
    SENTENCE,
    WORDS,
    clause_page,
    page,
    words_of,
)
from tests.samples.reviewed_plans import published

SECRET = "演练经费列入镇财政预算。"


def test_a_draft_thrown_away_meanwhile_is_refused_in_words(client, world, draft, outsider):
    before = PlanVersion.objects.select_related("document").get(pk=draft.pk)
    plans.discard_draft(version=draft, actor=world.editor)
    with pytest.raises(CommentRefused, match="刚才删除了"):
        services.invite(
            version=before, account=outsider, with_restricted=False, note="", by=world.editor,
            until=timezone.localdate(),
        )  # fmt: skip
    assert not Invitation.objects.exists()


def test_an_editor_invites_by_the_page_and_the_person_reads_comments_and_hears_the_answer(
    client, world, draft, outsider
):
    address = reverse("comments:invite", args=[draft.pk])
    client.force_login(world.editor)
    until = (timezone.localdate() + timedelta(days=7)).isoformat()
    sent = {"account": "ZHUANJIA", "until": until, "note": "请看原则。"}
    assert "专家阿依古丽" in client.post(address, sent, follow=True).content.decode()
    invitation = Invitation.objects.get()
    assert Message.objects.get(to=outsider).link == page(invitation)
    client.force_login(outsider)
    assert page(invitation) in client.get(reverse("accounts:me")).content.decode()
    read = client.get(page(invitation))
    assert SENTENCE in read.content.decode() and read["Cache-Control"] == "no-store, private"
    clause = draft.clauses.get(text=SENTENCE)
    said = client.post(
        clause_page(invitation, clause), {"kind": "change", "text": WORDS}, follow=True
    )
    assert WORDS in said.content.decode()
    comment = Comment.objects.get()
    assert (comment.author, comment.version) == (outsider, draft)
    client.force_login(world.editor)
    listed = client.get(address).content.decode()
    assert "写了 1 条，1 条等答复" in listed
    services.answer(comment=comment, verdict="adopted", text="加上评估。", by=world.editor)
    told = Message.objects.filter(to=outsider).latest("pk")
    assert told.link == clause_page(invitation, clause) and "加上评估" not in told.body
    client.force_login(outsider)
    assert "加上评估。" in client.get(told.link).content.decode()
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert "content.comment.invited" in actions


def test_nobody_else_opens_it_and_the_person_opens_nothing_else(
    client, world, ask, draft, outsider
):
    invitation = ask()
    clause = draft.clauses.get(text=SENTENCE)
    strangers = (world.learner, world.other_editor, world.editor, world.administrator)
    for person in strangers:
        client.force_login(person)
        assert client.get(page(invitation)).status_code == 404
        assert client.get(clause_page(invitation, clause)).status_code == 404
    client.force_login(outsider)
    for name, arguments in (
        ("plans_desk:review", [draft.pk]),
        ("comments:invite", [draft.pk]),
        ("comments:version_clause", [draft.pk, clause.anchor]),
        ("plans:document", [draft.document.slug]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code in (403, 404), name


def test_restricted_clauses_are_open_only_where_the_invitation_says_so(
    client, world, ask, draft, outsider
):
    hidden = draft.clauses.get(text=SECRET)
    plans.set_visibility(clause=hidden, visibility="restricted", actor=world.editor)
    client.force_login(outsider)
    narrow = ask()
    assert SECRET not in client.get(page(narrow)).content.decode()
    assert client.get(clause_page(narrow, hidden)).status_code == 404
    with pytest.raises(CommentRefused):
        services.write_invited(
            invitation=narrow, anchor=hidden.anchor, kind="fact", text="错", token=uuid4()
        )
    wide = ask(with_restricted=True, by=world.administrator)
    assert SECRET in client.get(page(wide)).content.decode()
    said = services.write_invited(
        invitation=wide, anchor=hidden.anchor, kind="fact", text=WORDS, token=uuid4()
    )
    assert SECRET in said.quote
    again = ask()
    assert client.get(clause_page(again, hidden)).status_code == 404
    plans.change_document(document=draft.document, actor=world.editor, visibility="restricted")
    with pytest.raises(CommentRefused, match="限制") as refused:
        ask(note="另一句")
    assert refused.value.field == "with_restricted"


@pytest.mark.parametrize("end", ["day", "editor", "person", "account"])
def test_after_its_day_or_when_it_is_ended_nothing_is_open(
    client, world, ask, draft, outsider, end
):
    invitation = ask()
    clause = draft.clauses.get(text=SENTENCE)
    client.force_login(outsider)
    if end == "day":
        Invitation.objects.update(until=timezone.localdate() - timedelta(days=1))
    elif end == "account":
        outsider.is_active = False
        outsider.save()
    else:
        person = world.editor if end == "editor" else outsider
        assert services.uninvite(invitation=invitation, by=person)
        assert not services.uninvite(invitation=invitation, by=person)
        assert Message.objects.get(to=outsider).link == ""
        assert AuditEvent.objects.filter(action="content.comment.uninvited").count() == 1
    for address in (page(invitation), clause_page(invitation, clause)):
        assert client.get(address).status_code in (404, 302)
    with pytest.raises(CommentRefused, match="没有存上"):
        services.write_invited(
            invitation=invitation, anchor=clause.anchor, kind="fact", text="错", token=uuid4()
        )


def test_only_editors_of_the_plan_invite_and_whoever_makes_it_needs_none(world, ask, outsider):
    for by in (world.reviewer, world.other_editor, world.learner, outsider):
        with pytest.raises(CommentRefused):
            ask(by=by)
    for person in (world.editor, world.reviewer, world.administrator):
        with pytest.raises(CommentRefused, match="不用请"):
            ask(account=person)
    today = timezone.localdate()
    for until in (today - timedelta(days=1), today + timedelta(days=400)):
        with pytest.raises(CommentRefused, match="截止日期"):
            ask(until=until)
    with pytest.raises(CommentRefused):
        services.uninvite(invitation=ask(), by=world.other_editor)
    last = ask(until=today)
    assert last.until == today and last in Invitation.objects.standing(today)


def test_a_trainer_in_office_is_invited_to_a_draft_likewise(client, ask, expert):
    invitation = ask(account=expert)
    client.force_login(expert)
    assert SENTENCE in client.get(page(invitation)).content.decode()


def test_the_same_twice_is_once_and_another_day_is_a_day_of_the_same(client, ask, draft, outsider):
    first = ask()
    assert ask().pk == first.pk and Message.objects.filter(to=outsider).count() == 1
    later = timezone.localdate() + timedelta(days=30)
    assert ask(until=later).pk == first.pk
    assert Invitation.objects.standing(timezone.localdate()).get().until == later
    assert Message.objects.filter(to=outsider, link=page(first)).count() == 2
    client.force_login(outsider)
    address = clause_page(first, draft.clauses.get(text=SENTENCE))
    sent = client.post(address, {"kind": "change", "text": WORDS}, follow=True)
    assert "意见写上了。" in sent.content.decode()


def test_who_was_asked_anew_has_one_invitation_that_stands(world, ask):
    first = ask()
    services.uninvite(invitation=first, by=world.editor)
    assert ask().pk != first.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=first.pk).update(withdrawn_at=None, withdrawn_by=None)


def test_what_was_being_written_when_it_ended_comes_back_to_be_copied(
    client, world, ask, draft, outsider
):
    invitation = ask()
    address = clause_page(invitation, draft.clauses.get(text=SENTENCE))
    services.uninvite(invitation=invitation, by=world.editor)
    client.force_login(outsider)
    sent = client.post(address, {"kind": "change", "text": WORDS})
    shown = sent.content.decode()
    assert sent.status_code == 422 and WORDS in shown and "先复制下来" in shown
    assert SENTENCE not in shown and draft.title not in shown
    assert client.post(address, {"kind": "change", "text": ""}).status_code == 404
    for spoiled in ({"text": WORDS}, {"kind": "change", "text": f"{WORDS}{'字' * 2001}"}):
        sent = client.post(address, spoiled)
        shown = sent.content.decode()
        assert sent.status_code == 422 and spoiled["text"] in shown and "先复制下来" in shown
        assert SENTENCE not in shown and draft.title not in shown
    client.force_login(world.learner)
    assert client.post(address, {"kind": "change", "text": WORDS}).status_code == 404


def test_a_text_that_another_has_replaced_takes_no_more_of_it(
    client, world, ask, draft, bring_in, outsider
):
    published(draft, world.editor, world.reviewer)
    invitation = ask(version=draft)
    clause = draft.clauses.get(text=SENTENCE)
    later = bring_in(("每年至少组织2次", "每年至少组织3次"))
    published(later, world.editor, world.reviewer)
    client.force_login(outsider)
    address = clause_page(invitation, clause)
    shown = client.get(address).content.decode()
    assert SENTENCE in shown and "不再收意见" in shown and 'id="write"' not in shown
    sent = client.post(address, {"kind": "change", "text": WORDS})
    assert sent.status_code == 422 and WORDS in sent.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("account", ["", "nobody", "zhuanjia'--", "x" * 300, "\x00"])
def test_an_account_that_is_not_there_keeps_what_was_typed(client, world, draft, account):
    client.force_login(world.editor)
    sent = {"account": account, "until": "2026-13-45", "note": "请看第三章"}
    answer = client.post(reverse("comments:invite", args=[draft.pk]), sent)
    assert answer.status_code == 422 and "请看第三章" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_draft_thrown_away_takes_its_invitations_along(world, ask, draft):
    clause = draft.clauses.get(text=SENTENCE)
    comment = services.write_invited(
        invitation=ask(), anchor=clause.anchor, kind="fact", text=WORDS, token=uuid4()
    )
    services.answer(comment=comment, verdict="adopted", text="加上评估。", by=world.editor)
    assert Message.objects.exclude(link="").count() == 2
    plans.discard_draft(version=draft, actor=world.editor)
    assert not Invitation.objects.exists() and not Clause.objects.exists()
    assert Message.objects.count() == 2 and not Message.objects.exclude(link="").exists()


def test_restricted_clauses_are_opened_only_by_who_may_also_publish(client, world, ask, draft):
    with pytest.raises(CommentRefused, match="也能发布") as refused:
        ask(with_restricted=True)
    assert refused.value.field == "with_restricted" and not Invitation.objects.exists()
    client.force_login(world.editor)
    until = (timezone.localdate() + timedelta(days=7)).isoformat()
    sent = {"account": "zhuanjia", "until": until, "note": "看第三章", "with_restricted": "on"}
    answer = client.post(reverse("comments:invite", args=[draft.pk]), sent)
    assert answer.status_code == 422 and "看第三章" in answer.content.decode()
    Membership.objects.create(
        user=world.editor, unit=world.town, role=Role.REVIEWER, valid_from=SINCE
    )
    both = User.objects.get(pk=world.editor.pk)
    assert ask(with_restricted=True, by=both).with_restricted


def test_of_two_who_ask_at_once_the_second_waits_before_it_looks_who_was_asked(ask):
    with CaptureQueriesContext(connection) as asked:
        ask()
    said = [one["sql"] for one in asked.captured_queries]
    held = next(n for n, sql in enumerate(said) if sql.startswith('UPDATE "content_plans_planver'))
    looked = next(n for n, sql in enumerate(said) if 'FROM "content_comments_invitation"' in sql)
    assert held < looked


def test_who_is_invited_says_nothing_of_words_that_were_corrected_meanwhile(
    client, ask, draft, outsider
):
    invitation = ask()
    clause = draft.clauses.get(text=SENTENCE)
    client.force_login(outsider)
    at = clause_page(invitation, clause)
    form = client.get(at).context["form"]
    sent = {"kind": "agree", "text": WORDS, "shown": form["shown"].value()}
    draft.clauses.filter(pk=clause.pk).update(text="先实战。", content_hash="0" * 64)
    refused = client.post(at, sent)
    assert refused.status_code == 422 and not Comment.objects.exists()
    assert "先实战。" in words_of(refused) and "没有收下" in words_of(refused)
