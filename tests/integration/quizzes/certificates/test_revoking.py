"""A certificate is withdrawn with a reason from a list, after a second look, for good."""

import html
import re
import time

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people.enums import Role
from quizzes.attempts.domain.remarks import NumberInRemark
from quizzes.certificates import services
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Revocation


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
    assert message.link == certificate.get_absolute_url()
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
