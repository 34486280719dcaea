"""Before the policy releases it, no address gives a candidate a key or an explanation."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import services
from quizzes.attempts.urls import urlpatterns
from quizzes.bank.models import AnswerKey
from quizzes.papers.domain.ending import LATE_LIMIT

pytestmark = pytest.mark.django_db

SECRET = "解析暗号"
"""Begins every explanation of the test questions (see conftest)."""


@pytest.fixture
def sit(world, make_paper, make_question):
    def start(**policies):
        make_paper(**policies)
        return services.start(person=world.volunteer, slug="quake").attempt

    return start


@pytest.fixture
def candidate(world):
    client = Client()
    client.force_login(world.volunteer)
    return client


def addresses(attempt):
    """Every address a candidate could try: the attempt's, the paper's and the bank's."""
    public = [attempt.public_id]
    own = [
        reverse(f"attempts:{name}", args=public)
        for name in ("attempt", "review", "submit", "result")
    ]
    own += [
        reverse(f"attempts:{name}", args=[attempt.public_id, slot])
        for name in ("question", "save")
        for slot in range(1, 6)
    ]
    own += [
        reverse("attempts:mine"),
        reverse("attempts:start", args=["quake"]),
        reverse("exams:list"),
        reverse("exams:lobby", args=["quake"]),
        reverse("attempts:results", args=["quake"]),
        reverse("papers:index"),
        reverse("papers:paper", args=["quake"]),
        reverse("papers:preview", args=["quake"]),
        reverse("papers:fixed", args=["quake"]),
        reverse("bank:index"),
        reverse("bank:queue"),
    ]
    for item in attempt.items.select_related("question_version__question"):
        question = item.question_version.question
        own += [reverse(f"bank:{name}", args=[question.public_id]) for name in ("question", "edit")]
    return own


def leaks(text, attempt):
    """What a response gives away: explanations, accepted texts, marked options."""
    found = []
    if SECRET in text:
        found.append("explanation")
    for key in AnswerKey.objects.filter(version__attempt_items__attempt=attempt):
        for name in ("accepted", "correct"):
            raw = key.payload.get(name)
            if raw and json.dumps(raw, ensure_ascii=False) in text:
                found.append(name)
        for _blank, variants in key.key().accepted:
            found += [variant for variant in variants if len(variant) > 1 and variant in text]
    if re.search(r"正确答案|应选|应填|opt-row[^\"]*\b(right|wrong)\b", text):
        found.append("marks")
    return found


def walk(client, attempt):
    found = {}
    for address in addresses(attempt):
        for response in (client.get(address), client.get(address, headers={"Accept": "*/json"})):
            text = response.content.decode()
            if leaks(text, attempt):
                found[address] = leaks(text, attempt)
    return found


def test_a_running_attempt_gives_no_key_away_anywhere(candidate, sit):
    attempt = sit()
    assert walk(candidate, attempt) == {}
    assert walk(Client(), attempt) == {}


def test_saving_and_refused_saves_give_no_key_away(candidate, sit):
    attempt = sit()
    for item in attempt.items.all():
        address = reverse("attempts:save", args=[attempt.public_id, item.slot])
        for data in (
            {"token": attempt.upload_token, "choice": ["nonsense"]},
            {"token": "wrong", "choice": item.option_order[:1]},
            {"token": attempt.upload_token, "choice": item.option_order, "go": "flag"},
        ):
            response = candidate.post(address, data)
            assert leaks(response.content.decode(), attempt) == []


def test_a_submitted_attempt_gives_nothing_away_under_the_policy_none(candidate, sit):
    attempt = sit(feedback="none")
    services.submit(attempt=attempt)
    assert walk(candidate, attempt) == {}
    page = candidate.get(reverse("attempts:result", args=[attempt.public_id])).content.decode()
    assert "这场考试不公布答案" in page


def test_keys_come_out_when_the_paper_is_over_and_not_a_moment_before(candidate, sit, monkeypatch):
    closes = timezone.now() + timedelta(hours=1)
    attempt = sit(
        feedback="after_close",
        window_closes=closes,
        window_meaning="hard_stop",
        time_limit_minutes=10,
    )
    services.submit(attempt=attempt)
    assert walk(candidate, attempt) == {}
    monkeypatch.setattr("django.utils.timezone.now", lambda: closes + timedelta(seconds=1))
    assert walk(candidate, attempt) == {}
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: closes + LATE_LIMIT + timedelta(seconds=1)
    )
    page = candidate.get(reverse("attempts:result", args=[attempt.public_id])).content.decode()
    assert SECRET in page and "应选" in page


def test_a_closed_paper_opens_no_key_of_a_question_that_still_certifies_elsewhere(
    candidate, make_paper, make_question, world, monkeypatch
):
    shared = [make_question(stem="两张卷都问的题？")]
    closes = timezone.now() + timedelta(hours=1)
    make_paper(
        questions=shared,
        feedback="after_close",
        window_closes=closes,
        window_meaning="hard_stop",
    )
    other = make_paper("again", questions=shared, feedback="none")
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    services.submit(attempt=attempt)
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: closes + LATE_LIMIT + timedelta(seconds=1)
    )
    result = reverse("attempts:result", args=[attempt.public_id])
    assert leaks(candidate.get(result).content.decode(), attempt) == []
    type(other).objects.filter(pk=other.pk).update(withdrawn_at=closes)
    assert SECRET in candidate.get(result).content.decode()


def test_the_control_fires_when_the_policy_releases_after_submit(candidate, sit):
    """Else the walk above could pass because it looks for the wrong thing."""
    attempt = sit(feedback="after_submit", purpose="practice")
    services.submit(attempt=attempt)
    found = walk(candidate, attempt)
    assert list(found) and all("result" in address or "attempts" in address for address in found)
    assert "explanation" in found[reverse("attempts:result", args=[attempt.public_id])]


def test_a_blank_paper_handed_in_buys_no_key_of_a_paper_that_certifies(candidate, sit):
    attempt = sit(feedback="after_submit", purpose="certification")
    services.submit(attempt=attempt)
    assert walk(candidate, attempt) == {}


def test_another_candidate_sees_no_released_key(world, sit):
    attempt = sit(feedback="after_submit", purpose="practice")
    services.submit(attempt=attempt)
    other = Client()
    other.force_login(world.learner)
    assert walk(other, attempt) == {}
    running = services.start(person=world.learner, slug="quake").attempt
    assert walk(other, running) == {}


def test_the_walk_knows_every_address_of_the_attempts():
    known = {"start", "mine", "attempt", "question", "save", "review", "submit", "result"}
    staff = {"results", "results_csv", "results_xlsx", "late", "extra_time", "record"}
    assert {pattern.name for pattern in urlpatterns} == known | staff
