"""While late answers may still count, nobody whom the clock closed learns what to send."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import personal_data, selectors, services
from quizzes.attempts.enums import LateDecision
from quizzes.attempts.models import AnswerEvent, ScoreRun
from quizzes.attempts.reasons import LateReason
from quizzes.papers.domain.ending import LATE_LIMIT
from tests.samples.questions import KEY
from tests.samples.sitting import answer, close_by_clock, plain, right, wrong

pytestmark = pytest.mark.django_db

HELD = (
    "以后，在这里看答对几题和没答对的题：到时收卷的，断网留在设备上的答案在那以前送到，还可能计入。"
)


@pytest.fixture
def closed(world, make_paper, make_question, source):
    """Every question of a paper answered wrongly, then closed by the clock."""

    def sit(person=None, slug="quake", **policies):
        make_paper(
            slug,
            questions=[make_question(source_key=KEY, pool=policies.pop("pool", "certification"))],
            time_limit_minutes=60,
            **policies,
        )
        attempt = services.start(person=person or world.volunteer, slug=slug).attempt
        answer(attempt, 1, wrong(attempt, 1))
        close_by_clock(attempt)
        return attempt

    return sit


def at(monkeypatch, moment):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def result(browser, attempt):
    return plain(browser.get(reverse("attempts:result", args=[attempt.public_id])))


def last_moment(attempt):
    return attempt.submitted_at + LATE_LIMIT


def test_who_was_closed_by_the_clock_sees_his_score_and_when_the_rest_opens(
    browser, closed, monkeypatch
):
    attempt = closed()
    page = result(browser, attempt)
    assert "各部分得分" not in page and "1 题，用时" in page and "答对 0 题" not in page
    assert f"{timezone.localtime(last_moment(attempt)):%H:%M} {HELD}" in page
    assert "没答对的 1 题" not in page and "读原文" not in page and "你选" not in page
    at(monkeypatch, last_moment(attempt))
    assert HELD in result(browser, attempt)
    at(monkeypatch, last_moment(attempt) + timedelta(seconds=1))
    page = result(browser, attempt)
    assert "没答对的 1 题" in page and "读原文" in page and HELD not in page
    assert "各部分得分" in page and "1 题，答对 0 题" in page


@pytest.mark.parametrize(
    ("policies", "answers"),
    [
        ({"feedback": "none"}, "这场考试不公布答案。"),
        ({"feedback": "after_close", "days": 3}, "可以在这里看没答对的题和原文。"),
    ],
)
def test_no_part_says_what_was_right_while_late_answers_count_though_no_keys_are_due(
    browser, closed, monkeypatch, policies, answers
):
    """A part with one question says of that question whether it was right."""
    if days := policies.pop("days", 0):
        policies |= {
            "window_closes": timezone.now() + timedelta(days=days), "window_meaning": "hard_stop",
            "purpose": "mock", "pool": "practice",
        }  # fmt: skip
    attempt = closed(**policies)
    page = result(browser, attempt)
    assert answers in page
    assert "<h2>各部分得分" not in page and "答对 0 题" not in page
    assert f"{timezone.localtime(last_moment(attempt)):%H:%M} 以后，在这里看答对几题" in page
    at(monkeypatch, last_moment(attempt) + timedelta(seconds=1))
    page = result(browser, attempt)
    assert "<h2>各部分得分" in page and "1 题，答对 0 题" in page and "以后，在这里看" not in page


def test_whenever_misses_are_shown_nothing_late_counts_any_more(
    browser, world, closed, monkeypatch
):
    attempt = closed()
    for hours in (0, 5, 23, 25):
        at(monkeypatch, attempt.submitted_at + timedelta(hours=hours))
        is_shown = "没答对的 1 题" in result(browser, attempt)
        saved = answer(attempt, 1, right(attempt, 1))
        assert saved.closed and saved.late is not is_shown


def test_an_answer_decided_within_the_day_still_opens_nothing(browser, world, closed):
    attempt = closed()
    answer(attempt, 1, right(attempt, 1))
    services.accept_or_refuse_late(
        event=AnswerEvent.objects.get(late=True),
        decision=LateDecision.REFUSED,
        reason=LateReason.DOUBT,
        by=world.examiner,
    )
    assert "没答对的 1 题" not in result(browser, attempt) and ScoreRun.objects.count() == 1


def test_handing_in_shows_what_was_missed_at_once(browser, world, make_paper):
    make_paper(time_limit_minutes=60)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    answer(attempt, 1, wrong(attempt, 1))
    services.submit(attempt=attempt)
    page = result(browser, attempt)
    assert "没答对的 1 题" in page and HELD not in page


def test_a_second_sitting_of_the_same_questions_does_not_open_them_for_the_first(
    browser, world, closed
):
    first = closed()
    second = services.start(person=world.volunteer, slug="quake", number=2).attempt
    answer(second, 1, wrong(second, 1))
    services.submit(attempt=second)
    page = result(browser, second)
    assert f"{timezone.localtime(last_moment(first)):%H:%M} {HELD}" in page
    assert "没答对的 1 题" not in page


def test_what_another_person_left_late_holds_back_nothing_of_mine(browser, world, closed):
    closed(person=world.learner)
    mine = services.start(person=world.volunteer, slug="quake").attempt
    answer(mine, 1, wrong(mine, 1))
    services.submit(attempt=mine)
    assert "没答对的 1 题" in result(browser, mine)


@pytest.mark.parametrize("feedback", ["after_submit", "after_close"])
def test_the_keys_of_a_certifying_paper_wait_for_the_last_late_answer(
    browser, closed, monkeypatch, feedback
):
    closes = timezone.now() + timedelta(minutes=30)
    attempt = closed(feedback=feedback, window_closes=closes, window_meaning="hard_stop")
    over = attempt.assessment_version.over_at
    assert over == closes
    for moment in (over + timedelta(seconds=1), over + LATE_LIMIT):
        at(monkeypatch, moment)
        assert "应选" not in result(browser, attempt)
    at(monkeypatch, over + LATE_LIMIT + timedelta(seconds=1))
    assert "应选" in result(browser, attempt)


def test_a_mock_is_held_back_too_for_its_result_counts(browser, closed, monkeypatch):
    attempt = closed(purpose="mock", pool="practice")
    page = result(browser, attempt)
    assert HELD in page and "应选" not in page
    at(monkeypatch, last_moment(attempt) + timedelta(seconds=1))
    assert "应选" in result(browser, attempt)


def test_a_practice_shows_everything_at_once(browser, closed):
    page = result(browser, closed(purpose="practice", pool="practice"))
    assert "应选" in page and HELD not in page


def test_a_paper_that_gives_no_answers_promises_none(browser, closed):
    page = result(browser, closed(feedback="none"))
    assert "这场考试不公布答案。" in page and HELD not in page


def test_no_other_page_and_no_file_tells_what_was_missed(browser, world, closed):
    attempt = closed()
    exported = json.dumps(personal_data.export(world.volunteer), ensure_ascii=False)
    pages = [
        plain(browser.get(reverse(f"attempts:{name}", args=args), follow=True))
        for name, args in (
            ("mine", []),
            ("attempt", [attempt.public_id]),
            ("question", [attempt.public_id, 1]),
            ("review", [attempt.public_id]),
            ("start", ["quake"]),
        )
    ]
    source = "先期处置"
    for text in (exported, *pages):
        assert source not in text and "没答对的 1 题" not in text
    for name in ("results", "results_csv", "results_xlsx"):
        assert browser.get(reverse(f"attempts:{name}", args=["quake"])).status_code == 403
    record = browser.get(reverse("attempts:record", args=["quake", attempt.public_id]))
    assert record.status_code in (403, 404)


def test_the_rules_and_the_examiners_screen_say_so(browser, examiner, world, closed):
    attempt = closed()
    door = plain(browser.get(reverse("exams:lobby", args=["quake"])))
    assert "到时收卷的，过 24 小时才看得到错了哪些题" in door
    answer(attempt, 1, right(attempt, 1))
    assert selectors.late_queue(attempt.assessment, world.examiner).exists()
    desk = plain(examiner.get(reverse("attempts:results", args=["quake"])))
    assert "收卷后 24 小时里，考生只看得到分数，看不到错了哪些题。" in desk
