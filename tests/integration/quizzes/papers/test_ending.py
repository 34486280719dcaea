"""Answers are promised for the end of a paper only where it has one, and in words that hold."""

import html
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.papers import services
from quizzes.papers.models import AssessmentVersion
from quizzes.papers.services import NeverOver, Policies

pytestmark = pytest.mark.django_db

CLOSES = timezone.now() + timedelta(days=1)
ENDLESS = ({}, {"window_closes": CLOSES}, {"time_limit_minutes": 30})
ENDING = (
    {"window_closes": CLOSES, "time_limit_minutes": 30},
    {"window_closes": CLOSES, "window_meaning": "hard_stop"},
)


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.examiner)
    return client


@pytest.fixture
def endless(world, make_question, draft):
    """A draft as it could be saved before: its answers wait for an end that never comes."""
    services.compose_fixed(
        version=draft,
        by=world.examiner,
        questions=[services.FixedQuestion(make_question(), 5)],
    )
    AssessmentVersion.objects.filter(pk=draft.pk).update(
        feedback="after_close", window_closes=CLOSES
    )
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize("timing", ENDLESS)
def test_answers_for_an_end_that_never_comes_are_not_saved(world, draft, timing):
    policies = Policies(feedback="after_close", **timing)
    with pytest.raises(NeverOver):
        services.set_policies(version=draft, by=world.examiner, policies=policies)
    draft.refresh_from_db()
    assert draft.feedback == "after_submit"


@pytest.mark.parametrize("timing", ENDING)
def test_answers_for_an_end_that_comes_are_saved(world, draft, timing):
    policies = Policies(feedback="after_close", **timing)
    services.set_policies(version=draft, by=world.examiner, policies=policies)
    draft.refresh_from_db()
    assert draft.feedback == "after_close" and draft.over_at >= CLOSES


def test_an_older_draft_with_such_a_promise_is_not_published(world, client, endless):
    with pytest.raises(NeverOver):
        services.publish(version=endless, by=world.examiner)
    page = client.post(reverse("papers:publish", args=["flood"]))
    assert page.status_code == 422
    assert "写截止时间，再写时间（分钟）或选“到时一律收卷”" in html.unescape(page.content.decode())
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentVersion.objects.filter(pk=endless.pk).update(
            state="published", published_at=timezone.now(), question_count=1, total_mark=5
        )


def test_the_desk_says_that_such_a_promise_is_not_kept(client, endless):
    page = client.get(reverse("papers:paper", args=["flood"])).content.decode()
    assert "可是没有结束的时候" in page and "<dd>不公布</dd>" in page.replace("\n", "")


def test_the_rules_of_a_certifying_paper_offer_what_will_happen(client, draft):
    page = client.get(reverse("papers:policies", args=["flood"])).content.decode()
    assert "交卷后写错题的出处，考试结束一天后公布答案" in page and "交卷后公布<" not in page
    assert "认证考试没结束，谁也看不到答案" in page


def test_the_rules_of_a_practice_keep_their_words(world, client):
    services.create_assessment(
        by=world.examiner, owner_unit=world.county, slug="again", title="练一练"
    )
    page = client.get(reverse("papers:policies", args=["again"])).content.decode()
    assert "交卷后公布<" in page and "错题的出处" not in page


@pytest.mark.parametrize(
    ("purpose", "policies", "said"),
    [
        ("certification", {}, "不公布。交卷后写明答错的题出自哪一段"),
        ("certification", ENDING[1], "等那场也结束"),
        ("certification", {"feedback": "after_close", **ENDING[1]}, "考试结束，"),
        ("practice", {"feedback": "after_close", **ENDING[0]}, "以后公布"),
        ("practice", {}, "交卷后公布"),
    ],
)
def test_the_lobby_says_when_the_answers_come(make_paper, purpose, policies, said):
    make_paper(purpose=purpose, **policies)
    page = Client().get(reverse("exams:lobby", args=["quake"])).content.decode()
    assert said in page.replace("<wbr>", "")
