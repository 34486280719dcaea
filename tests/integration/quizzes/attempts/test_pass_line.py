"""What a result says of the line: the share of the points, and what it takes to reach it."""

import pytest
from django.urls import reverse

from quizzes.attempts import services
from tests.samples.sitting import answer, plain, right, wrong

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("questions", "percent", "line"),
    [
        (2, "60", "满分 10 分，及格线 6 分；照各题的分值，每题都答对才够"),
        (3, "60", "满分 15 分，及格线 9 分；照各题的分值，得 10 分才够"),
        (4, "50", "满分 20 分，及格线 10 分"),
        (1, "100", "满分 5 分，及格线 5 分"),
    ],
)
def test_where_no_questions_add_up_to_the_line_it_says_what_does(
    browser, world, make_paper, make_question, questions, percent, line
):
    make_paper(questions=[make_question() for _ in range(questions)], pass_percent=percent)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    for slot in range(1, questions + 1):
        answer(attempt, slot, (wrong if slot == 1 else right)(attempt, slot))
    services.submit(attempt=attempt)
    page = plain(browser.get(reverse("attempts:result", args=[attempt.public_id])))
    assert f"{line}<" in page or f"{line} <" in page
