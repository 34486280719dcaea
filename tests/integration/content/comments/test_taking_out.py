"""The words of a comment can be taken out for ever; a trace without them stays."""

import json
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.comments import personal_data, services
from content.comments.models import Comment
from content.comments.refusals import CommentRefused
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message

SECRET = "仓库密码是芝麻开门"


@pytest.fixture
def comment(world, expert, say):
    made = say(expert, text=SECRET)
    return services.answer(comment=made, verdict="declined", text=f"不写{SECRET}", by=world.editor)


def test_of_an_answered_comment_too_the_words_go_from_every_place_and_the_trace_stays(
    client, world, plan, clause, expert, comment
):
    address = reverse("comments:take_out", args=[comment.pk])
    client.force_login(world.reviewer)
    assert address in client.get(reverse("comments:plan", args=[plan.slug])).content.decode()
    sent = client.post(address, {"reason": "写了密码"}, follow=True).content.decode()
    assert "拿掉了" in sent and "写了密码" in sent and SECRET not in sent
    stored = Comment.objects.get()
    assert (stored.text, stored.answer, stored.quote) == ("", "", "")
    assert (stored.taken_out_by, stored.verdict) == (world.reviewer, "declined")
    for person in (expert, world.editor, world.reviewer):
        client.force_login(person)
        for page in (
            reverse("comments:plan", args=[plan.slug]),
            reverse("comments:clause", args=[clause.anchor]),
        ):
            said = client.get(page).content.decode()
            assert SECRET not in said and "写了密码" in said
        kept = json.dumps(personal_data.export(person), ensure_ascii=False)
        assert SECRET not in kept
    assert SECRET not in "".join(Message.objects.values_list("body", flat=True))
    event = AuditEvent.objects.get(action="content.comment.taken_out")
    assert event.data == {"comment": comment.pk} and event.target_key == comment.key


def test_only_who_publishes_the_plan_takes_out_once_and_with_a_reason(world, comment, expert):
    for person in (expert, world.editor, world.other_editor, world.learner):
        with pytest.raises(CommentRefused, match="能发布"):
            services.take_out(comment=comment, reason="写了密码", by=person)
    for reason in ("", " \n ", "字" * 500):
        with pytest.raises(CommentRefused) as refused:
            services.take_out(comment=comment, reason=reason, by=world.reviewer)
        assert refused.value.field == "reason"
    assert services.take_out(comment=comment, reason="写了密码", by=world.reviewer)
    assert not services.take_out(comment=comment, reason="别的原因", by=world.administrator)
    assert Comment.objects.get().taken_out_for == "写了密码"


def test_what_is_no_reply_to_it_does_not_go_along(world, expert, say):
    comment, other = say(expert, text=SECRET), say(expert, text="另一条")
    services.take_out(comment=comment, reason="写了密码", by=world.reviewer, replies=[other])
    assert set(Comment.objects.values_list("text", flat=True)) == {"", "另一条"}


def test_an_open_one_waits_for_no_answer_any_more(world, expert, say):
    comment = say(expert, text=SECRET)
    services.take_out(comment=comment, reason="写了密码", by=world.reviewer)
    stored = Comment.objects.get()
    assert not stored.is_waiting and not Comment.objects.waiting().exists()
    with pytest.raises(CommentRefused, match="拿掉"):
        services.answer(comment=stored, verdict="adopted", text="好", by=world.editor)


def test_whoever_wrote_it_cannot_take_the_trace_away(client, world, plan, expert, say):
    comment = say(expert, text=SECRET)
    services.take_out(comment=comment, reason="写了密码", by=world.reviewer)
    client.force_login(expert)
    sent = client.post(reverse("comments:withdraw", args=[comment.pk]), follow=True)
    assert "不能撤回" in sent.content.decode()
    assert "写了密码" in client.get(reverse("comments:plan", args=[plan.slug])).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.update(state="withdrawn")


def test_the_database_lets_nobody_put_words_back_or_empty_them_without_a_name(world, comment):
    rows = Comment.objects.filter(pk=comment.pk)
    for values in ({"text": ""}, {"quote": ""}, {"answer": ""}, {"text": "别的"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**values)
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        rows.update(taken_out_at=timezone.now(), taken_out_by=world.reviewer, taken_out_for="x")
    services.take_out(comment=comment, reason="写了密码", by=world.reviewer)
    for values in (
        {"text": SECRET}, {"answer": SECRET}, {"taken_out_for": "别的"},
        {"taken_out_at": None, "taken_out_by": None, "taken_out_for": "", "text": SECRET},
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**values)


def test_no_reply_keeps_the_quote_and_those_that_are_ticked_go_along(client, world, expert, say):
    comment = say(expert, text=SECRET)
    told, plain = (
        services.reply(author=world.editor, comment=comment, kind="fact", text=text, token=uuid4())
        for text in (f"知道了，{SECRET}", "同意")
    )
    other = say(expert, text="另一条")
    for row in (told, other):
        with pytest.raises(DatabaseError), transaction.atomic():
            Comment.objects.filter(pk=row.pk).update(quote="")
    assert told.quote == plain.quote == comment.quote != ""
    client.force_login(world.reviewer)
    address = reverse("comments:take_out", args=[comment.pk])
    assert f'value="{told.pk}"' in client.get(address).content.decode()
    for ticked in (other.pk, "x"):
        refused = client.post(address, {"reason": "写了密码", "replies": [ticked]})
        assert refused.status_code == 422
    sent = client.post(address, {"reason": "写了密码", "replies": [told.pk]})
    assert sent.status_code == 302
    stored = {one.pk: (one.text, one.quote) for one in Comment.objects.all()}
    assert stored[comment.pk] == stored[told.pk] == ("", "")
    assert stored[plain.pk] == ("同意", "") and stored[other.pk] == ("另一条", comment.quote)
