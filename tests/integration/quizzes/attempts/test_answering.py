"""Answers through the service: in order, twice, too late, not fitting."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizzes.attempts import services
from quizzes.attempts.enums import AttemptState, ClosedReason, LateDecision
from quizzes.attempts.models import AnswerEvent, ScoreRun
from quizzes.attempts.reasons import LateReason
from quizzes.bank.domain.marking import Response, ResponseRefused
from tests.samples.sitting import answer, close_by_clock, replayed, right, wrong

pytestmark = pytest.mark.django_db


def test_an_answer_is_kept_as_event_and_as_the_items_response(attempt):
    saved = answer(attempt, 1, right(attempt, 1))
    item = attempt.items.get(slot=1)
    assert saved.revision == item.response_rev == 1
    assert item.response == right(attempt, 1).as_json()
    assert AnswerEvent.objects.get().payload == item.response


def test_a_duplicate_event_is_a_success_and_stores_nothing(attempt):
    event = uuid4()
    answer(attempt, 1, right(attempt, 1), event=event)
    again = answer(attempt, 1, right(attempt, 1), event=event, seen=0)
    assert again.duplicate and again.revision == 1
    assert AnswerEvent.objects.count() == 1


def test_the_last_answer_counts_both_are_kept_and_the_person_is_told(attempt):
    answer(attempt, 1, right(attempt, 1), seen=0)
    older_tab = answer(attempt, 1, wrong(attempt, 1), seen=0)
    assert older_tab.overtaken
    assert attempt.items.get(slot=1).response == wrong(attempt, 1).as_json()
    assert AnswerEvent.objects.count() == 2


def test_an_untouched_older_tab_does_not_overwrite_the_newer_answer(attempt):
    answer(attempt, 1, right(attempt, 1), seen=0)
    answer(attempt, 1, wrong(attempt, 1), seen=1)
    for seen, shown in ((0, Response()), (1, right(attempt, 1))):
        saved = answer(attempt, 1, shown, seen=seen)
        assert saved.unchanged and saved.overtaken
    assert attempt.items.get(slot=1).response == wrong(attempt, 1).as_json()
    assert AnswerEvent.objects.count() == 2


def test_a_cleared_answer_is_an_event_too(attempt):
    answer(attempt, 1, right(attempt, 1))
    answer(attempt, 1, Response())
    item = attempt.items.get(slot=1)
    assert (item.response, item.response_rev) == (None, 2)


@pytest.mark.parametrize(
    ("response", "code"),
    [
        (Response(chosen=frozenset({"zzzzzz"})), "unknown_option"),
        (Response(typed=(("zzzzzz", "x"),)), "wrong_shape"),
    ],
)
def test_a_response_that_does_not_fit_is_refused_and_nothing_is_written(attempt, response, code):
    with pytest.raises(ResponseRefused) as refused:
        answer(attempt, 1, response)
    assert refused.value.code == code
    assert not AnswerEvent.objects.exists()


def test_an_unknown_slot_is_refused(attempt):
    with pytest.raises(services.SlotUnknown):
        services.record_answer(
            attempt=attempt,
            slot=99,
            response=Response(),
            client_event_id=uuid4(),
            seen_revision=0,
        )


def test_an_answer_within_the_grace_counts_and_one_after_it_goes_to_the_examiner(attempt):
    in_grace = attempt.deadline_at + timedelta(seconds=20)
    assert not answer(attempt, 1, right(attempt, 1), now=in_grace).late
    after = attempt.deadline_at + timedelta(seconds=31)
    saved = answer(attempt, 2, right(attempt, 2), now=after)
    assert saved.late and saved.closed
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.SCORED
    assert attempt.closed_reason == ClosedReason.DEADLINE
    assert attempt.submitted_at == attempt.deadline_at
    assert attempt.items.get(slot=2).response is None
    assert AnswerEvent.objects.filter(late=True).count() == 1


def test_an_accepted_late_answer_adds_a_score_run_and_a_refused_one_does_not(world, attempt):
    close_by_clock(attempt)
    answer(attempt, 1, right(attempt, 1))
    answer(attempt, 2, right(attempt, 2))
    first, second = AnswerEvent.objects.filter(late=True)
    services.accept_or_refuse_late(
        event=first, decision=LateDecision.ACCEPTED, reason=LateReason.NETWORK, by=world.examiner
    )
    services.accept_or_refuse_late(
        event=second, decision=LateDecision.REFUSED, reason=LateReason.NO_GROUND, by=world.examiner
    )
    runs = list(ScoreRun.objects.filter(attempt=attempt).order_by("number"))
    assert [run.score for run in runs] == [0, 5]
    assert replayed(attempt) == {1: right(attempt, 1).as_json()}


def test_a_mark_on_a_question_is_set_and_lifted_while_the_attempt_runs(attempt):
    assert services.flag(attempt=attempt, slot=1, flagged=True)
    assert attempt.items.get(slot=1).flagged
    services.submit(attempt=attempt)
    assert not services.flag(attempt=attempt, slot=1, flagged=False)
