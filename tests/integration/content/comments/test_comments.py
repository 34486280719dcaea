"""Somebody in office says something of a clause; it stays with the clause through all texts."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from content.comments import services
from content.comments.enums import State
from content.comments.models import QUOTE_LENGTH, TEXT_LENGTH, Comment
from content.comments.refusals import CommentRefused
from content.comments.selectors.reading import newest_text
from content.comments.selectors.threads import list_of, threads, threads_at
from content.plans import services as plans
from content.plans.models import Clause, PlanVersion
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.integration.content.comments.conftest import SENTENCE, WORDS, page_of, words_of


def test_an_expert_writes_from_the_clause_and_everybody_in_office_reads_it(
    client, world, plan, clause, expert
):
    client.force_login(expert)
    read = client.get(plan.get_absolute_url()).content.decode()
    assert f'<a href="{page_of(clause)}">写意见</a>' in read
    sent = client.post(page_of(clause), {"kind": "change", "text": WORDS}, follow=True)
    assert "意见写上了。" in words_of(sent) and WORDS in words_of(sent)
    stored = Comment.objects.get()
    assert (stored.author, stored.unit, stored.state) == (expert, world.town, State.OPEN)
    assert SENTENCE in stored.quote and stored.content_hash == clause.content_hash
    client.force_login(world.editor)
    assert (
        f'<a href="{page_of(clause)}">意见 1</a>'
        in client.get(plan.get_absolute_url()).content.decode()
    )
    shown = words_of(client.get(page_of(clause)))
    assert WORDS in shown and "教官买买提" in shown and "青河镇" in shown and "待答复" in shown


def test_an_editor_answers_and_the_answer_stands_below_for_all(
    client, world, plan, clause, expert, say
):
    comment = say(expert)
    client.force_login(world.editor)
    address = reverse("comments:answer", args=[comment.pk])
    assert f'href="{address}"' in client.get(page_of(clause)).content.decode()
    sent = client.post(address, {"verdict": "partly", "answer": "第二版加上评估。"}, follow=True)
    assert "已答复。" in words_of(sent)
    client.force_login(expert)
    shown = words_of(client.get(page_of(clause)))
    assert "答复：部分采纳" in shown and "第二版加上评估。" in shown and "编辑陈" in shown
    assert client.get(address).status_code == 403
    event = AuditEvent.objects.get(action="content.comment.answered")
    assert event.data == {"comment": comment.pk, "verdict": "partly"}
    assert event.unit_id == world.town.pk


def test_of_two_editors_only_the_first_answers_and_the_second_keeps_what_was_typed(
    client, world, clause, expert, say
):
    comment = say(expert)
    given = {"comment": comment, "verdict": "declined", "text": "上级已有规定。"}
    services.answer(**given, by=world.editor)
    services.answer(**given, by=world.editor)
    assert AuditEvent.objects.filter(action="content.comment.answered").count() == 1
    with pytest.raises(ChangedMeanwhile):
        services.answer(comment=comment, verdict="adopted", text="改。", by=world.administrator)
    client.force_login(world.administrator)
    late = client.post(
        reverse("comments:answer", args=[comment.pk]), {"verdict": "adopted", "answer": "照改"}
    )
    said = words_of(late)
    assert late.status_code == 422 and "没有存" in said
    assert "照改" in said and "上级已有规定。" in said
    assert Comment.objects.get().verdict == "declined"


def test_nobody_answers_without_the_right_to_edit_the_plan(world, clause, expert, say):
    comment = say(expert)
    for person in (expert, world.reviewer, world.other_editor, world.learner):
        with pytest.raises(CommentRefused):
            services.answer(comment=comment, verdict="adopted", text="改。", by=person)
    assert Comment.objects.get().state == State.OPEN


def test_the_same_form_sent_twice_is_one_comment(client, expert, clause, say):
    token = uuid4()
    assert say(expert, token=token) == say(expert, token=token)
    assert Comment.objects.count() == 1
    assert AuditEvent.objects.filter(action="content.comment.written").count() == 1
    client.force_login(expert)
    drawn = client.get(page_of(clause)).context["form"]["token"].value()
    for _time in range(2):
        client.post(page_of(clause), {"kind": "fact", "text": "数字不对", "token": str(drawn)})
    assert Comment.objects.count() == 2


def test_the_same_form_with_other_words_after_the_way_back_is_another_comment(expert, say):
    token = uuid4()
    first, second = say(expert, token=token), say(expert, token=token, text="还有一句要改")
    assert first != second and Comment.objects.count() == 2
    services.withdraw(author=expert, comment=first)
    with pytest.raises(CommentRefused, match="另写一条"):
        say(expert, token=token)


def test_the_token_of_somebody_else_gives_nothing_away(world, expert, say):
    token = uuid4()
    first = say(expert, token=token)
    assert say(world.reviewer, token=token, text="另一句") != first


def test_bad_input_is_kept_on_the_page_and_refused_by_the_database(client, clause, expert, say):
    client.force_login(expert)
    long = "长" * (TEXT_LENGTH + 1)
    for text, kind in ((long, "change"), ("", "change"), ("打 13812345678 问", "fact"), ("好", "")):
        answer = client.post(page_of(clause), {"kind": kind, "text": text})
        assert answer.status_code == 422 and text in answer.content.decode()
    assert (
        client.post(page_of(clause), {"kind": "x", "text": "好", "token": "no"}).status_code == 422
    )
    assert not Comment.objects.exists()
    for options in ({"text": long}, {"text": ""}, {"kind": "odd"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            say(expert, **options)


def test_only_ones_own_unanswered_comment_is_taken_back_and_the_page_asks_first(
    client, world, clause, expert, say
):
    comment, other = say(expert), say(world.reviewer, text="第二条意见")
    client.force_login(expert)
    address = reverse("comments:withdraw", args=[comment.pk])
    asked = client.post(address)
    assert "也不能恢复" in words_of(asked) and Comment.objects.get(pk=comment.pk).state == "open"
    client.post(address, {"confirmed": asked.context["asked"]})
    assert Comment.objects.get(pk=comment.pk).state == State.WITHDRAWN
    assert WORDS not in words_of(client.get(page_of(clause)))
    assert not services.withdraw(author=expert, comment=comment)
    with pytest.raises(CommentRefused):
        services.withdraw(author=expert, comment=other)
    services.answer(comment=other, verdict="adopted", text="改。", by=world.editor)
    with pytest.raises(CommentRefused):
        services.withdraw(author=world.reviewer, comment=other)
    with pytest.raises(ChangedMeanwhile):
        services.answer(comment=comment, verdict="adopted", text="改。", by=world.editor)


def test_a_reply_stands_below_the_first_and_one_taken_back_leaves_its_place(
    client, world, clause, expert, say
):
    head = say(expert)
    client.force_login(world.reviewer)
    at = reverse("comments:reply", args=[head.pk])
    sent = client.post(at, {"kind": "agree", "text": "同意先评估"}, follow=True)
    assert "同意先评估" in words_of(sent)
    first = Comment.objects.get(text="同意先评估")
    second = services.reply(
        author=world.editor, comment=first, kind="question", text="谁评估？", token=uuid4()
    )
    assert first.reply_to == second.reply_to == head
    services.withdraw(author=expert, comment=head)
    (thread,) = threads_at(world.editor, clause.anchor, clause.version)
    assert thread.comment == head and list(thread.replies) == [first, second]
    shown = words_of(client.get(page_of(clause)))
    assert "本人已撤回" in shown and WORDS not in shown and "谁评估？" in shown
    with pytest.raises(CommentRefused):
        services.reply(author=expert, comment=head, kind="fact", text="又", token=uuid4())


def test_who_agrees_asks_for_no_answer(world, plan, clause, expert, say):
    comment = say(expert, kind="agree")
    assert list_of(world.editor, plan, clause.version).waiting == 0
    with pytest.raises(CommentRefused):
        services.answer(comment=comment, verdict="adopted", text="谢谢。", by=world.editor)


def test_the_list_is_filtered_by_whether_an_answer_waits(client, world, plan, expert, say):
    clauses = list(plan.current_version.clauses.filter(depth__gte=1).order_by("position")[:3])
    told = [say(expert, at=one.anchor, text=f"意见{n}号") for n, one in enumerate(clauses)]
    services.answer(comment=told[0], verdict="adopted", text="改。", by=world.editor)
    services.answer(comment=told[1], verdict="adopted", text="改。", by=world.editor)
    services.reply(
        author=expert, comment=told[1], kind="question", text="改在哪里？", token=uuid4()
    )
    client.force_login(world.editor)
    address = reverse("comments:plan", args=[plan.slug])

    def seen(state):
        shown = words_of(client.get(address, {"state": state}))
        return [number for number in range(3) if f"意见{number}号" in shown]

    assert (seen(""), seen("open"), seen("answered")) == ([0, 1, 2], [1, 2], [0])
    assert seen("x\x00") == [0, 1, 2]
    assert "共 4 条，2 条等答复。" in words_of(client.get(address))


def test_the_list_costs_the_same_for_one_comment_as_for_all(
    world, plan, expert, say, django_assert_max_num_queries
):
    for one in plan.current_version.clauses.all():
        comment = say(expert, at=one.anchor)
        services.reply(
            author=world.reviewer, comment=comment, kind="agree", text="对", token=uuid4()
        )
    version = newest_text(world.editor, plan)
    with django_assert_max_num_queries(8):
        found = threads(world.editor, list_of(world.editor, plan, version).heads, version)
        assert len(found) > 4
        assert {(one.name, one.path, str(one.comment.author), one.comment.document.title,
                 one.replies[0].unit) for one in found}  # fmt: skip


def test_a_clause_takes_so_many_and_no_more(client, expert, clause, monkeypatch):
    monkeypatch.setattr(services.comments, "MOST", 0)
    client.force_login(expert)
    answer = client.post(page_of(clause), {"kind": "change", "text": WORDS})
    assert answer.status_code == 422 and "已有 0 条" in words_of(answer)
    assert WORDS in answer.content.decode()


def test_the_database_keeps_comments_and_answers_as_they_were_given(world, plan, expert, say):
    comment = say(expert)
    other = plan.current_version.clauses.exclude(anchor=comment.anchor).first()
    own = Comment.objects.filter(pk=comment.pk)
    for change in ({"text": "改"}, {"quote": "改"}, {"author": world.editor}, {"kind": "fact"}):
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            own.update(**change)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        own.delete()
    services.answer(comment=comment, verdict="adopted", text="改。", by=world.editor)
    for change in ({"answer": "不改。"}, {"verdict": "declined"}):
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            own.update(**change)
    values = {
        name: getattr(comment, name) for name in ("document", "version", "content_hash", "quote")
    } | {"author": expert, "kind": "fact", "text": "回"}
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Comment.objects.create(**values, anchor=other.anchor, reply_to=comment)
    below = Comment.objects.create(**values, anchor=comment.anchor, reply_to=comment)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Comment.objects.create(**values, anchor=comment.anchor, reply_to=below)


def test_the_words_of_a_long_table_are_kept_in_part(plan, clause):
    clause.text = "长" * 5000
    assert len(services.quoted(clause)) == QUOTE_LENGTH
    assert Clause.objects.get(pk=clause.pk).text == SENTENCE
    assert PlanVersion.objects.get().is_published


def test_what_was_being_written_when_the_clause_was_hidden_comes_back_to_be_copied(
    client, world, clause, expert
):
    plans.set_visibility(clause=clause, visibility="restricted", actor=None)
    client.force_login(expert)
    assert client.get(page_of(clause)).status_code == 404
    sent = client.post(page_of(clause), {"kind": "change", "text": WORDS})
    shown = sent.content.decode()
    assert sent.status_code == 422 and WORDS in shown and "先复制下来" in shown
    assert SENTENCE not in shown and not Comment.objects.exists()
