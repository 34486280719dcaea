"""Starting an attempt through its service."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes.attempts import services
from quizzes.attempts.domain import timing
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, AttemptItem
from quizzes.attempts.reasons import ExtraTimeReason
from quizzes.papers import services as papers

pytestmark = pytest.mark.django_db


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
def test_a_start_takes_seven_statements_at_any_length(world, make_paper, make_question, length):
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
    assert len(work) <= 7, work
    assert AttemptItem.objects.count() == length


def test_extra_time_stretches_the_deadline_of_that_person_only(world, make_paper):
    make_paper(time_limit_minutes=60)
    services.allow_extra_time(
        person=world.volunteer,
        factor="1.50",
        reason=ExtraTimeReason.REQUESTED,
        by=world.examiner,
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
