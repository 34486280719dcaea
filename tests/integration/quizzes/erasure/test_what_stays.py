"""What stays of somebody who deleted the account: counts, numbers and codes about nobody."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.accounts.services import erase_account
from portal.foundation.audit.models import AuditEvent
from portal.people import personal_data
from portal.people.models import User
from quizzes.attempts import services as attempts
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Accommodation, AnswerEvent, Attempt, LateReview, ScoreRun
from quizzes.attempts.reasons import LateReason, ScoreReason
from quizzes.certificates import documents, services
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Certificate, Revocation, RevocationNote, Scheme
from tests.samples.erasure import RENA_NAME, traces
from tests.samples.kept import dumped, words_of
from tests.samples.sitting import sit

pytestmark = pytest.mark.django_db


def test_the_number_can_still_be_verified_and_says_the_account_is_gone(taker, client):
    certificate = Certificate.objects.get()
    erase_account(user=taker)
    html = Client().get(certificate.get_absolute_url()).content.decode()
    assert certificate.number in html and "已注销" in html and "已撤销" in html
    assert traces(html) == set() and "热**" not in html
    stored = Certificate.objects.get()
    assert stored.person is None and stored.holder_name == "已注销"
    assert traces(json.dumps(stored.facts, ensure_ascii=False)) == set()
    assert stored.score_run_id == certificate.score_run_id


def test_the_audit_keeps_number_and_opaque_id(taker):
    number = Certificate.objects.get().number
    erase_account(user=taker)
    event = AuditEvent.objects.get(action="quizzes.certificate.issued")
    assert event.data["number"] == number and event.actor_public_id == taker.public_id


def test_what_was_sat_stays_counted_of_nobody(taker):
    before = (Attempt.objects.count(), AnswerEvent.objects.count(), ScoreRun.objects.count())
    erase_account(user=taker)
    assert before == (
        Attempt.objects.count(),
        AnswerEvent.objects.count(),
        ScoreRun.objects.count(),
    )
    assert str(Attempt.objects.first().person) == "已注销的人员"
    assert not Accommodation.objects.filter(person=taker).exists()
    assert Attempt.objects.get(assessment__slug="hall").void_reason == "考生注销了账号"


def test_a_running_attempt_is_voided_and_takes_nothing_more(taker):
    running = Attempt.objects.get(assessment__slug="running")
    erase_account(user=taker)
    assert Attempt.objects.get(pk=running.pk).state == AttemptState.VOID
    answer = Client().post(
        f"/attempts/{running.public_id}/1/save/", {"token": running.upload_token}
    )
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")
    assert not running.events.exists()


def test_scoring_again_after_deletion_certifies_nobody(person, scheme, world):
    scheme.active = False
    scheme.save()
    attempt = sit(person, scheme.assessment.slug)
    assert not Certificate.objects.exists()
    Scheme.objects.update(active=True)
    erase_account(user=person)
    attempts.rescore(
        attempt=Attempt.objects.get(pk=attempt.pk), by=world.examiner, reason=ScoreReason.REVIEW
    )
    assert not Certificate.objects.exists()


def test_the_export_says_what_was_answered_and_never_what_was_right(taker):
    content = personal_data.export_all(taker)
    sat = content["作答"]["考试记录"]
    assert [one["状态"] for one in sat] == ["已评分", "作废", "正在作答"]
    assert sat[0]["成绩"][0]["通过"] is True and len(sat[0]["答案"]) == 4
    answers = [one["作答"] for one in sat[0]["答案"]]
    assert ["蹲到课桌下护住头颈"] in answers and ["5"] in answers and ["对"] in answers
    assert len(sat[0]["作答经过"]) == 4
    assert content["作答"]["延长时间"]["理由"] == "本人申请，已经同意"
    (certificate,) = content["证书"]["证书"]
    assert certificate["姓名"] == RENA_NAME and certificate["发证依据"]["得分率（%）"] == "100.00"
    assert content["知识页面"]["保存过的修改"]
    text = json.dumps(content, ensure_ascii=False)
    assert "解析暗号" not in text and "correct" not in text and "upload_token" not in text
    assert Attempt.objects.first().upload_token not in text


@pytest.mark.parametrize(
    ("model", "codes"),
    [(LateReview, LateReason), (ScoreRun, ScoreReason), (Revocation, RevocationReason)],
)
def test_what_outlives_the_person_takes_codes_and_no_words(taker, world, model, codes):
    Attempt.objects.filter(state="scored").update(closed_reason="deadline")
    event = AnswerEvent.objects.create(
        attempt=Attempt.objects.get(state="scored"), client_event_id=uuid4(), slot=1,
        server_time=timezone.now(), late=True,
    )  # fmt: skip
    attempts.accept_or_refuse_late(
        event=event, decision="accepted", reason=LateReason.NETWORK, by=world.examiner
    )
    row = model.objects.order_by("pk").values().last()
    assert row.pop("id") and row["reason"] in codes.values
    for unique in ("event_id", "certificate_id", "number"):
        if unique in row:
            row[unique] = 99_999
    with pytest.raises(IntegrityError, match="reason_known"), transaction.atomic():
        model.objects.create(**{**row, "reason": f"{RENA_NAME}断网"[:24]})


def test_a_note_about_somebody_who_is_gone_is_not_kept(person, scheme, world):
    sit(person, scheme.assessment.slug)
    certificate = Certificate.objects.get()
    erase_account(user=person)
    services.revoke(
        certificate=certificate,
        reason=RevocationReason.OTHER,
        note=RENA_NAME,
        actor=world.administrator,
    )
    assert Revocation.objects.get().reason == "other"
    assert not RevocationNote.objects.exists()


def test_a_second_deletion_changes_nothing(taker):
    erase_account(user=taker)
    first = dumped()
    personal_data.erase_all(User.objects.get(pk=taker.pk))
    changed = {table for table, text in dumped().items() if text != first[table]}
    assert changed <= {"portal_people_user"}


def test_a_failure_halfway_keeps_the_certificate_and_its_name(holder, monkeypatch):
    def broken(user):
        raise ValidationError("broken")

    monkeypatch.setitem(
        personal_data._holders, "zz", personal_data.Holder("zz", export=dict, erase=broken)
    )
    with pytest.raises(ValidationError):
        erase_account(user=holder)
    certificate = Certificate.objects.get()
    assert certificate.holder_name == RENA_NAME and certificate.person == holder
    assert RENA_NAME in words_of(documents.content(certificate))
