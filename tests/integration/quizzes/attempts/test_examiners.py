"""What examiners decide: late answers, voids, extra time."""

import html

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from quizzes.attempts import services
from quizzes.attempts.domain.remarks import NumberInRemark
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Accommodation, AnswerEvent, LateReview, ScoreRun
from quizzes.attempts.reasons import ExtraTimeReason
from tests.samples.sitting import answer, close_by_clock, right

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(world, make_paper):
    make_paper(time_limit_minutes=60)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    close_by_clock(attempt)
    answer(attempt, 1, right(attempt, 1))
    return attempt


def test_a_late_answer_is_decided_once_and_with_a_reason(examiner, attempt):
    event = AnswerEvent.objects.get(late=True)
    address = reverse("attempts:late", args=["quake", event.pk])
    page = examiner.get(reverse("attempts:results", args=["quake"])).content.decode()
    assert "迟到的答案" in page
    empty = examiner.post(address, {"decision": "accepted", "reason": ""})
    assert empty.status_code == 422 and not LateReview.objects.exists()
    assert examiner.post(address, {"decision": "accepted", "reason": "network"}).status_code == 302
    assert examiner.post(address, {"decision": "refused", "reason": "doubt"}).status_code == 404
    assert LateReview.objects.get().decision == "accepted"
    assert ScoreRun.objects.count() == 2


def test_a_void_needs_a_reason_and_keeps_answers(examiner, attempt):
    address = reverse("attempts:record", args=["quake", attempt.public_id])
    assert examiner.post(address, {"reason": " "}).status_code == 422
    examiner.post(address, {"reason": "替考"})
    attempt.refresh_from_db()
    assert (attempt.state, attempt.void_reason) == (AttemptState.VOID, "替考")
    assert AnswerEvent.objects.exists() and ScoreRun.objects.exists()


def test_a_second_void_says_who_did_it_before_and_why_and_stores_nothing(examiner, attempt, world):
    address = reverse("attempts:record", args=["quake", attempt.public_id])
    examiner.post(address, {"reason": "替考"})
    page = examiner.post(address, {"reason": "考场停电"}, follow=True).content.decode()
    assert f"{world.examiner.get_full_name()}在 " in page and "已经作废，原因：替考。" in page
    assert "你这次写的原因没有存" in page and "考场停电" not in page
    attempt.refresh_from_db()
    assert attempt.void_reason == "替考"


def test_extra_time_is_for_people_of_the_examiners_units(examiner, attempt, world):
    address = reverse("attempts:extra_time", args=["quake"])
    sent = {"username": "guli", "factor": "1.50", "reason": "requested"}
    unknown = examiner.post(address, {**sent, "username": "nobody"})
    assert unknown.status_code == 422 and "nobody" in unknown.content.decode()
    examiner.post(address, sent)
    allowance = Accommodation.objects.get()
    assert (allowance.person, allowance.reason) == (world.volunteer, ExtraTimeReason.REQUESTED)


def test_an_examiner_of_another_unit_decides_nothing(other_examiner, attempt):
    event = AnswerEvent.objects.get(late=True)
    sent = {"decision": "accepted", "reason": "other"}
    late = reverse("attempts:late", args=["quake", event.pk])
    assert other_examiner.post(late, sent).status_code == 404
    void = reverse("attempts:record", args=["quake", attempt.public_id])
    assert other_examiner.post(void, {"reason": "x"}).status_code == 404


def test_a_late_answer_to_a_voided_attempt_is_kept_and_asks_for_no_decision(
    examiner, attempt, world
):
    services.void(attempt=attempt, by=world.examiner, reason="替考")
    event = AnswerEvent.objects.get(late=True)
    page = examiner.get(reverse("attempts:results", args=["quake"])).content.decode()
    assert "迟到的答案" not in page
    sent = {"decision": "accepted", "reason": "network"}
    assert (
        examiner.post(reverse("attempts:late", args=["quake", event.pk]), sent).status_code == 404
    )
    assert not LateReview.objects.exists() and AnswerEvent.objects.filter(late=True).exists()


