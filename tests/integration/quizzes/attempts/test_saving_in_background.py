"""Saving by the script of the page, which waits for JSON: nobody may be looking."""

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.attempts import services
from quizzes.attempts.models import AnswerEvent
from tests.samples.sitting import close_by_clock, form_of, option, page_of, save

pytestmark = pytest.mark.django_db


def hand_in(attempt):
    services.submit(attempt=attempt)


def in_background(client, attempt, slot, form, **answer):
    address = reverse("attempts:save", args=[attempt.public_id, slot])
    return client.post(address, {**form, **answer}, headers={"Accept": "application/json"})


def test_a_script_is_told_what_is_saved_and_a_resent_answer_is_one_event(browser, attempt):
    form = form_of(browser, attempt, 1)
    for is_first in (True, False):
        reply = in_background(browser, attempt, 1, form, choice=option(attempt, 1))
        assert reply.json() == {
            "saved": True, "became": "saved", "first": is_first, "revision": 1, "go": "",
        }  # fmt: skip
    assert AnswerEvent.objects.count() == 1


def test_an_answer_resent_by_a_script_does_not_undo_a_later_one(browser, attempt):
    form = form_of(browser, attempt, 1)
    in_background(browser, attempt, 1, form, choice=option(attempt, 1, 0))
    save(browser, attempt, 1, form_of(browser, attempt, 1), choice=option(attempt, 1, 1))
    reply = in_background(browser, attempt, 1, form, choice=option(attempt, 1, 0)).json()
    assert reply["became"] == "shown" and reply["go"].endswith("/1/?note=shown")
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 1)]}


def test_an_answer_sent_by_a_script_replaces_none_from_elsewhere_and_is_left_to_its_person(
    browser, attempt
):
    kept, other = form_of(browser, attempt, 1), form_of(browser, attempt, 1)
    save(browser, attempt, 1, other, choice=option(attempt, 1, 1))
    reply = in_background(browser, attempt, 1, kept, choice=option(attempt, 1, 0)).json()
    assert reply == {
        "saved": False,
        "became": "overtaken",
        "first": True,
        "revision": 1,
        "go": page_of(attempt, 1),
    }
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 1)]}
    assert AnswerEvent.objects.count() == 1


def test_the_same_answer_from_elsewhere_overtakes_nothing(browser, attempt):
    kept, other = form_of(browser, attempt, 1), form_of(browser, attempt, 1)
    save(browser, attempt, 1, other, choice=option(attempt, 1))
    reply = in_background(browser, attempt, 1, kept, choice=option(attempt, 1)).json()
    assert (reply["saved"], reply["became"], reply["revision"]) == (True, "saved", 1)


def chosen_at(form, second):
    return {**form, "clock": str(1_750_000_000_000 + second * 1000)}


def test_a_page_whose_saves_were_not_acknowledged_overtakes_itself_with_every_later_choice(
    browser, attempt
):
    form = form_of(browser, attempt, 1)
    for second, place in enumerate((0, 1, 0)):
        reply = in_background(
            browser, attempt, 1, chosen_at(form, second), choice=option(attempt, 1, place)
        ).json()
        assert (reply["became"], reply["revision"]) == ("saved", second + 1)
    moved = save(browser, attempt, 1, chosen_at(form, 3), choice=option(attempt, 1, 1))
    assert moved.url == page_of(attempt, 2)
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 1)]}


def test_an_earlier_choice_of_the_same_page_that_was_held_up_undoes_no_later_one(browser, attempt):
    form = form_of(browser, attempt, 1)
    in_background(browser, attempt, 1, chosen_at(form, 9), choice=option(attempt, 1, 1))
    reply = in_background(browser, attempt, 1, chosen_at(form, 1), choice=option(attempt, 1, 0))
    assert not reply.json()["saved"]
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 1)]}


def test_a_page_that_went_on_does_not_pass_over_another_window_in_between(browser, attempt):
    form = form_of(browser, attempt, 1)
    in_background(browser, attempt, 1, chosen_at(form, 1), choice=option(attempt, 1, 0))
    other = form_of(browser, attempt, 1)
    in_background(browser, attempt, 1, chosen_at(other, 2), choice=option(attempt, 1, 1))
    reply = in_background(browser, attempt, 1, chosen_at(form, 3), choice=option(attempt, 1, 2))
    assert reply.json()["became"] == "overtaken"


def test_a_resent_text_with_spaces_around_it_is_still_the_answer_that_counts(browser, attempt):
    blank = attempt.items.get(slot=4).question_version.options[0]["id"]
    form = form_of(browser, attempt, 4)
    for _time in range(2):
        reply = in_background(browser, attempt, 4, form, **{f"blank-{blank}": " 五 "}).json()
        assert reply["became"] == "saved"


