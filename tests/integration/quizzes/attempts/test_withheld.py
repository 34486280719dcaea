"""What a result says of answers that it does not give (yet), by what really holds them back."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from content.pages import anchors
from content.pages.anchors import Anchor
from portal.foundation import triggers
from quizzes.attempts import services
from quizzes.bank import services as bank
from quizzes.papers.domain.ending import LATE_LIMIT
from quizzes.papers.models import AssessmentVersion
from tests.samples.questions import KEY
from tests.samples.sitting import answer, plain, wrong

pytestmark = pytest.mark.django_db

CLOSES = timezone.now() + timedelta(hours=1)
HARD = {"feedback": "after_close", "window_closes": CLOSES, "window_meaning": "hard_stop"}


def handed_in(world, slug="quake", *, slots=(1,)):
    attempt = services.start(person=world.volunteer, slug=slug).attempt
    for slot in slots:
        answer(attempt, slot, wrong(attempt, slot))
    services.submit(attempt=attempt)
    return attempt


def result(browser, attempt):
    return plain(browser.get(reverse("attempts:result", args=[attempt.public_id])))


def test_before_the_end_the_result_names_the_moment(browser, world, make_paper):
    make_paper(**HARD)
    page = result(browser, handed_in(world))
    assert f"{timezone.localtime(CLOSES + LATE_LIMIT):%H:%M} 以后，在这里公布答案" in page
    assert "没答对的" not in page


def test_a_closed_paper_whose_questions_still_certify_gives_what_the_usual_policy_gives(
    browser, world, make_paper, make_question, monkeypatch
):
    shared = [make_question(stem="两张卷都问的题？"), make_question(stem="没作答的题？")]
    make_paper(questions=shared, **HARD)
    other = make_paper("again", questions=shared)
    attempt = handed_in(world)
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: CLOSES + LATE_LIMIT + timedelta(seconds=1)
    )
    page = result(browser, attempt)
    assert "两张卷都问的题？" in page and "没作答的题？" not in page
    assert "那场考试也结束或停止开考以后，再公布答案" in page
    assert "以后，在这里公布答案" not in page and "应选" not in page
    type(other).objects.filter(pk=other.pk).update(withdrawn_at=CLOSES)
    page = result(browser, attempt)
    assert "应选" in page and "没作答的题？" in page and "再公布答案" not in page


def test_the_usual_policy_says_when_the_answers_follow(browser, world, make_paper):
    make_paper(window_closes=CLOSES, window_meaning="hard_stop")
    page = result(browser, handed_in(world))
    assert "没答对的 1 题" in page and "以后，在这里公布答案" in page


def test_a_paper_without_an_end_promises_nothing(browser, world, make_paper):
    make_paper()
    assert "公布答案" not in result(browser, handed_in(world))


@pytest.mark.parametrize(
    ("purpose", "said"),
    [("practice", "这份练习不公布答案。"), ("certification", "这场考试不公布答案。")],
)
def test_an_older_paper_whose_end_never_comes_promises_nothing(
    browser, world, make_paper, purpose, said
):
    paper = make_paper(purpose=purpose)
    with triggers.lifted(connection):
        AssessmentVersion.objects.filter(assessment=paper).update(
            feedback="after_close", window_closes=CLOSES
        )
    page = result(browser, handed_in(world))
    assert said in page and "以后" not in page.partition("没答对的")[0].partition("<h1>")[2]


def test_a_practice_names_the_moment_too(browser, world, make_paper, monkeypatch):
    make_paper(purpose="practice", **HARD)
    attempt = handed_in(world)
    assert "以后，可以在这里看没答对的题和原文" in result(browser, attempt)
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOSES + timedelta(seconds=1))
    assert "应选" in result(browser, attempt)


def test_a_missed_question_says_that_its_source_was_changed_until_somebody_looked_again(
    browser, world, make_paper, make_question, source
):
    question = make_question(source_key=KEY)
    make_paper(questions=[question, make_question(stem="没有出处的题？")])
    attempt = handed_in(world, slots=(1, 2))
    said = "原文在出题以后改过"
    assert said not in result(browser, attempt)
    source["hash"] = "b" * 64
    assert result(browser, attempt).count(said) == 1
    bank.send_to_review_for_source(key=KEY, withdrawn=False)
    bank.confirm_source(question=question, by=world.examiner, read_hash="b" * 64)
    assert said not in result(browser, attempt)
    source["hash"] = "c" * 64
    assert said in result(browser, attempt)


@pytest.mark.parametrize("purpose", ["practice", "certification"])
def test_a_source_that_is_not_public_is_neither_named_nor_linked(
    browser, world, make_paper, make_question, source, purpose
):
    pool = "practice" if purpose == "practice" else "certification"
    make_paper(questions=[make_question(source_key=KEY, pool=pool)], purpose=purpose)
    attempt = handed_in(world)
    assert "读原文：安澜县总体预案 › 4.2 先期处置" in result(browser, attempt)
    source["public"] = False
    page = result(browser, attempt)
    assert "原文不公开" in page and "<figure>" not in page
    assert "先期处置" not in page and "总体预案" not in page and "/plans/anlan/" not in page


@pytest.mark.parametrize("purpose", ["practice", "certification"])
def test_links_to_steps_of_one_guide_tell_them_apart_without_a_word_of_what_is_withheld(
    browser, world, make_paper, make_question, monkeypatch, purpose
):
    def resolve(identifiers):
        for each in identifiers:
            yield Anchor(
                f"guide:{each}", "地震", ("地震", "发生时"), "先躲后走，就近找掩护。",
                f"/guides/{each.int}/", "a" * 64, "current", place=f"第 {each.int} 步",
            )  # fmt: skip

    monkeypatch.setitem(anchors._resolvers, "guide", resolve)
    keys = [f"guide:{UUID(int=number)}" for number in (1, 2)]
    questions = [make_question(stem=key, source_key=key, pool=purpose) for key in keys]
    make_paper(questions=questions, purpose=purpose)
    page = result(browser, handed_in(world, slots=(1, 2)))
    links = re.findall(r'<a href="/guides/\d/">([^<]*)</a>', page)
    assert links == [f"读原文：地震 › 发生时 · 第 {number} 步" for number in (1, 2)]
    assert page.count("地震 › 发生时") == 2
    assert ("先躲后走" in page) == (purpose == "practice")


def test_after_the_closing_no_page_counts_the_tries_that_are_left(
    browser, world, make_paper, monkeypatch
):
    make_paper(attempts_allowed=2, window_closes=CLOSES, window_meaning="hard_stop")
    attempt = handed_in(world)
    door = reverse("attempts:start", args=["quake"])
    assert "还可以考 1 次" in result(browser, attempt)
    assert "你还剩 1 次" in plain(browser.get(door))
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOSES + timedelta(seconds=1))
    page = result(browser, attempt)
    assert "已经截止，不能再开始" in page and "还可以考" not in page
    page = plain(browser.get(door))
    assert "已经截止，不能再开始" in page and "你还剩" not in page and "2 次" in page
