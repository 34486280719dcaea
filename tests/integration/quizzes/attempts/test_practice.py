"""A practice is neither passed nor failed, at its door, in its result and in every list."""

import pytest
from django.urls import reverse

from quizzes.attempts import services
from tests.samples.sitting import answer, plain, right

pytestmark = pytest.mark.django_db


def test_a_practice_is_neither_passed_nor_failed_and_may_be_done_again(browser, make_paper, world):
    make_paper("self-test", purpose="practice")
    attempt = services.start(person=world.volunteer, slug="self-test").attempt
    answer(attempt, 1, right(attempt, 1))
    services.submit(attempt=attempt)
    page = browser.get(reverse("attempts:result", args=[attempt.public_id])).content.decode()
    main = page[page.index("<h1>") : page.index("</main>")]
    assert (
        "练完了" in main
        and "<small>题</small></b><div><p>答对，共 4 题" in main
        and "再练一遍" in main
    )
    assert not [word for word in ("及格", "通过", "成绩", "满分", "得分", "再考") if word in main]
    assert "没答对的 3 题" in main and "没有作答" in main and "应选“" in main


def test_no_list_calls_a_practice_passed_or_failed(browser, examiner, make_paper, world):
    make_paper("self-test", purpose="practice")
    attempt = services.start(person=world.volunteer, slug="self-test").attempt
    answer(attempt, 1, right(attempt, 1))
    services.submit(attempt=attempt)
    for address in (reverse("attempts:mine"), "/me/"):
        assert "练完了，答对 1 题" in plain(browser.get(address)), address
    assert 'href="/attempts/"' in browser.get("/me/").content.decode()
    listed = examiner.get(reverse("attempts:results", args=["self-test"])).content.decode()
    rows = listed[listed.index("<tbody>") :]
    assert "已评分" in rows and "没通过" not in rows and "计为成绩" not in rows
    table = examiner.get(reverse("attempts:results_csv", args=["self-test"])).content.decode()
    assert "False" not in table and "没通过" not in table and ",否," not in table


@pytest.mark.parametrize(
    ("purpose", "said", "never"),
    [
        ("practice", ["开始练习", "可练次数"], ["及格线", "开始考试", "可考次数"]),
        ("mock", ["开始考试", "及格线", "可考次数"], ["开始练习"]),
    ],
)
def test_the_door_of_a_practice_speaks_of_no_exam(
    browser, make_paper, purpose: str, said: list[str], never: list[str]
):
    make_paper(purpose=purpose)
    page = browser.get(reverse("attempts:start", args=["quake"])).content.decode()
    assert all(words in page for words in said)
    assert not any(words in page for words in never)
