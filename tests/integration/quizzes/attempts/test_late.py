"""Answers that came after the clock closed a paper: which may count, and who sees them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.attempts import selectors, services
from quizzes.attempts.domain.lifecycle import LateNotDecided
from quizzes.attempts.enums import LateDecision
from quizzes.attempts.models import AnswerEvent, LateReview, ScoreRun
from quizzes.attempts.reasons import LateReason, ScoreReason
from quizzes.attempts.services.answering import LATE_KEPT
from quizzes.attempts.views import examining
from quizzes.papers.domain import ending
from tests.samples.sitting import answer, close_by_clock, right, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def examiner(world) -> Client:
    client = Client()
    client.force_login(world.examiner)
    return client


def page_of(client, **query) -> str:
    return client.get(reverse("attempts:results", args=["quake"]), query).content.decode()


def queue(world, attempt) -> list[AnswerEvent]:
    return list(selectors.late_queue(attempt.assessment, world.examiner))


def decide(event, world, decision=LateDecision.ACCEPTED) -> LateReview:
    return services.accept_or_refuse_late(
        event=event, decision=decision, reason=LateReason.NETWORK, by=world.examiner
    )


def test_after_handing_in_by_himself_nothing_counts_as_late(world, attempt):
    services.submit(attempt=attempt)
    saved = answer(attempt, 1, right(attempt, 1))
    assert saved.closed and not saved.late
    event = AnswerEvent.objects.get()
    assert event.late and queue(world, attempt) == []
    with pytest.raises(LateNotDecided):
        decide(event, world)
    assert not LateReview.objects.exists() and ScoreRun.objects.count() == 1


@pytest.mark.parametrize(("beyond", "counts"), [(timedelta(0), True), (timedelta(1), False)])
def test_a_late_answer_may_count_for_a_day_after_closing(world, attempt, beyond, counts):
    close_by_clock(attempt)
    arrived = attempt.submitted_at + ending.LATE_LIMIT + beyond
    event_id = uuid4()
    for _delivery in range(2):
        saved = answer(attempt, 1, right(attempt, 1), now=arrived, event=event_id)
        assert saved.closed and saved.late == counts
    event = AnswerEvent.objects.get()
    assert queue(world, attempt) == ([event] if counts else [])
    if counts:
        assert decide(event, world).decision == LateDecision.ACCEPTED
    else:
        with pytest.raises(LateNotDecided):
            decide(event, world)


def test_a_question_takes_only_so_many_answers_after_closing(world, attempt):
    close_by_clock(attempt)
    for number in range(LATE_KEPT + 3):
        saved = answer(attempt, 1, (right, wrong)[number % 2](attempt, 1))
        assert saved.closed and saved.late == (number < LATE_KEPT)
    answer(attempt, 2, right(attempt, 2))
    assert AnswerEvent.objects.filter(slot=1).count() == LATE_KEPT
    assert AnswerEvent.objects.filter(slot=2).count() == 1


def test_only_the_last_answer_to_a_question_is_decided(world, attempt):
    close_by_clock(attempt)
    answer(attempt, 1, right(attempt, 1))
    answer(attempt, 1, wrong(attempt, 1))
    first, last = AnswerEvent.objects.order_by("pk")
    assert queue(world, attempt) == [last]
    with pytest.raises(LateNotDecided):
        decide(first, world)
    decide(last, world, LateDecision.REFUSED)
    assert queue(world, attempt) == []


def test_the_queue_names_each_attempt_once_and_has_pages(world, attempt, examiner, monkeypatch):
    monkeypatch.setattr(examining, "LATE_PAGE", 2)
    other = services.start(person=world.learner, slug="quake").attempt
    for sitting in (attempt, other):
        close_by_clock(sitting)
    for slot in (1, 2, 3):
        answer(attempt, slot, right(attempt, slot))
    answer(other, 1, right(other, 1))
    first, second = page_of(examiner), page_of(examiner, late=2)
    assert first.count("志愿者古丽，第 1 次") == 1 and "学员小李，第 1 次" not in first
    assert "第 1 题" in first and "第 2 题" in first and "第 3 题" not in first
    assert "?late=2" in first
    assert "第 3 题" in second and "学员小李，第 1 次" in second


def test_a_decision_without_reason_shows_the_page_on_which_that_answer_stands(
    attempt, examiner, monkeypatch
):
    monkeypatch.setattr(examining, "LATE_PAGE", 1)
    close_by_clock(attempt)
    for slot in (1, 2):
        answer(attempt, slot, right(attempt, slot))
    event = AnswerEvent.objects.get(slot=2)
    refused = examiner.post(
        reverse("attempts:late", args=["quake", event.pk]), {"decision": "accepted"}
    )
    assert refused.status_code == 422
    assert f'id="reason-{event.pk}"' in refused.content.decode()


def test_an_answer_overtaken_while_the_examiner_looked_is_told_so(
    world, attempt, examiner, monkeypatch
):
    close_by_clock(attempt)
    answer(attempt, 1, right(attempt, 1))
    event = AnswerEvent.objects.get()
    accept = services.accept_or_refuse_late

    def another_arrives(**arguments):
        answer(attempt, 1, wrong(attempt, 1))
        return accept(**arguments)

    monkeypatch.setattr(services, "accept_or_refuse_late", another_arrives)
    told = examiner.post(
        reverse("attempts:late", args=["quake", event.pk]),
        {"decision": "accepted", "reason": "network"},
        follow=True,
    )
    assert "后来又到了一个" in told.content.decode() and not LateReview.objects.exists()


def test_the_results_say_where_a_late_answer_changed_a_score(world, attempt, examiner):
    close_by_clock(attempt)
    answer(attempt, 1, wrong(attempt, 1))
    decide(AnswerEvent.objects.get(), world)
    assert "改分：迟到答案" not in page_of(examiner)
    answer(attempt, 2, right(attempt, 2))
    decide(AnswerEvent.objects.get(slot=2), world)
    services.rescore(attempt=attempt, by=world.examiner, reason=ScoreReason.REVIEW)
    assert page_of(examiner).count("改分：迟到答案") == 1
