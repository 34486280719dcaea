"""The door of a paper: until when it runs, when it may be sat again, and what it will show."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from portal.foundation.consent import services as consent
from quizzes.attempts import services
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt
from tests.samples.sitting import HIDDEN, form_of, option, page_of, plain, save


@pytest.mark.parametrize(
    ("begins", "closes", "day"), [(time(10), "10:45", ""), (time(23, 30), "00:15", "n月j日 ")]
)
def test_the_door_of_a_running_paper_says_until_when(
    browser, make_paper, world, time_machine, begins, closes, day
):
    """After midnight it names the day too."""
    make_paper(time_limit_minutes=45)
    tomorrow = timezone.localdate() + timedelta(days=1)
    time_machine.move_to(timezone.make_aware(datetime.combine(tomorrow, begins)), tick=False)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    until = date_format(timezone.localtime(attempt.deadline_at), day) + closes if day else closes
    page = plain(browser.get(reverse("attempts:start", args=["quake"])))
    assert f"已经在计时，{until} 收卷" in page


def test_the_door_says_when_the_paper_may_be_sat_again(browser, make_paper, world):
    make_paper(attempts_allowed=2, cooldown_days=7)
    services.submit(attempt=services.start(person=world.volunteer, slug="quake").attempt)
    page = browser.get(reverse("attempts:start", args=["quake"])).content.decode()
    assert "起可以再考" in page and "你还剩 1 次" in page
    assert "开始考试" not in page


def test_a_start_against_the_rules_is_refused_in_words(world, make_paper):
    make_paper(attempts_allowed=1)
    services.submit(attempt=services.start(person=world.volunteer, slug="quake").attempt)
    client = Client()
    client.force_login(world.volunteer)
    answer = client.post(reverse("attempts:start", args=["quake"]), {"number": "2"})
    assert answer.status_code == 409
    assert "1 次都用完了" in answer.content.decode()


def test_new_words_about_personal_data_wait_until_the_sitting_is_over(browser, world, make_paper):
    consent.give(user=world.volunteer, purpose="account", version=1)
    make_paper(time_limit_minutes=60)
    door = reverse("attempts:start", args=["quake"])
    browser.post(door, dict(HIDDEN.findall(browser.get(door).content.decode())))
    attempt = Attempt.objects.get(person=world.volunteer)
    consent.publish(actor=None, purpose="account", title="告知", body="新的话。")
    assert browser.get(page_of(attempt, 1)).status_code == 200
    save(browser, attempt, 1, form_of(browser, attempt, 1), choice=option(attempt, 1))
    review = browser.get(reverse("attempts:review", args=[attempt.public_id]))
    sent = reverse("attempts:submit", args=[attempt.public_id])
    browser.post(sent, dict(HIDDEN.findall(review.content.decode())))
    attempt.refresh_from_db()
    assert attempt.state != AttemptState.OPEN
    result = browser.get(reverse("attempts:result", args=[attempt.public_id]))
    assert result.url.startswith("/me/notice/")


def test_the_door_of_a_certifying_paper_promises_the_place_of_a_miss_and_not_its_text(
    browser, make_paper
):
    make_paper()
    page = browser.get(reverse("attempts:start", args=["quake"])).content.decode()
    assert "不公布。交卷后写明答错的题出自哪一段，可以点开看；没作答的题不写" in page