def test_an_answer_whose_attempt_is_voided_at_that_moment_is_told_so_and_not_decided(
    examiner, attempt, world, monkeypatch
):
    event = AnswerEvent.objects.get(late=True)
    decide = services.accept_or_refuse_late

    def a_colleague_is_faster(**arguments):
        services.void(attempt=attempt, by=world.examiner, reason="替考")
        return decide(**arguments)

    monkeypatch.setattr(services, "accept_or_refuse_late", a_colleague_is_faster)
    sent = {"decision": "accepted", "reason": "network"}
    answer = examiner.post(reverse("attempts:late", args=["quake", event.pk]), sent, follow=True)
    assert answer.status_code == 200 and "刚刚作废了" in answer.content.decode()
    assert not LateReview.objects.exists() and ScoreRun.objects.count() == 1


BAD_REMARKS = [
    ("", "写明"),
    (" \u3000 ", "写明"),
    ("他的手机 138-0013-8000", "去掉“13800138000”"),
    ("证件号６５９００１１９９００１０１１２３Ｘ", "不写手机号、证件号"),
    ("1" + "0" * 20, "不写手机号、证件号"),
    ("坏\x00字", "空字符"),
    ("长" * 1_000_000, "现在是 1000000 个"),
]


@pytest.mark.parametrize(("typed", "sentence"), BAD_REMARKS)
def test_a_bad_reason_is_told_what_to_do_stays_in_the_form_and_writes_nothing(
    examiner, attempt, typed, sentence
):
    address = reverse("attempts:record", args=["quake", attempt.public_id])
    answer = examiner.post(address, {"reason": typed})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422 and sentence in page
    assert typed.strip() in page
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.SCORED


@pytest.mark.parametrize("typed", ["", "视力障碍", "requested\x00", "9" * 1_000_000])
def test_extra_time_takes_no_free_text_about_somebodys_health(examiner, attempt, typed):
    sent = {"username": "guli", "factor": "1.50", "reason": typed}
    answer = examiner.post(reverse("attempts:extra_time", args=["quake"]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "理由" in page and "病情、残疾不要写" in page
    assert not Accommodation.objects.exists()


@pytest.mark.parametrize("typed", ["", "没有电了", "network\x00", "9" * 1_000_000])
def test_a_reason_that_is_not_in_the_list_decides_nothing(examiner, attempt, typed):
    event = AnswerEvent.objects.get(late=True)
    sent = {"decision": "accepted", "reason": typed}
    answer = examiner.post(reverse("attempts:late", args=["quake", event.pk]), sent)
    assert answer.status_code == 422 and "理由" in answer.content.decode()
    assert not LateReview.objects.exists()


@pytest.mark.parametrize("typed", ["", "1" + "0" * 20, "guli\x00", "名" * 1_000_000, "guli guli"])
def test_an_unknown_person_gets_no_time_and_the_name_stays(examiner, attempt, typed):
    sent = {"username": typed, "factor": "1.50", "reason": "language"}
    answer = examiner.post(reverse("attempts:extra_time", args=["quake"]), sent)
    assert answer.status_code == 422
    assert '<option value="language" selected>' in answer.content.decode()
    assert not Accommodation.objects.exists()


def test_the_services_themselves_refuse_a_number_and_a_reason_in_free_text(attempt, world):
    with pytest.raises(NumberInRemark):
        services.void(attempt=attempt, by=world.examiner, reason="13800138000")
    with pytest.raises(ValueError, match="视力障碍"):
        services.allow_extra_time(
            person=world.volunteer, factor="1.50", reason="视力障碍", by=world.examiner
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Accommodation.objects.create(
            person=world.volunteer, factor="1.50", reason="视力障碍", set_by=world.examiner
        )
