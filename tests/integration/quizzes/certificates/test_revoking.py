"""A certificate is withdrawn with a reason from a list, after a second look, for good."""

import html
import re
import time
from datetime import date, datetime

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people.enums import Role
from quizzes.attempts.domain.remarks import NumberInRemark
from quizzes.certificates import documents, selectors, services
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Certificate, Revocation, RevocationNote


@pytest.fixture
def desk(client, world):
    client.force_login(world.administrator)
    return client


@pytest.fixture
def address(certificate) -> str:
    return reverse("certificates:desk_revoke", args=[certificate.number])


def text_of(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def look(desk, address):
    """`look({...})`: the first step; returns what the second one sends."""

    def take(sent):
        seal = re.search(r'name="look" value="([^"]+)"', desk.post(address, sent).content.decode())
        return {**sent, "step": "revoke", "look": html.unescape(seal[1])}

    return take


def test_the_second_look_shows_whose_it_is_and_what_follows_and_writes_nothing(
    desk, address, certificate
):
    page = text_of(desk.post(address, {"reason": "cheated", "note": "监考员看见换人"}))
    for words in (
        certificate.number,
        certificate.holder_name,
        certificate.facts["title"],
        "考试作弊或替考",
        "监考员看见换人",
        "不能恢复",
        "站内信",
    ):
        assert words in page, words
    assert not Revocation.objects.exists()


def test_confirming_revokes_once_and_tells_the_holder_without_the_note(
    client, desk, address, certificate, world, look
):
    sent = look({"reason": "holder_asked", "note": "电话里说的"})
    other = look({"reason": "cheated"})
    for _press in range(2):
        assert desk.post(address, sent).status_code == 302
    assert desk.post(address, other).status_code == 302
    revocation = Revocation.objects.get()
    assert (revocation.reason, revocation.note.text) == ("holder_asked", "电话里说的")
    event = AuditEvent.objects.get(action="quizzes.certificate.revoked")
    assert event.data == {"number": certificate.number, "reason": "holder_asked"}
    message = Message.objects.get(to=world.volunteer, template="quizzes/certificates/revoked")
    assert "持证人申请撤销" in message.body and "电话里说的" not in message.body
    assert "电话里说的" in text_of(desk.get(reverse("certificates:desk")))
    client.logout()
    public = text_of(client.get(certificate.get_absolute_url()))
    assert "已撤销" in public and "持证人申请撤销" in public and "电话里说的" not in public


@pytest.mark.parametrize(
    "crafted",
    [
        {},
        {"look": ""},
        {"look": "x"},
        {"look": "认:证:书"},
        {"look": "W10:1aaaaa:" + "A" * 43},
        {"look": "x" * 1_000_000},
    ],
    ids=range(6),
)
def test_a_form_made_by_hand_gets_the_second_look_and_revokes_nothing(desk, address, crafted):
    page = text_of(desk.post(address, {"reason": "cheated", "step": "revoke", **crafted}))
    assert "确认撤销这张证书" in page and "再看一遍，再确认" in page
    assert not Revocation.objects.exists()


@pytest.mark.parametrize("changed", [{"reason": "other"}, {"note": "另一句"}])
def test_what_was_changed_after_it_was_shown_is_shown_again(desk, address, look, changed):
    sent = {**look({"reason": "cheated", "note": "换人"}), **changed}
    assert "再看一遍，再确认" in text_of(desk.post(address, sent))
    assert not Revocation.objects.exists()


def test_a_second_look_of_ten_minutes_ago_or_of_somebody_else_is_none(
    desk, address, look, world, monkeypatch
):
    sent = look({"reason": "cheated"})
    now = time.time()
    with monkeypatch.context() as later:
        later.setattr("django.core.signing.time.time", lambda: now + 601)
        assert "再看一遍，再确认" in text_of(desk.post(address, sent))
    world.auditor.memberships.update(role=Role.ADMINISTRATOR)
    desk.force_login(world.auditor)
    assert "再看一遍，再确认" in text_of(desk.post(address, sent))
    assert not Revocation.objects.exists()


def test_a_late_look_at_a_revoked_one_says_so_instead_of_asking_again(
    desk, address, certificate, look
):
    desk.post(address, look({"reason": "other"}))
    for answer in (desk.get(address), desk.post(address, {"reason": "cheated"})):
        page = text_of(answer)
        assert "已经撤销，原因不能再改" in page and "确认撤销这张证书" not in page


def test_going_back_to_change_keeps_what_was_chosen_and_typed(desk, address):
    page = text_of(desk.post(address, {"reason": "cheated", "note": "换人", "step": "change"}))
    assert '<option value="cheated" selected>' in page and "换人" in page
    assert "处要改" not in page
    assert not Revocation.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"reason": ""}, "选一个撤销原因"),
        ({"reason": "因为我说了算"}, "没有这个原因"),
        ({"reason": "1" + "0" * 20}, "没有这个原因"),
        ({"reason": "other\x00"}, "没有这个原因"),
        ({"reason": ["other", "x"]}, "没有这个原因"),
        ({"reason": "other", "note": "他的电话 138 0013 8000"}, "去掉“13800138000”"),
        (
            {"reason": "other", "note": "证件６５９００１１９９００１０１１２３Ｘ"},
            "不写手机号、证件号",
        ),
        ({"reason": "other", "note": "坏" * 1_000_000}, "备注不超过 200 个字，现在是 1000000 个"),
        ({"reason": "other", "note": "坏\x00字"}, "空字符"),
    ],
)
@pytest.mark.parametrize("step", ["", "revoke"])
def test_a_bad_reason_or_note_is_told_what_to_do_and_stays(desk, address, sent, sentence, step):
    answer = desk.post(address, {**sent, "step": step})
    page = text_of(answer)
    assert answer.status_code == 200 and sentence in page
    if "note" in sent:
        assert sent["note"] in page
    assert not Revocation.objects.exists()


