"""What examiners decide: late answers, voids, extra time."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.attempts import services
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Accommodation, AnswerEvent, LateReview, ScoreRun
from quizzes.bank.domain.marking import Response

pytestmark = pytest.mark.django_db


@pytest.fixture
def examiner(world):
    client = Client()
    client.force_login(world.examiner)
    return client


@pytest.fixture
def attempt(world, make_paper):
    make_paper(time_limit_minutes=60)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    services.submit(attempt=attempt)
    chosen = frozenset({attempt.items.get(slot=1).option_order[0]})
    services.record_answer(
        attempt=attempt,
        slot=1,
        response=Response(chosen=chosen),
        client_event_id=uuid4(),
        seen_revision=0,
    )
    return attempt


def test_a_late_answer_is_decided_once_and_with_a_reason(examiner, attempt):
    event = AnswerEvent.objects.get(late=True)
    address = reverse("attempts:late", args=["quake", event.pk])
    page = examiner.get(reverse("attempts:results", args=["quake"])).content.decode()
    assert "迟到的答案" in page
    empty = examiner.post(address, {"decision": "accepted", "reason": ""})
    assert empty.status_code == 422 and not LateReview.objects.exists()
    assert examiner.post(address, {"decision": "accepted", "reason": "断网"}).status_code == 302
    assert examiner.post(address, {"decision": "refused", "reason": "改主意"}).status_code == 404
    assert LateReview.objects.get().decision == "accepted"
    assert ScoreRun.objects.count() == 2


def test_a_void_needs_a_reason_and_keeps_answers(examiner, attempt):
    address = reverse("attempts:void", args=["quake", attempt.public_id])
    assert examiner.post(address, {"reason": " "}).status_code == 422
    examiner.post(address, {"reason": "替考"})
    attempt.refresh_from_db()
    assert (attempt.state, attempt.void_reason) == (AttemptState.VOID, "替考")
    assert AnswerEvent.objects.exists() and ScoreRun.objects.exists()


def test_extra_time_is_for_people_of_the_examiners_units(examiner, attempt, world):
    address = reverse("attempts:extra_time", args=["quake"])
    sent = {"username": "guli", "factor": "1.50", "reason": "视力障碍"}
    unknown = examiner.post(address, {**sent, "username": "nobody"})
    assert unknown.status_code == 422 and "nobody" in unknown.content.decode()
    examiner.post(address, sent)
    assert Accommodation.objects.get().person == world.volunteer


def test_an_examiner_of_another_unit_decides_nothing(attempt, world):
    from datetime import date

    from portal.people.enums import Role
    from portal.people.models import Membership

    Membership.objects.create(
        user=world.other_editor,
        unit=world.other_town,
        role=Role.EXAMINER,
        valid_from=date(2025, 1, 1),
    )
    client = Client()
    client.force_login(world.other_editor)
    event = AnswerEvent.objects.get(late=True)
    sent = {"decision": "accepted", "reason": "x"}
    assert client.post(reverse("attempts:late", args=["quake", event.pk]), sent).status_code == 404
    void = reverse("attempts:void", args=["quake", attempt.public_id])
    assert client.post(void, {"reason": "x"}).status_code == 404
