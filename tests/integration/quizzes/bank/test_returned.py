"""A question that is sent back: its author hears of it."""

import pytest
from django.urls import reverse

from portal.foundation.messages.models import Message
from quizzes.bank import services
from quizzes.bank.domain.lifecycle import QuestionStepRefused
from quizzes.bank.words import refusal
from tests.samples.questions import create

pytestmark = pytest.mark.django_db


def returned(world, reason="选项D太明显。", by=None):
    question = create(world)
    services.submit_for_review(question=question, by=world.editor)
    return services.return_to_author(question=question, by=by or world.reviewer, reason=reason)


def test_the_author_reads_in_the_inbox_and_in_the_list_why(client, world):
    question = returned(world)
    message = Message.objects.get()
    assert message.to == world.editor and message.is_in_inbox
    assert "原因：选项D太明显。在题库里打开它" in message.body
    assert message.link == question.get_absolute_url()
    client.force_login(world.editor)
    page = client.get(reverse("bank:index")).content.decode()
    assert "退回" in page and "选项D太明显。" in page
    services.submit_for_review(question=question, by=world.editor)
    services.return_to_author(question=question, by=world.reviewer, reason="还是太明显")
    assert Message.objects.filter(to=world.editor).count() == 2
    services.submit_for_review(question=question, by=world.editor)
    services.publish(question=question, by=world.reviewer)
    assert "还是太明显" not in client.get(reverse("bank:index")).content.decode()


def test_a_question_just_published_is_not_said_to_wait_for_review(world):
    question = create(world)
    services.submit_for_review(question=question, by=world.editor)
    services.publish(question=question, by=world.reviewer)
    with pytest.raises(QuestionStepRefused) as refused:
        services.return_to_author(question=question, by=world.reviewer, reason="太明显")
    assert refusal(refused.value) == (
        "这道题现在是“已发布”，没有待审的可退。要改，改题再送审；不再用，停用它。"
    )


def test_nobody_is_told_what_they_did_themselves(world):
    returned(world, by=world.editor)
    assert not Message.objects.exists()


def test_nobody_who_has_left_is_told(world):
    world.editor.is_active = False
    world.editor.save()
    returned(world)
    assert not Message.objects.exists()