def test_half_a_character_in_a_note_is_no_crash(desk, address):
    sent = "reason=other&note=%ED%A0%80"
    answer = desk.post(address, sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200 and "确认撤销" in text_of(answer)


def test_the_service_itself_refuses_a_number(world, certificate):
    with pytest.raises(NumberInRemark):
        services.revoke(
            certificate=certificate,
            reason=RevocationReason.OTHER,
            note="13800138000",
            actor=world.administrator,
        )
    assert not Revocation.objects.exists()


@pytest.mark.parametrize("sql", ["UPDATE {} SET reason = 'other'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_revocation(world, certificate, sql):
    services.revoke(
        certificate=certificate, reason=RevocationReason.CHEATED, actor=world.administrator
    )
    statement = sql.format("quizzes_certificates_revocation")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Revocation.objects.get().reason == "cheated"


def test_who_passes_again_on_the_day_of_the_revocation_gets_a_new_number_that_holds_from_that_day(
    world, scheme, certificate, sit
):
    services.revoke(
        certificate=certificate, reason=RevocationReason.WRONG_FACTS, actor=world.administrator
    )
    sit(world.volunteer, scheme)
    second = Certificate.objects.exclude(pk=certificate.pk).get()
    assert second.number != certificate.number
    today = timezone.localdate()
    assert second.valid_from == today
    assert second.facts["valid_from"] == today.isoformat()
    assert selectors.standing(second, today).verdict == "valid"
    assert selectors.standing(certificate, today).verdict == "revoked"
    assert not RevocationNote.objects.exists()
    assert selectors.certified_volunteers(today).value == 1
    services.revoke(
        certificate=second, reason=RevocationReason.HOLDER_ASKED, actor=world.administrator
    )
    sit(world.volunteer, scheme)
    third = Certificate.objects.exclude(pk__in=[certificate.pk, second.pk]).get()
    assert (third.valid_from, third.of_the_day) == (today, 3)
    assert selectors.certified_volunteers(today).value == 1


def test_on_the_last_day_of_a_year_the_new_number_is_still_one_of_that_year(
    world, scheme, adult, sit
):
    with time_machine.travel(datetime(2026, 12, 31, 10, tzinfo=timezone.get_current_timezone())):
        sit(adult(world.volunteer), scheme)
        services.revoke(
            certificate=Certificate.objects.get(),
            reason=RevocationReason.WRONG_FACTS,
            actor=world.administrator,
        )
        sit(world.volunteer, scheme)
    numbers = Certificate.objects.order_by("pk").values_list("number", flat=True)
    assert [number[:14] for number in numbers] == ["AL-2026-000001", "AL-2026-000002"]
    assert {one.valid_from for one in Certificate.objects.all()} == {date(2026, 12, 31)}


def test_the_database_refuses_a_second_one_of_the_day_that_no_revocation_made_room_for(
    world, scheme, certificate, sit
):
    again = sit(world.volunteer, scheme)
    with (
        pytest.raises(IntegrityError, match=r"of_the_day|certificate_once_a_day"),
        transaction.atomic(),
    ):
        Certificate.objects.create(
            number="AL-2026-000009-0",
            scheme=certificate.scheme,
            person=certificate.person,
            holder_name="甲",
            score_run=again.score_runs.latest(),
            facts={},
            valid_from=certificate.valid_from,
            valid_to=certificate.valid_to,
        )


@pytest.fixture
def holders_page(client, world, certificate):
    """`holders_page()`: what the holder reads of the certificate now."""

    def read():
        client.force_login(world.volunteer)
        return text_of(client.get(reverse("certificates:detail", args=[certificate.number])))

    return read


def test_the_holder_of_a_revoked_one_reads_why_and_gets_no_pdf(
    client, world, certificate, holders_page, django_capture_on_commit_callbacks
):
    pdf = reverse("certificates:download", args=[certificate.number])
    before = holders_page()
    assert pdf in before and "到期前 90 天内重新通过" in before
    assert client.get(pdf)["Content-Type"] == "application/pdf"
    with django_capture_on_commit_callbacks(execute=True):
        services.revoke(
            certificate=certificate,
            reason=RevocationReason.WRONG_FACTS,
            note="名字写错",
            actor=world.administrator,
        )
    assert not documents.path_of(certificate).exists()
    page = holders_page()
    assert "撤销，原因：证书上的信息有误" in page and "名字写错" not in page
    assert pdf not in page and "到期前" not in page
    assert "重新通过理论考试，发新证、用新编号" in page
    answer = client.get(pdf, follow=True)
    assert "这张证书已撤销，不再提供 PDF" in text_of(answer)
    with pytest.raises(documents.Withdrawn):
        documents.content(Certificate.objects.get(pk=certificate.pk))
    assert not documents.path_of(certificate).exists()


def test_an_expired_one_keeps_its_pdf_and_says_how_to_get_another(
    client, certificate, holders_page
):
    Certificate.objects.update(valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    page = holders_page()
    assert "已过期" in page and "已经过期。重新通过理论考试" in page and "到期前" not in page
    pdf = reverse("certificates:download", args=[certificate.number])
    assert pdf in page and client.get(pdf)["Content-Type"] == "application/pdf"


def test_nothing_is_promised_for_passing_again_where_it_earns_nothing(
    world, scheme, certificate, sit, holders_page
):
    Certificate.objects.update(valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    sit(world.volunteer, scheme)
    assert "重新通过" not in holders_page()


def test_a_scheme_that_issues_no_more_promises_no_renewal(scheme, certificate, holders_page):
    scheme.active = False
    scheme.save()
    assert "重新通过" not in holders_page()


def test_who_voids_a_sitting_is_told_that_its_certificate_still_holds(client, world, certificate):
    attempt = certificate.score_run.attempt
    client.force_login(world.examiner)
    address = reverse("attempts:record", args=[attempt.assessment.slug, attempt.public_id])
    before = text_of(client.get(address))
    assert certificate.number in before and "作废考试不会撤销证书" in before
    client.post(address, {"reason": "考场停电"})
    assert certificate.number in text_of(client.get(address))
    services.revoke(
        certificate=certificate, reason=RevocationReason.CHEATED, actor=world.administrator
    )
    assert certificate.number not in text_of(client.get(address))
