"""An examiner certifies others, never himself."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal.people import rights
from portal.people.enums import Role
from portal.people.models import Membership
from quizzes.attempts import selectors, services
from quizzes.attempts.domain.lifecycle import OwnAttempt
from quizzes.attempts.domain.timing import SeesKeys
from quizzes.attempts.enums import AttemptState, LateDecision
from quizzes.attempts.models import Accommodation, AnswerEvent, Attempt, LateReview
from quizzes.attempts.reasons import ExtraTimeReason, LateReason
from tests.samples.sitting import answer, close_by_clock, right

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(world, make_paper) -> Attempt:
    """Sat before he became an examiner, closed by the clock, with a late answer."""
    make_paper(time_limit_minutes=60)
    attempt = services.start(person=world.learner, slug="quake").attempt
    close_by_clock(attempt)
    answer(attempt, 1, right(attempt, 1))
    Membership.objects.create(
        user=world.learner, unit=world.county, role=Role.EXAMINER, valid_from=date(2025, 1, 1)
    )
    rights.forget(world.learner)
    return attempt


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_examiner_neither_sees_nor_decides_his_own_attempt(world, own):
    event = AnswerEvent.objects.get(late=True)
    client = client_of(world.learner)
    page = client.get(reverse("attempts:results", args=["quake"])).content.decode()
    assert "迟到的答案" not in page and "还没有人考" in page
    decided = client.post(
        reverse("attempts:late", args=["quake", event.pk]),
        {"decision": "accepted", "reason": "network"},
    )
    voided = client.post(
        reverse("attempts:record", args=["quake", own.public_id]), {"reason": "考场停电"}
    )
    assert (decided.status_code, voided.status_code) == (404, 404)
    assert not LateReview.objects.exists()
    assert list(selectors.late_queue(own.assessment, world.examiner)) == [event]


def test_an_examiner_gives_himself_no_time_and_is_told_who_does(world, own):
    answered = client_of(world.learner).post(
        reverse("attempts:extra_time", args=["quake"]),
        {"username": "xiaoli", "factor": "2.00", "reason": "requested"},
    )
    assert answered.status_code == 422
    assert "不能给自己延长时间，请别的考务员来定" in answered.content.decode()
    assert not Accommodation.objects.exists()


def test_the_services_themselves_refuse_whoever_decides_on_himself(world, own):
    event = AnswerEvent.objects.get(late=True)
    for refuse in (
        lambda: services.accept_or_refuse_late(
            event=event,
            decision=LateDecision.ACCEPTED,
            reason=LateReason.NETWORK,
            by=world.learner,
        ),
        lambda: services.void(attempt=own, by=world.learner, reason="停电"),
        lambda: services.allow_extra_time(
            person=world.learner,
            factor="2.00",
            reason=ExtraTimeReason.REQUESTED,
            by=world.learner,
        ),
    ):
        with pytest.raises(OwnAttempt):
            refuse()
    own.refresh_from_db()
    assert own.state == AttemptState.SCORED
    assert not LateReview.objects.exists() and not Accommodation.objects.exists()


@pytest.mark.parametrize("name", ["examiner", "administrator", "reviewer", "trainer"])
def test_whoever_may_read_the_keys_of_a_certifying_paper_is_not_let_in(world, make_paper, name):
    make_paper()
    person = getattr(world, name)
    with pytest.raises(SeesKeys):
        services.start(person=person, slug="quake")
    client = client_of(person)
    address = reverse("attempts:start", args=["quake"])
    shown, sent = client.get(address), client.post(address, {"number": "1"})
    for page in (shown, sent):
        text = page.content.decode()
        assert "你能看到这份卷的答案，不能参加这次认证考试" in text and "开始考试" not in text
    assert sent.status_code == 409 and not Attempt.objects.exists()


def test_a_superuser_is_not_let_in_either(world, make_paper):
    make_paper()
    world.learner.is_superuser = True
    world.learner.save()
    with pytest.raises(SeesKeys):
        services.start(person=world.learner, slug="quake")


def test_a_keeper_of_one_question_that_the_paper_asks_is_not_let_in(
    world, make_paper, make_question
):
    theirs = make_question(owner=world.other_town, stem="东山乡出的题？")
    make_paper(questions=[make_question(), theirs])
    with pytest.raises(SeesKeys):
        services.start(person=world.other_editor, slug="quake")
    assert services.start(person=world.editor, slug="quake").created


def test_whoever_keeps_no_question_of_it_sits_a_certifying_paper_in_spite_of_an_office(
    world, make_paper
):
    make_paper()
    for person in (world.editor, world.auditor, world.volunteer):
        assert services.start(person=person, slug="quake").created


def test_practice_is_open_to_those_who_wrote_it(world, make_paper):
    make_paper(purpose="practice")
    assert services.start(person=world.examiner, slug="quake").created
