"""Saving one answer by a plain form."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import services
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import AnswerEvent, Attempt, ScoreRun
from tests.samples.sitting import form_of, option, page_of, save

pytestmark = pytest.mark.django_db


def test_a_double_click_is_one_event(browser, attempt):
    form = form_of(browser, attempt, 1)
    for _click in range(2):
        assert save(browser, attempt, 1, form, choice=option(attempt, 1)).url == page_of(attempt, 2)
    assert AnswerEvent.objects.count() == 1


def test_the_back_button_and_another_choice_is_another_answer(browser, attempt):
    form = form_of(browser, attempt, 1)
    for place in (0, 1, 0):
        save(browser, attempt, 1, form, choice=option(attempt, 1, place))
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 0)]}
    assert AnswerEvent.objects.count() == 3


def test_two_tabs_the_later_answer_counts_and_says_so(browser, attempt):
    old, new = form_of(browser, attempt, 1), form_of(browser, attempt, 1)
    save(browser, attempt, 1, new, choice=option(attempt, 1, 0))
    moved = save(browser, attempt, 1, old, choice=option(attempt, 1, 1))
    assert moved.url.startswith(page_of(attempt, 1))
    assert "另一个窗口" in browser.get(moved.url).content.decode()
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 1)]}


def test_an_old_tab_left_as_it_was_overwrites_nothing(browser, attempt):
    old = form_of(browser, attempt, 1)
    save(browser, attempt, 1, form_of(browser, attempt, 1), choice=option(attempt, 1, 0))
    moved = save(browser, attempt, 1, old)
    assert "另一个窗口" in browser.get(moved.url).content.decode()
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 0)]}


def test_an_answer_sent_after_the_session_ended_is_kept_and_sign_in_leads_back(browser, attempt):
    form = form_of(browser, attempt, 1)
    browser.logout()
    moved = save(browser, attempt, 1, form, choice=option(attempt, 1))
    assert moved.status_code == 302
    assert moved.url.startswith(reverse("account_login"))
    assert page_of(attempt, 2) in moved.url
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1)]}


@pytest.mark.parametrize("go", ["next", "prev", "review", "3", "flag", "clear", "display"])
def test_a_browser_that_says_where_the_form_stood_is_never_told_that_a_kept_answer_is_lost(
    browser, attempt, go
):
    save(browser, attempt, 2, form_of(browser, attempt, 2), choice=option(attempt, 2, 1))
    form = form_of(browser, attempt, 2)
    browser.logout()
    moved = browser.post(
        reverse("attempts:save", args=[attempt.public_id, 2]),
        {**form, "go": go, "choice": option(attempt, 2)},
        headers={"origin": "http://testserver"},
    )
    assert moved.status_code == 302 and moved.url.startswith(reverse("account_login"))
    kept = None if go == "clear" else {"chosen": [option(attempt, 2)]}
    assert attempt.items.get(slot=2).response == kept
    browser.force_login(attempt.person)
    (wanted,) = parse_qs(urlsplit(moved.url).query)["next"]
    page = browser.get(wanted)
    assert page.status_code == 200
    leads_on = go in {"next", "prev", "review", "3"}
    assert ("答案已保存，接着答" in page.content.decode()) == leads_on


def test_an_answer_that_was_not_kept_comes_back_to_its_person(browser, attempt):
    """Neither the token nor the session was there."""
    lost = Client().post(
        reverse("attempts:save", args=[attempt.public_id, 1]),
        {"choice": option(attempt, 1)},
        headers={"origin": "http://testserver"},
    )
    assert lost.status_code == 403 and "内容还没有存" in lost.content.decode()
    assert not AnswerEvent.objects.exists()


@pytest.mark.parametrize("choice", ["right", "nonsense"])
def test_after_the_time_is_over_sign_in_leads_to_the_result_whatever_was_sent(
    browser, attempt, choice
):
    form = form_of(browser, attempt, 1)
    services.submit(attempt=attempt)
    browser.logout()
    moved = browser.post(
        reverse("attempts:save", args=[attempt.public_id, 1]),
        {**form, "choice": option(attempt, 1) if choice == "right" else choice},
        headers={"origin": "http://testserver"},
    )
    assert moved.status_code == 302
    assert reverse("attempts:result", args=[attempt.public_id]) in moved.url


def test_a_renewed_csrf_cookie_does_not_swallow_an_answer(browser, attempt):
    form = form_of(browser, attempt, 1)
    browser.cookies.clear()
    browser.force_login(attempt.person)
    assert save(browser, attempt, 1, form, choice=option(attempt, 1)).status_code == 302
    assert attempt.items.get(slot=1).response is not None


def test_a_save_without_the_token_stores_nothing_and_keeps_what_was_chosen(browser, attempt):
    form = {**form_of(browser, attempt, 1), "token": "guessed"}
    answer = save(browser, attempt, 1, form, choice=option(attempt, 1))
    page = answer.content.decode()
    assert answer.status_code == 403 and "没存上，再按一次" in page
    assert re.search(rf'value="{option(attempt, 1)}" checked', page)
    assert not AnswerEvent.objects.exists()


def test_a_stranger_without_the_token_is_sent_away(attempt, world):
    stranger = Client()
    assert save(stranger, attempt, 1, {"token": ""}, choice="x").status_code == 302
    stranger.force_login(world.learner)
    assert save(stranger, attempt, 1, {"token": ""}, choice="x").status_code == 404
    assert not AnswerEvent.objects.exists()


def test_somebody_else_signed_in_on_the_device_saves_for_the_owner_and_sees_nothing(
    browser, attempt, world
):
    form = form_of(browser, attempt, 1)
    browser.force_login(world.learner)
    page = save(browser, attempt, 1, form, choice=option(attempt, 1))
    assert "答案已保存" in page.content.decode()
    assert attempt.items.get(slot=1).response is not None


def test_a_text_too_long_is_refused_with_its_length_and_stays_in_the_box(browser, attempt):
    form = form_of(browser, attempt, 4)
    blank = attempt.items.get(slot=4).question_version.options[0]["id"]
    answer = save(browser, attempt, 4, form, **{f"blank-{blank}": "长" * 201})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "答案最多 200 个字，现在是 201 个" in page and "长" * 201 in page
    assert not AnswerEvent.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {"seen": "-1", "form": "x", "opened": "later"},
        {"seen": "9" * 40, "form": "", "opened": "9" * 12},
        {"seen": "7"},
        {},
    ],
)
def test_malformed_hidden_fields_lose_no_answer(browser, attempt, form):
    sent = {"token": attempt.upload_token, **form}
    assert save(browser, attempt, 1, sent, choice=option(attempt, 1)).status_code == 302
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1)]}


def test_time_running_out_in_the_middle_of_a_question_closes_and_keeps_the_late_answer(
    browser, attempt
):
    save(browser, attempt, 2, form_of(browser, attempt, 2), choice=option(attempt, 2))
    form = form_of(browser, attempt, 1)
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() - timedelta(minutes=1))
    moved = save(browser, attempt, 1, form, choice=option(attempt, 1))
    page = browser.get(moved.url).content.decode()
    assert "没有计入，已交给考务员处理" in page and "到时收卷" in page
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.SCORED
    assert AnswerEvent.objects.get(slot=1).late


@pytest.mark.parametrize("choice", ["nonsense", "1" + "0" * 20, "-1", "\0", "长" * 100_000])
def test_an_option_of_no_question_is_refused_in_words_and_stores_nothing(browser, attempt, choice):
    answer = save(browser, attempt, 1, form_of(browser, attempt, 1), choice=choice)
    assert answer.status_code == 422
    assert "这个答案不是本页的选项" in answer.content.decode()
    assert not AnswerEvent.objects.exists()


def test_two_options_of_a_single_choice_are_refused_in_words(browser, attempt):
    both = [option(attempt, 1, 0), option(attempt, 1, 1)]
    answer = save(browser, attempt, 1, form_of(browser, attempt, 1), choice=both)
    assert answer.status_code == 422 and "只能选一个，现在选了 2 个" in answer.content.decode()
    assert not AnswerEvent.objects.exists()


def test_a_text_with_a_nul_is_refused_in_words_and_stays_in_the_box(browser, attempt):
    blank = attempt.items.get(slot=4).question_version.options[0]["id"]
    sent = {f"blank-{blank}": "五厘\0米"}
    answer = save(browser, attempt, 4, form_of(browser, attempt, 4), **sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "存不了的空字符" in page and "五厘" in page
    assert not AnswerEvent.objects.exists()


def test_an_answer_to_a_paper_that_was_handed_in_is_kept_and_changes_nothing(browser, attempt):
    form = form_of(browser, attempt, 1)
    services.submit(attempt=attempt)
    moved = save(browser, attempt, 1, form, choice=option(attempt, 1))
    assert moved.status_code == 302 and moved.url.endswith("?note=closed")
    assert AnswerEvent.objects.get().late and ScoreRun.objects.count() == 1
    assert attempt.items.get(slot=1).response is None


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_stranger_gets_one_answer_for_every_attempt_and_question(attempt, world, signed_in):
    stranger = Client()
    if signed_in:
        stranger.force_login(world.learner)
    answers = set()
    for public_id, slot in ((attempt.public_id, 1), (attempt.public_id, 99), (uuid4(), 1)):
        sent = stranger.post(reverse("attempts:save", args=[public_id, slot]), {"token": "guessed"})
        answers.add((sent.status_code, sent.get("Location", "").split("?")[0]))
    assert answers == {(404, "") if signed_in else (302, reverse("account_login"))}


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("token", ["held", "lost"])
def test_a_bad_save_after_closing_is_answered_like_a_good_one_and_shows_no_question(
    browser, attempt, signed_in, token
):
    form = form_of(browser, attempt, 1)
    if token == "lost":
        form["token"] = "guessed"
    services.submit(attempt=attempt)
    if not signed_in:
        browser.logout()
    good = save(browser, attempt, 1, form, choice=option(attempt, 1))
    bad = save(browser, attempt, 1, form, choice="nonsense")
    assert (bad.status_code, bad.url) == (good.status_code, good.url)
    assert bad.status_code == 302 and not bad.content


def test_a_bad_save_when_the_time_is_over_closes_the_paper_and_shows_no_question(browser, attempt):
    form = form_of(browser, attempt, 1)
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() - timedelta(minutes=1))
    browser.logout()
    assert save(browser, attempt, 1, form, choice="nonsense").status_code == 302
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.SCORED


@pytest.mark.parametrize("seen", ["2147483648", "9999999999"])
def test_a_revision_that_no_column_holds_loses_no_answer(browser, attempt, seen):
    form = {**form_of(browser, attempt, 1), "seen": seen}
    assert save(browser, attempt, 1, form, choice=option(attempt, 1)).status_code == 302
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1)]}
    assert AnswerEvent.objects.get().client_revision == 2**31 - 1


@pytest.mark.parametrize("typed", ["-1", "9" * 40, "later", "1e3", "１２", "1.5", "\0", ""])
def test_a_time_of_the_device_that_no_page_sends_is_left_out_and_loses_no_answer(
    browser, attempt, typed
):
    form = {**form_of(browser, attempt, 1), "offset": typed, "clock": typed}
    assert save(browser, attempt, 1, form, choice=option(attempt, 1)).status_code == 302
    event = AnswerEvent.objects.get()
    assert (event.client_offset, event.client_time) == (None, None)


def test_the_times_of_the_device_are_kept_beside_ours_and_move_no_deadline(browser, attempt):
    form = {**form_of(browser, attempt, 1), "offset": "61500", "clock": "1000000000123"}
    save(browser, attempt, 1, form, choice=option(attempt, 1))
    event = AnswerEvent.objects.get()
    assert event.client_offset == 61_500
    assert event.client_time.isoformat() == "2001-09-09T01:46:40.123000+00:00"
    assert not event.late and event.server_time > event.client_time + timedelta(days=365)


def test_the_display_settings_are_reached_without_losing_the_choice(browser, attempt):
    form = form_of(browser, attempt, 1)
    moved = save(browser, attempt, 1, form, choice=option(attempt, 1), go="display")
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1)]}
    settings = browser.get(moved.url).content.decode()
    assert moved.url.startswith("/display/") and page_of(attempt, 1) in settings
