"""Whatever order people, tabs, networks and clocks act in, nothing is lost or counted twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from quizzes.attempts import services
from quizzes.attempts.domain import scoring
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import AnswerEvent, Attempt, AttemptItem, ScoreRun
from quizzes.attempts.reasons import ScoreReason
from quizzes.bank import release
from quizzes.bank.domain.marking import Response
from tests.samples.sitting import replayed

ORDER = [AttemptState.OPEN, AttemptState.SUBMITTED, AttemptState.SCORED]
SLOTS = st.integers(1, 4)


class Sitting(RuleBasedStateMachine):
    person = None
    """Set by the test: who sits."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.attempt = services.start(person=self.person, slug="quake").attempt
        self.now = self.attempt.started_at
        self.answers = {}
        self.sent = []
        self.receipt = None
        self.reached = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def fresh(self):
        return Attempt.objects.select_related("assessment_version").get(pk=self.attempt.pk)

    def response(self, slot, place):
        item = AttemptItem.objects.select_related("question_version").get(
            attempt=self.attempt, slot=slot
        )
        if place is None:
            return Response()
        if item.question_version.kind == "fill_in":
            blank = item.question_version.options[0]["id"]
            return Response(typed=((blank, ["5", "六", "五 "][place % 3]),))
        return Response(chosen=frozenset({item.option_order[place % len(item.option_order)]}))

    def send(self, slot, response, seen, event):
        saved = services.record_answer(
            attempt=self.fresh(),
            slot=slot,
            response=response,
            client_event_id=event,
            seen_revision=seen,
            now=self.now,
        )
        if not (saved.closed or saved.duplicate or saved.unchanged):
            self.answers[slot] = (
                response.as_json()
                and AttemptItem.objects.get(attempt=self.attempt, slot=slot).response
            )
        return saved

    @rule(slot=SLOTS, place=st.none() | st.integers(0, 3))
    def answer(self, slot, place):
        seen = AttemptItem.objects.get(attempt=self.attempt, slot=slot).response_rev
        event = uuid4()
        response = self.response(slot, place)
        self.send(slot, response, seen, event)
        self.sent.append((slot, response, seen, event))

    @rule(slot=SLOTS, place=st.integers(0, 3), back=st.integers(0, 3))
    def answer_from_an_older_tab(self, slot, place, back):
        rev = AttemptItem.objects.get(attempt=self.attempt, slot=slot).response_rev
        event, seen = uuid4(), max(0, rev - back)
        response = self.response(slot, place)
        self.send(slot, response, seen, event)
        self.sent.append((slot, response, seen, event))

    @rule(which=st.integers(0, 50))
    def the_network_repeats_an_event(self, which):
        if not self.sent:
            return
        before = AnswerEvent.objects.filter(attempt=self.attempt).count()
        slot, response, seen, event = self.sent[which % len(self.sent)]
        known = AnswerEvent.objects.filter(attempt=self.attempt, client_event_id=event).exists()
        self.send(slot, response, seen, event)
        if known:
            assert AnswerEvent.objects.filter(attempt=self.attempt).count() == before

    @rule(slot=SLOTS, flagged=st.booleans())
    def flag(self, slot, flagged):
        changed = services.flag(attempt=self.attempt, slot=slot, flagged=flagged)
        assert changed == self.fresh().is_open

    @rule(minutes=st.sampled_from([1, 5, 30]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule()
    def submit(self):
        receipt = services.submit(attempt=self.fresh(), now=self.now)
        assert self.receipt in (None, receipt)
        self.receipt = receipt

    @rule()
    def sweep(self):
        services.close_expired(now=self.now)

    @rule()
    def rescore(self):
        if self.fresh().state == AttemptState.SCORED and self.runs().count() < 4:
            services.rescore(attempt=self.fresh(), by=None, reason=ScoreReason.REVIEW)

    def runs(self):
        return ScoreRun.objects.filter(attempt=self.attempt)

    @invariant()
    def the_state_only_moves_forward(self):
        place = ORDER.index(self.fresh().state)
        assert place >= self.reached
        self.reached = place

    @invariant()
    def items_hold_what_the_raw_events_say(self):
        held = {
            item.slot: item.response
            for item in AttemptItem.objects.filter(attempt=self.attempt)
            if item.response is not None
        }
        assert held == replayed(self.attempt)
        assert held == {slot: answer for slot, answer in self.answers.items() if answer}

    @invariant()
    def every_score_equals_a_re_score_from_raw_events(self):
        attempt = self.fresh()
        if attempt.state != AttemptState.SCORED:
            assert not self.runs().exists()
            return
        answers = replayed(attempt)
        items = list(attempt.items.select_related("question_version"))
        marks = release.mark(
            [
                release.Answered(
                    item.question_version, Response.from_json(answers.get(item.slot)), item.max_mark
                )
                for item in items
            ]
        )
        expected = scoring.total(marks, pass_percent=attempt.assessment_version.pass_percent)
        for run in self.runs():
            assert (run.score, run.passed) == (expected.score, expected.passed)

    @invariant()
    def nothing_is_open_past_its_deadline_once_it_was_looked_at(self):
        assert Attempt.objects.filter(person=self.person, state=AttemptState.OPEN).count() <= 1


@pytest.mark.django_db
def test_no_order_of_events_loses_an_answer_or_scores_one_twice(world, make_paper):
    make_paper(time_limit_minutes=60)
    machine = type("Sitting", (Sitting,), {"person": world.volunteer})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
