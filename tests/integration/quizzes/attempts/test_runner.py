"""The runner as a person without JavaScript uses it."""

import re
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.pages import anchors
from content.pages.anchors import Anchor
from quizzes.attempts import results, services
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, ScoreRun
from quizzes.bank.domain.marking import Response
from quizzes.bank.models import AnswerKey
from quizzes.papers.models import Assessment
from tests.samples.sitting import HIDDEN, form_of, option, page_of, save

pytestmark = pytest.mark.django_db


def test_a_whole_paper_by_forms_alone(browser, world, make_paper):
    make_paper(time_limit_minutes=60, pass_percent=Decimal(75))
    door = reverse("attempts:start", args=["quake"])
    page = browser.get(door).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    number = dict(HIDDEN.findall(page))["number"]
    begun = browser.post(door, {"csrfmiddlewaretoken": token, "number": number})
    attempt = Attempt.objects.get(person=world.volunteer)
    assert browser.get(begun.url).url == page_of(attempt, 1)
    for item in attempt.items.select_related("question_version").order_by("slot"):
        form = form_of(browser, attempt, item.slot)
        key = AnswerKey.objects.get(version=item.question_version).key()
        if key.accepted:
            answer = {f"blank-{blank}": f" {texts[0]}　" for blank, texts in key.accepted}
        else:
            answer = {"choice": sorted(key.correct)}
        last = save(browser, attempt, item.slot, form, **answer)
    assert last.url == reverse("attempts:review", args=[attempt.public_id])
    review = browser.get(last.url).content.decode()
    assert "4 题都答了" in review
    done = browser.post(
        reverse("attempts:submit", args=[attempt.public_id]), dict(HIDDEN.findall(review))
    )
    result = browser.get(done.url).content.decode()
    attempt.refresh_from_db()
    assert "通过了" in result and attempt.receipt_code in result
    assert ScoreRun.objects.get().score == 20


@pytest.mark.parametrize(
    ("go", "slot", "leads_to"),
    [("next", 1, 2), ("prev", 2, 1), ("4", 1, 4), ("flag", 1, 1), ("99", 1, 4), ("0", 1, 1)],
)
def test_every_move_saves_first(browser, attempt, go, slot, leads_to):
    kind = attempt.items.get(slot=slot).question_version.kind
    form = form_of(browser, attempt, slot)
    moved = save(browser, attempt, slot, form, go=go, choice=option(attempt, slot))
    assert moved.status_code == 302 and moved.url == page_of(attempt, leads_to), kind
    assert attempt.items.get(slot=slot).response == {"chosen": [option(attempt, slot)]}


def test_a_reload_shows_what_was_chosen(browser, attempt):
    save(browser, attempt, 1, form_of(browser, attempt, 1), choice=option(attempt, 1, 2))
    page = browser.get(page_of(attempt, 1)).content.decode()
    assert re.search(rf'value="{option(attempt, 1, 2)}" checked', page)
    assert page.count(" checked") == 1


def test_a_mark_is_set_shown_and_lifted(browser, attempt):
    form = form_of(browser, attempt, 1)
    for _pressed_again_when_no_answer_came in range(2):
        save(browser, attempt, 1, form, go="flag")
        assert attempt.items.get(slot=1).flagged
    page = browser.get(page_of(attempt, 1)).content.decode()
    assert "取消标记" in page and 'name="go" value="unflag"' in page
    save(browser, attempt, 1, form_of(browser, attempt, 1), go="unflag")
    assert not attempt.items.get(slot=1).flagged


def test_a_choice_can_be_cleared(browser, attempt):
    save(browser, attempt, 1, form_of(browser, attempt, 1), choice=option(attempt, 1))
    form = form_of(browser, attempt, 1)
    save(browser, attempt, 1, form, go="clear", choice=option(attempt, 1))
    assert attempt.items.get(slot=1).response is None


@pytest.mark.parametrize("name", ["attempt", "review", "result", "submit"])
def test_another_persons_attempt_does_not_exist(attempt, world, name):
    client = Client()
    address = reverse(f"attempts:{name}", args=[attempt.public_id])
    assert client.get(address).status_code == 302
    for person in (world.learner, world.examiner, world.administrator):
        client.force_login(person)
        assert client.get(address).status_code == 404
        assert client.get(page_of(attempt, 1)).status_code == 404


def test_opening_an_expired_attempt_closes_it_without_the_sweeper(browser, attempt):
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() - timedelta(minutes=1))
    assert browser.get(page_of(attempt, 1)).url == reverse(
        "attempts:result", args=[attempt.public_id]
    )
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.SCORED


def test_the_clock_is_the_servers(browser, attempt):
    Attempt.objects.filter(pk=attempt.pk).update(
        deadline_at=timezone.now() + timedelta(minutes=41) - timedelta(seconds=5)
    )
    assert "剩 41 分" in browser.get(page_of(attempt, 1)).content.decode()


def test_the_review_page_counts_what_is_open_in_words(browser, attempt):
    save(browser, attempt, 1, form_of(browser, attempt, 1), choice=option(attempt, 1))
    save(browser, attempt, 2, form_of(browser, attempt, 2), go="flag")
    page = browser.get(reverse("attempts:review", args=[attempt.public_id])).content.decode()
    assert "交卷后不能再改。还有 3 题没答，1 题有标记。" in re.sub(r"\s+(?=还有)", "", page)