@pytest.mark.parametrize(("close", "became"), [(close_by_clock, "late"), (hand_in, "closed")])
def test_an_answer_that_does_not_count_any_more_is_never_called_saved(
    browser, attempt, close, became
):
    form = form_of(browser, attempt, 1)
    close(attempt)
    for _time in range(2):
        reply = in_background(browser, attempt, 1, form, choice=option(attempt, 1)).json()
        assert (reply["saved"], reply["became"]) == (False, became)
        assert reply["go"].endswith(f"/result/?note={became}")


def test_a_kept_answer_without_the_pages_token_is_taken_from_its_owner_on_a_page_of_ours_only(
    attempt, world
):
    def keep(person, **sent):
        client = Client(enforce_csrf_checks=True)
        if person:
            client.force_login(person)
        client.get(reverse("account_login"))
        client.cookies["csrftoken"] = "t" * 32
        answer = in_background(client, attempt, 1, {"choice": option(attempt, 1), **sent})
        return answer.status_code

    assert keep(attempt.person) == 403
    assert keep(attempt.person, csrfmiddlewaretoken="u" * 32) == 403
    assert keep(attempt.person, csrfmiddlewaretoken="t" * 32, token="guessed") == 403
    assert keep(world.learner, csrfmiddlewaretoken="t" * 32) == 404
    assert keep(None, csrfmiddlewaretoken="t" * 32) == 302
    assert not AnswerEvent.objects.exists()
    assert keep(attempt.person, csrfmiddlewaretoken="t" * 32) == 200
    assert AnswerEvent.objects.count() == 1


def test_a_script_whose_session_ended_still_saves_and_one_after_closing_is_led_to_the_result(
    browser, attempt
):
    form = form_of(browser, attempt, 1)
    browser.logout()
    assert in_background(browser, attempt, 1, form, choice=option(attempt, 1)).json()["saved"]
    services.submit(attempt=attempt)
    form["seen"] = "1"
    reply = in_background(browser, attempt, 1, form, choice=option(attempt, 1, 1)).json()
    assert reply["go"] == reverse("attempts:result", args=[attempt.public_id]) + "?note=closed"


def test_a_script_without_the_token_of_the_page_is_refused(browser, attempt):
    form = form_of(browser, attempt, 1)
    reply = in_background(browser, attempt, 1, {**form, "token": "guessed"}, choice="nonsense")
    assert reply.status_code == 403 and not AnswerEvent.objects.exists()


@pytest.mark.parametrize("close", [None, close_by_clock, hand_in])
def test_a_script_is_told_why_an_answer_can_never_be_taken_before_and_after_closing(
    browser, attempt, close
):
    form = form_of(browser, attempt, 1)
    if close:
        close(attempt)
    reply = in_background(browser, attempt, 1, form, choice="nonsense")
    told = reply.json()
    assert (reply.status_code, told["became"], told["saved"]) == (422, "refused", False)
    assert "不是本页的选项" in told["why"]
    assert told["go"].endswith("/result/?note=closed" if close else "")
    assert bool(told["go"]) == bool(close)
    assert not AnswerEvent.objects.exists()


@pytest.mark.parametrize(("button", "leads_to"), [("next", 2), ("4", 4), ("flag", 1), ("clear", 1)])
def test_a_script_that_sends_a_button_saves_and_learns_where_it_leads(
    browser, attempt, button, leads_to
):
    form = form_of(browser, attempt, 1)
    reply = in_background(browser, attempt, 1, form, choice=option(attempt, 1), go=button).json()
    assert (reply["saved"], reply["go"]) == (True, page_of(attempt, leads_to))
    item = attempt.items.get(slot=1)
    assert bool(item.response) == (button != "clear") and item.flagged == (button == "flag")


def test_a_button_sent_by_a_script_counts_like_the_form_and_says_that_another_window_answered(
    browser, attempt
):
    form, other = form_of(browser, attempt, 1), form_of(browser, attempt, 1)
    save(browser, attempt, 1, other, choice=option(attempt, 1, 1))
    reply = in_background(browser, attempt, 1, form, choice=option(attempt, 1, 0), go="next").json()
    assert reply["saved"] and reply["go"].endswith("/1/?note=overtaken")
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1, 0)]}


def test_a_button_sent_by_a_script_after_somebody_else_signed_in_leads_nowhere(
    attempt, browser, other_examiner
):
    form = form_of(browser, attempt, 1)
    reply = in_background(
        other_examiner, attempt, 1, form, choice=option(attempt, 1), go="next"
    ).json()
    assert (reply["saved"], reply["go"]) == (True, "")
