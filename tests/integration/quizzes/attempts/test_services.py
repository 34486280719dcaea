"""Sitting a paper through its services."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.foundation.append_only import AppendOnly
from portal.foundation.audit.models import AuditEvent
from quizzes.attempts import services
from quizzes.attempts.domain import timing
from quizzes.attempts.domain.replay import replay
from quizzes.attempts.enums import AttemptState, ClosedReason, LateDecision
from quizzes.attempts.models import AnswerEvent, Attempt, AttemptItem, ItemScore, ScoreRun
from quizzes.attempts.reasons import LateReason, ScoreReason
from quizzes.attempts.selectors import events_of
from quizzes.attempts.signals import attempt_scored
from quizzes.bank.domain.marking import Response, ResponseRefused
from quizzes.bank.models import AnswerKey
from quizzes.papers import services as papers

pytestmark = pytest.mark.django_db


def right(attempt: Attempt, slot: int) -> Response:
    """The right answer, read from the key table as only a test may."""
    item = attempt.items.get(slot=slot)
    key = AnswerKey.objects.get(version=item.question_version).key()
    if key.accepted:
        return Response(typed=tuple((blank, texts[0]) for blank, texts in key.accepted))
    return Response(chosen=key.correct)


def wrong(attempt: Attempt, slot: int) -> Response:
    item = attempt.items.get(slot=slot)
    if item.question_version.kind == "fill_in":
        return Response(typed=((item.question_version.options[0]["id"], "不知道"),))
    return Response(chosen=frozenset({item.question_version.options[-1]["id"]}))


def answer(attempt, slot, response, *, seen=None, event=None, now=None):
    if seen is None:
        seen = AttemptItem.objects.get(attempt=attempt, slot=slot).response_rev
    return services.record_answer(
        attempt=attempt,
        slot=slot,
        response=response,
        client_event_id=event or uuid4(),
        seen_revision=seen,
        now=now,
    )


@pytest.fixture
def attempt(world, make_paper):
    make_paper(time_limit_minutes=60, pass_percent=Decimal(75))
    return services.start(person=world.volunteer, slug="quake").attempt


def test_start_freezes_the_deadline_and_one_row_a_question(world, attempt):
    assert attempt.state == AttemptState.OPEN
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=60)
    assert attempt.unit == world.village
    assert list(attempt.items.values_list("slot", flat=True)) == [1, 2, 3, 4]
    for item in attempt.items.select_related("question_version"):
        assert sorted(item.option_order) == sorted(
            option["id"] for option in item.question_version.options
        )


def test_a_second_start_gives_the_same_attempt(world, attempt):
    again = services.start(person=world.volunteer, slug="quake")
    assert (again.attempt, again.created) == (attempt, False)
    assert Attempt.objects.count() == 1


def test_a_stale_start_page_gives_the_attempt_it_made_and_not_a_new_one(world, attempt):
    services.submit(attempt=attempt)
    again = services.start(person=world.volunteer, slug="quake", number=1)
    assert (again.attempt, again.created) == (attempt, False)
    assert services.start(person=world.volunteer, slug="quake", number=2).created


@pytest.mark.parametrize("length", [3, 150])
def test_a_start_takes_six_statements_at_any_length(world, make_paper, make_question, length):
    questions = [make_question(stem=f"题干 {n}") for n in range(length)]
    make_paper(questions=questions)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        services.start(person=world.volunteer, slug="quake")
    work = [
        query["sql"]
        for query in captured
        if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert len(work) <= 6, work
    assert AttemptItem.objects.count() == length


def test_extra_time_stretches_the_deadline_of_that_person_only(world, make_paper):
    make_paper(time_limit_minutes=60)
    services.allow_extra_time(
        person=world.volunteer, factor="1.50", reason="视力障碍", by=world.examiner
    )
    stretched = services.start(person=world.volunteer, slug="quake").attempt
    plain = services.start(person=world.learner, slug="quake").attempt
    assert stretched.deadline_at - stretched.started_at == timedelta(minutes=90)
    assert plain.deadline_at - plain.started_at == timedelta(minutes=60)


def test_a_hard_stop_cuts_the_limit_and_a_last_start_does_not(world, make_paper):
    closes = timezone.now() + timedelta(minutes=10)
    make_paper("hard", time_limit_minutes=60, window_closes=closes, window_meaning="hard_stop")
    make_paper("soft", time_limit_minutes=60, window_closes=closes, window_meaning="last_start")
    assert services.start(person=world.learner, slug="hard").attempt.deadline_at == closes
    soft = services.start(person=world.learner, slug="soft").attempt
    assert soft.deadline_at == soft.started_at + timedelta(minutes=60)


def test_no_start_before_the_window_after_it_or_beyond_the_allowed_number(world, make_paper):
    now = timezone.now()
    make_paper(
        window_opens=now + timedelta(hours=1),
        window_closes=now + timedelta(hours=2),
        attempts_allowed=1,
    )
    with pytest.raises(timing.NotYetOpen):
        services.start(person=world.learner, slug="quake")
    with pytest.raises(timing.AlreadyClosed):
        services.start(person=world.learner, slug="quake", now=now + timedelta(hours=2))
    inside = now + timedelta(minutes=70)
    first = services.start(person=world.learner, slug="quake", now=inside).attempt
    services.submit(attempt=first, now=inside)
    with pytest.raises(timing.NoAttemptsLeft):
        services.start(person=world.learner, slug="quake", now=inside)


def test_a_voided_attempt_does_not_use_up_the_allowance(world, make_paper):
    make_paper(attempts_allowed=1)
    first = services.start(person=world.learner, slug="quake").attempt
    services.void(attempt=first, by=world.examiner, reason="考场停电")
    second = services.start(person=world.learner, slug="quake").attempt
    assert second.number == 2


def test_a_paper_may_be_sat_again_after_the_cooling_days(world, make_paper):
    make_paper(cooldown_days=7)
    now = timezone.now()
    services.submit(attempt=services.start(person=world.learner, slug="quake").attempt)
    with pytest.raises(timing.CoolingDown) as refused:
        services.start(person=world.learner, slug="quake", now=now + timedelta(days=6))
    assert refused.value.until == timezone.localdate(now) + timedelta(days=7)
    services.start(person=world.learner, slug="quake", now=now + timedelta(days=7))


def test_a_withdrawn_or_unknown_paper_does_not_start(world, make_paper):
    paper = make_paper()
    papers.withdraw(assessment=paper, by=world.examiner)
    for slug in ("quake", "no-such-paper"):
        with pytest.raises(services.NotOffered):
            services.start(person=world.learner, slug=slug)


def test_a_running_attempt_never_reads_the_draft_or_the_next_version(world, attempt, make_question):
    frozen = list(attempt.items.values_list("question_version_id", flat=True))
    draft = papers.open_draft(assessment=attempt.assessment, by=world.examiner)
    papers.compose_fixed(
        version=draft,
        by=world.examiner,
        questions=[papers.FixedQuestion(make_question(stem="另一题"), Decimal(1))],
    )
    papers.publish(version=draft, by=world.examiner)
    attempt.refresh_from_db()
    assert list(attempt.items.values_list("question_version_id", flat=True)) == frozen
    assert services.start(person=world.volunteer, slug="quake").attempt == attempt


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
    services.submit(attempt=attempt)
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
    assert replay(events_of(attempt)) == {1: right(attempt, 1).as_json()}


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


def test_a_mark_on_a_question_is_set_and_lifted_while_the_attempt_runs(attempt):
    assert services.flag(attempt=attempt, slot=1, flagged=True)
    assert attempt.items.get(slot=1).flagged
    services.submit(attempt=attempt)
    assert not services.flag(attempt=attempt, slot=1, flagged=False)


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


def test_the_database_refuses_a_second_open_attempt(attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            person=attempt.person,
            assessment=attempt.assessment,
            assessment_version=attempt.assessment_version,
            number=2,
            seed=1,
            state=AttemptState.OPEN,
            started_at=timezone.now(),
        )
