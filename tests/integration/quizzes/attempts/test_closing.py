"""Handing in, sweeping and scoring through the services, and what stays for good."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from portal.foundation.append_only import AppendOnly
from portal.foundation.audit.models import AuditEvent
from quizzes.attempts import services
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import AnswerEvent, Attempt, ItemScore, ScoreRun
from quizzes.attempts.reasons import ScoreReason
from quizzes.attempts.signals import attempt_scored
from tests.samples.sitting import answer, right

pytestmark = pytest.mark.django_db


def test_submit_scores_in_one_commit_and_tells_the_listeners(attempt):
    heard = []

    def listen(sender, attempt, score_run, **_):
        heard.append((attempt.pk, score_run.number, transaction.get_connection().in_atomic_block))

    attempt_scored.connect(listen)
    try:
        for slot in (1, 2, 3):
            answer(attempt, slot, right(attempt, slot))
        receipt = services.submit(attempt=attempt)
    finally:
        attempt_scored.disconnect(listen)
    run = ScoreRun.objects.get()
    assert (run.score, run.maximum, run.percent, run.passed) == (15, 20, 75, True)
    assert run.correct_count == 3
    assert ItemScore.objects.filter(run=run, correct=True).count() == 3
    assert heard == [(attempt.pk, 1, True)]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.receipt_code) == (AttemptState.SCORED, receipt.code)
    assert AuditEvent.objects.filter(action="quizzes.attempt.submitted").count() == 1


def test_a_listener_that_fails_leaves_the_attempt_open(attempt):
    def explode(**_):
        raise RuntimeError("certificate printer on fire")

    attempt_scored.connect(explode)
    try:
        with pytest.raises(RuntimeError):
            services.submit(attempt=attempt)
    finally:
        attempt_scored.disconnect(explode)
    assert Attempt.objects.get().state == AttemptState.OPEN
    assert not ScoreRun.objects.exists()


def test_a_second_submit_returns_the_first_receipt(attempt):
    first = services.submit(attempt=attempt)
    stale = Attempt.objects.get(pk=attempt.pk)
    stale.state = AttemptState.OPEN
    assert services.submit(attempt=stale) == first
    assert ScoreRun.objects.count() == 1


def test_the_sweeper_closes_what_is_over_and_leaves_what_runs(world, attempt):
    answer(attempt, 1, right(attempt, 1))
    other = services.start(person=world.learner, slug="quake").attempt
    Attempt.objects.filter(pk=other.pk).update(deadline_at=attempt.deadline_at + timedelta(hours=1))
    now = attempt.deadline_at + timedelta(seconds=31)
    assert services.close_expired(now=now) == 1
    assert services.close_expired(now=now) == 0
    attempt.refresh_from_db()
    other.refresh_from_db()
    assert (attempt.state, other.state) == (AttemptState.SCORED, AttemptState.OPEN)
    assert ScoreRun.objects.get(attempt=attempt).score == 5


def test_a_rescore_adds_a_run_and_keeps_the_first(world, attempt):
    services.submit(attempt=attempt)
    services.rescore(attempt=attempt, by=world.examiner, reason=ScoreReason.REVIEW)
    assert list(
        ScoreRun.objects.filter(attempt=attempt).order_by("number").values_list("number", flat=True)
    ) == [1, 2]


@pytest.mark.parametrize("model", [AnswerEvent, ScoreRun, ItemScore])
def test_what_was_recorded_cannot_be_changed_or_deleted(attempt, model):
    answer(attempt, 1, right(attempt, 1))
    services.submit(attempt=attempt)
    row = model.objects.first()
    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        model.objects.update(pk=row.pk)
    table = model._meta.db_table
    for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE quizzes_attempts_attempt SET state = 'prepared'",
        "UPDATE quizzes_attempts_attempt SET seed = seed + 1",
        "DELETE FROM quizzes_attempts_attempt",
        "UPDATE quizzes_attempts_attemptitem SET max_mark = 99",
        "DELETE FROM quizzes_attempts_attemptitem",
    ],
)
def test_the_database_refuses_to_rewrite_an_attempt(attempt, sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