def test_a_submit_with_a_foreign_token_hands_nothing_in(browser, attempt):
    answer = browser.post(
        reverse("attempts:submit", args=[attempt.public_id]), {"token": "guessed"}
    )
    assert "note=again" in answer.url
    attempt.refresh_from_db()
    assert attempt.is_open


def test_a_submit_after_the_session_ended_asks_to_sign_in_and_look_again(browser, attempt):
    browser.logout()
    address = reverse("attempts:submit", args=[attempt.public_id])
    answer = browser.post(address, {"token": attempt.upload_token})
    assert answer.url.startswith(reverse("account_login"))
    browser.force_login(attempt.person)
    assert browser.get(address).url == reverse("attempts:review", args=[attempt.public_id])


def test_who_hands_in_from_a_page_whose_session_ended_is_not_told_of_lost_answers(browser, attempt):
    browser.logout()
    address = reverse("attempts:submit", args=[attempt.public_id])
    answer = browser.post(
        address, {"token": attempt.upload_token}, headers={"origin": "http://testserver"}
    )
    assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
    browser.force_login(attempt.person)
    (wanted,) = parse_qs(urlsplit(answer.url).query)["next"]
    assert "还没有交卷。答案都在，再按一次“交卷”" in browser.get(wanted).content.decode()
    attempt.refresh_from_db()
    assert attempt.is_open


def test_a_second_submit_shows_the_same_receipt(browser, attempt):
    address = reverse("attempts:submit", args=[attempt.public_id])
    pages = []
    for _press in range(2):
        moved = browser.post(address, {"token": attempt.upload_token})
        pages.append(browser.get(moved.url).content.decode())
    attempt.refresh_from_db()
    assert all(attempt.receipt_code in page for page in pages)
    assert ScoreRun.objects.count() == 1


def test_exam_pages_are_never_stored_and_carry_no_inline_code(browser, attempt):
    for address in (
        page_of(attempt, 1),
        reverse("attempts:review", args=[attempt.public_id]),
        reverse("attempts:start", args=["quake"]),
    ):
        response = browser.get(address)
        assert "no-store" in response["Cache-Control"]
        page = response.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", page)
    saved = save(browser, attempt, 1, form_of(browser, attempt, 1))
    assert "no-store" in saved["Cache-Control"]


def test_a_failed_result_says_how_far_and_lists_each_miss_with_its_key(browser, make_paper, world):
    make_paper("self-test", purpose="mock")
    attempt = services.start(person=world.volunteer, slug="self-test").attempt
    services.submit(attempt=attempt)
    page = browser.get(reverse("attempts:result", args=[attempt.public_id])).content.decode()
    assert "这次没通过" in page and "差 15 分" in page
    assert "没答对的 4 题" in page and "没有作答" in page and "应选“" in page


def test_a_failed_result_says_how_often_and_from_which_day_it_may_be_sat_again(
    browser, make_paper, world
):
    make_paper(attempts_allowed=2, cooldown_days=7)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    services.submit(attempt=attempt)
    address = reverse("attempts:result", args=[attempt.public_id])
    page = browser.get(address).content.decode()
    assert "起可以再考。还可以考 1 次。" in page
    Assessment.objects.update(withdrawn_at=timezone.now())
    page = browser.get(address).content.decode()
    assert "这场考试现在不开放。" in page and "可以再考" not in page and "再考一次" not in page


def test_what_the_author_says_and_what_is_quoted_are_labelled_and_framed_apart(
    browser, make_paper, world, monkeypatch
):
    make_paper("self-test", purpose="practice")
    attempt = services.start(person=world.volunteer, slug="self-test").attempt
    services.submit(attempt=attempt)
    key = "clause:00000000-0000-0000-0000-000000000001"
    anchor = Anchor(
        key=key, title="2.1 报告时限", path=("总体预案",), text="先报告\n十五分钟内电话报告。",
        url="/plans/x/#c", content_hash="", status="current",
    )  # fmt: skip
    monkeypatch.setattr(anchors, "resolve_many", lambda _keys: {"": anchor, key: anchor})
    page = browser.get(reverse("attempts:result", args=[attempt.public_id])).content.decode()
    miss = page[page.index("没答对的 4 题") :]
    quoted = re.search(r"<figure>.*?</figure>", miss, re.DOTALL)[0]
    assert "<b>原文</b>" in quoted and "总体预案 › 2.1 报告时限" in quoted
    assert "先报告<br>十五分钟内电话报告。" in quoted and "解析" not in quoted
    assert "出题人的解析" in miss.replace(quoted, "")


def test_a_certifying_result_counts_what_was_left_blank_and_why_it_is_not_listed(
    browser, make_paper, world
):
    make_paper()
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    services.submit(attempt=attempt)
    page = browser.get(reverse("attempts:result", args=[attempt.public_id])).content.decode()
    assert "有 4 题没有作答。没作答的题不给原文：给了，交白卷就等于开卷。" in page


def test_what_was_typed_is_quoted_like_what_was_chosen():
    item = SimpleNamespace(
        response=Response(typed=(("a", "12356"),)).as_json(),
        question_version=SimpleNamespace(options=[{"id": "a"}, {"id": "b"}]),
    )
    assert results._given(item) == "你填“12356”、—"
