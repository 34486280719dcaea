"""Of several attempts one counts, by the paper's policy, and both sides are told which."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import services
from quizzes.attempts.counting import counted, counted_for
from quizzes.attempts.models import Attempt
from quizzes.attempts.reasons import ScoreReason
from quizzes.papers import services as papers
from tests.samples.sitting import answer, right

pytestmark = pytest.mark.django_db


def begin(person, rights):
    """An attempt with the first `rights` of four questions answered rightly, 5 marks each."""
    attempt = services.start(person=person, slug="quake").attempt
    for slot in range(1, rights + 1):
        answer(attempt, slot, right(attempt, slot))
    return attempt


def sit(person, rights):
    attempt = begin(person, rights)
    services.submit(attempt=attempt)
    attempt.refresh_from_db()
    return attempt


def results(client, attempt) -> str:
    answer = client.get(reverse("attempts:result", args=[attempt.public_id]))
    return answer.content.decode().replace("<wbr>", "")


@pytest.fixture
def learner(world):
    client = Client()
    client.force_login(world.learner)
    return client


@pytest.mark.parametrize(
    ("policy", "number"), [("highest", 2), ("latest", 4), ("first", 1)], ids=lambda each: str(each)
)
def test_the_policy_of_the_paper_decides_which_attempt_counts(world, make_paper, policy, number):
    paper = make_paper(grade_policy=policy, pass_percent=Decimal(75))
    for rights in (1, 4, 4, 2):
        sit(world.learner, rights)
    sit(world.volunteer, 3)
    found = counted(people=[world.learner.pk, world.volunteer.pk], papers=[paper.pk])
    mine = found[world.learner.pk, paper.pk]
    assert (mine.number, mine.among, mine.policy) == (number, 4, policy)
    assert found[world.volunteer.pk, paper.pk].number == 1


def test_who_has_no_result_yet_has_none_that_counts(world, make_paper):
    make_paper(grade_policy="latest")
    attempt = begin(world.learner, 4)
    assert counted_for(attempt) is None


@pytest.mark.parametrize("policy", ["highest", "latest", "first"])
def test_an_attempt_that_runs_does_not_count_before_it_is_scored(world, make_paper, policy):
    make_paper(grade_policy=policy)
    first = sit(world.learner, 1)
    running = begin(world.learner, 4)
    assert counted_for(running).attempt_id == first.pk


def test_an_attempt_the_clock_closed_counts_like_any_other(world, make_paper):
    make_paper(grade_policy="latest", time_limit_minutes=60)
    sit(world.learner, 4)
    expired = begin(world.learner, 1)
    services.close_expired(now=timezone.now() + timedelta(minutes=61))
    assert counted_for(expired).attempt_id == expired.pk
    assert counted_for(expired).score == 5


@pytest.mark.parametrize(
    ("policy", "voided", "counts"), [("highest", 2, 3), ("latest", 3, 2), ("first", 1, 2)]
)
def test_a_voided_attempt_gives_way_to_the_next(world, make_paper, policy, voided, counts):
    make_paper(grade_policy=policy)
    attempts = {each.number: each for each in (sit(world.learner, n) for n in (1, 4, 3))}
    services.void(attempt=attempts[voided], by=world.examiner, reason="考场停电")
    assert counted_for(attempts[1]).number == counts


def test_all_voided_is_no_result(world, make_paper):
    make_paper()
    attempt = sit(world.learner, 4)
    services.void(attempt=attempt, by=world.examiner, reason="替考")
    assert counted_for(attempt) is None


def test_the_scoring_that_stands_is_compared_and_not_the_first(world, make_paper):
    make_paper(grade_policy="highest", time_limit_minutes=60)
    attempt = sit(world.learner, 1)
    better = sit(world.learner, 2)
    for slot in (2, 3, 4):
        attempt.items.filter(slot=slot).update(response=right(attempt, slot).as_json())
    services.rescore(attempt=attempt, by=world.examiner, reason=ScoreReason.REVIEW)
    assert (counted_for(better).attempt_id, counted_for(better).score) == (attempt.pk, 20)


def test_a_new_version_changes_nobodys_result_before_they_sit_it(world, make_paper):
    paper = make_paper(grade_policy="first")
    first = sit(world.learner, 1)
    sit(world.learner, 4)
    draft = papers.open_draft(assessment=paper, by=world.examiner)
    papers.set_policies(
        version=draft, by=world.examiner, policies=papers.Policies(grade_policy="highest")
    )
    papers.publish(version=draft, by=world.examiner)
    assert counted_for(first).number == 1
    sit(world.learner, 2)
    assert (counted_for(first).number, counted_for(first).policy) == (2, "highest")


def test_a_pass_under_a_lower_line_counts_before_a_higher_failure(world, make_paper):
    paper = make_paper(pass_percent=Decimal(100))
    failed = sit(world.learner, 3)
    draft = papers.open_draft(assessment=paper, by=world.examiner)
    papers.set_policies(
        version=draft, by=world.examiner, policies=papers.Policies(pass_percent=Decimal(50))
    )
    papers.publish(version=draft, by=world.examiner)
    passed = sit(world.learner, 2)
    assert counted_for(failed).attempt_id == passed.pk


@pytest.mark.parametrize(
    ("policy", "on_first", "on_second"),
    [
        ("highest", "2 次里取最高分：第 2 次，20 分，通过", "2 次里取最高分，这次计为成绩"),
        ("latest", "2 次里取最近一次：第 2 次，20 分，通过", "2 次里取最近一次，这次计为成绩"),
        (
            "first",
            "只取第一次的成绩，再考也不改，这次计为成绩",
            "这次不计为成绩。只取第一次的成绩，再考也不改：第 1 次，5 分，没通过",
        ),
    ],
)
def test_the_result_says_whether_it_counts_and_why(
    world, learner, make_paper, policy, on_first, on_second
):
    make_paper(grade_policy=policy, pass_percent=Decimal(75))
    first, second = sit(world.learner, 1), sit(world.learner, 4)
    assert on_first in results(learner, first)
    assert on_second in results(learner, second)
    heading = "这次过了及格线，但不计为成绩" if policy == "first" else "通过了"
    assert f"<h1>{heading}</h1>" in results(learner, second)


def test_a_single_result_needs_no_words_unless_it_is_the_last_word(world, learner, make_paper):
    make_paper(grade_policy="highest")
    assert "计为成绩" not in results(learner, sit(world.learner, 1))
    assert "成绩取法" in learner.get(reverse("attempts:start", args=["quake"])).content.decode()


def test_a_first_result_says_at_once_that_sitting_again_changes_nothing(world, learner, make_paper):
    make_paper(grade_policy="first")
    assert "再考也不改" in results(learner, sit(world.learner, 1))


def test_ones_list_and_the_examiners_list_mark_what_counts(world, learner, make_paper):
    make_paper(grade_policy="latest")
    for rights in (4, 1, 2):
        sit(world.learner, rights)
    sit(world.volunteer, 4)
    mine = learner.get(reverse("attempts:mine")).content.decode()
    rows = mine.replace("\u00a0", " ").split('<a class="row"')[1:]
    assert ["计为成绩" in row for row in rows] == [True, False, False]
    ended = ["没通过，10 分" in rows[0], "没通过，5 分" in rows[1], "，通过，20 分" in rows[2]]
    assert all(ended), rows
    examiner = Client()
    examiner.force_login(world.examiner)
    page = examiner.get(reverse("attempts:results", args=["quake"])).content.decode()
    marked = [row for row in page.split("<tr>")[2:] if "计为成绩" in row]
    assert len(marked) == 2
    assert "志愿者古丽" in marked[0] and "第 1 次" in marked[0]
    assert "学员小李" in marked[1] and "第 3 次" in marked[1]


def test_what_counts_takes_one_query_for_any_number_of_people(world, make_paper):
    paper = make_paper()
    everybody = [world.learner, world.volunteer, world.editor]
    for person in everybody:
        for rights in (1, 2):
            sit(person, rights)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = counted(people=[person.pk for person in everybody], papers=[paper.pk])
    assert len(queries) == 1 and len(found) == 3
    assert Attempt.objects.count() == 6
