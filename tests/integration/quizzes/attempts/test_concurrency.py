"""Threads against one real database: one attempt, one receipt, every answer."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction

from quizzes.attempts import services
from quizzes.attempts.models import AnswerEvent, Attempt, ScoreRun
from quizzes.bank.domain.marking import Response
from tests.samples import sitting

THREADS = 6

if connection.vendor != "sqlite":
    pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def db(committing_db):
    """Every fixture of this module writes where threads can see it."""


def at_once(task):
    return sitting.at_once(task, THREADS)


@pytest.fixture
def paper(make_paper):
    return make_paper(time_limit_minutes=60)


@pytest.mark.slow
def test_a_start_pressed_six_times_at_once_is_one_attempt(world, paper):
    started = at_once(lambda _n: services.start(person=world.volunteer, slug="quake"))
    assert Attempt.objects.count() == 1
    assert {each.attempt.pk for each in started} == {Attempt.objects.get().pk}
    assert sum(each.created for each in started) == 1
    assert Attempt.objects.get().items.count() == 4


@pytest.mark.slow
def test_a_submit_pressed_six_times_at_once_is_scored_once(world, paper):
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    receipts = at_once(lambda _n: services.submit(attempt=Attempt.objects.get(pk=attempt.pk)))
    assert len({receipt.code for receipt in receipts}) == 1
    assert ScoreRun.objects.count() == 1


@pytest.mark.slow
def test_six_tabs_answering_one_question_keep_all_answers_and_the_last_counts(world, paper):
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    options = attempt.items.get(slot=1).option_order

    def answer(number):
        return services.record_answer(
            attempt=Attempt.objects.get(pk=attempt.pk),
            slot=1,
            response=Response(chosen=frozenset({options[number % 4]})),
            client_event_id=uuid4(),
            seen_revision=0,
        )

    saved = at_once(answer)
    events = list(AnswerEvent.objects.order_by("applied_revision"))
    assert [event.applied_revision for event in events] == list(range(1, THREADS + 1))
    assert sorted(each.revision for each in saved) == list(range(1, THREADS + 1))
    item = attempt.items.get(slot=1)
    assert item.response == events[-1].payload
    assert item.response_rev == THREADS


@pytest.mark.slow
def test_one_event_delivered_six_times_at_once_is_stored_once(world, paper):
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    chosen = Response(chosen=frozenset({attempt.items.get(slot=1).option_order[0]}))
    event = uuid4()
    saved = at_once(
        lambda _n: services.record_answer(
            attempt=Attempt.objects.get(pk=attempt.pk),
            slot=1,
            response=chosen,
            client_event_id=event,
            seen_revision=0,
        )
    )
    assert AnswerEvent.objects.count() == 1
    assert {(each.stands, each.revision) for each in saved} == {(True, 1)}
    assert attempt.items.get(slot=1).response == chosen.as_json()


@pytest.mark.slow
def test_answers_racing_a_submit_are_scored_or_queued_and_never_lost(world, paper):
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    options = attempt.items.get(slot=1).option_order

    def act(number):
        current = Attempt.objects.get(pk=attempt.pk)
        if number == 0:
            return services.submit(attempt=current)
        return services.record_answer(
            attempt=current,
            slot=1,
            response=Response(chosen=frozenset({options[number % 4]})),
            client_event_id=uuid4(),
            seen_revision=0,
        )

    at_once(act)
    assert AnswerEvent.objects.count() == THREADS - 1
    item = attempt.items.get(slot=1)
    in_time = AnswerEvent.objects.filter(late=False).order_by("applied_revision").last()
    assert item.response == (in_time.payload if in_time else None)
    scored = ScoreRun.objects.get().item_scores.get(item=item)
    assert scored.answered == (in_time is not None)


@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one writer at a time; runs with DATABASE_URL"
)
def test_an_answer_that_waited_for_the_submit_is_late(world, paper):
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    chosen = Response(chosen=frozenset({attempt.items.get(slot=1).option_order[0]}))

    def answer(_number):
        return services.record_answer(
            attempt=Attempt.objects.get(pk=attempt.pk),
            slot=1,
            response=chosen,
            client_event_id=uuid4(),
            seen_revision=0,
        )

    with ThreadPoolExecutor(1) as one:
        with transaction.atomic():
            services.submit(attempt=Attempt.objects.get(pk=attempt.pk))
            coming = one.submit(sitting.at_once, answer, 1)
            sitting.until_somebody_waits()
        (saved,) = coming.result(timeout=30)
    assert saved.closed
    assert AnswerEvent.objects.get().late
    assert attempt.items.get(slot=1).response is None
