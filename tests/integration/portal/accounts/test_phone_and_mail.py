"""Changing the phone and the mail address: the password first, then proof of the new one."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.accounts import own_data
from portal.accounts.adapter import AccountAdapter
from portal.foundation.audit.models import AuditEvent
from portal.people.models import User
from tests.samples.accounts import PASSWORD, PHONE, reauthenticate, signed_in

pytestmark = pytest.mark.django_db


def test_changing_the_phone_asks_for_the_password_first(client, xiaoli, do_sign_in, code_sent):
    do_sign_in(client, "xiaoli")
    response = client.post("/accounts/phone/change/", {"phone": "13900139000"})
    assert response.url.startswith("/accounts/reauthenticate/")
    client.post(response.url, {"password": PASSWORD, "next": "/accounts/phone/change/"})
    client.post("/accounts/phone/verify/", {"code": code_sent("+8613900139000")})
    xiaoli.refresh_from_db()
    assert xiaoli.phone == "+8613900139000" and xiaoli.phone_verified
    event = AuditEvent.objects.get(action="accounts.phone_number.changed")
    assert event.actor_public_id == xiaoli.public_id and "139" not in str(event.data)
    assert "改手机号" in {row["动作"] for row in own_data.export(xiaoli)["操作审计"]}


def test_the_old_phone_stays_until_the_new_one_is_proved(client, xiaoli, do_sign_in):
    do_sign_in(client, "xiaoli")
    reauthenticate(client)
    client.post("/accounts/phone/change/", {"phone": "13900139000"})
    client.post("/accounts/phone/verify/", {"code": "000000"})
    xiaoli.refresh_from_db()
    assert xiaoli.phone == PHONE
    assert not AuditEvent.objects.filter(action="accounts.phone_number.changed").exists()


def test_proving_the_number_one_already_has_changes_nothing(xiaoli):
    User.objects.filter(pk=xiaoli.pk).update(phone_verified=False)
    xiaoli.refresh_from_db()
    AccountAdapter().set_phone(xiaoli, PHONE, True)
    assert xiaoli.phone_verified
    assert not AuditEvent.objects.filter(action="accounts.phone_number.changed").exists()


def test_changing_the_mail_address_asks_for_the_password_first(
    client, xiaoli, do_sign_in, code_sent, sent
):
    do_sign_in(client, "xiaoli")
    response = client.post("/accounts/email/", {"email": "new@example.cn", "action_add": ""})
    assert response.url.startswith("/accounts/reauthenticate/")
    reauthenticate(client)
    client.post("/accounts/email/", {"email": "new@example.cn", "action_add": ""})
    client.post("/accounts/confirm-email/", {"code": code_sent("new@example.cn")})
    xiaoli.refresh_from_db()
    assert xiaoli.email == "new@example.cn"
    assert "换了邮箱" in sent("li@example.cn")
    assert list(xiaoli.emailaddress_set.values_list("email", flat=True)) == ["new@example.cn"]


def test_a_code_that_proved_a_mail_address_signs_nobody_in_again(client, do_sign_up, code_sent):
    do_sign_up(client, email="li@example.cn")
    code = code_sent("li@example.cn")
    client.post("/accounts/confirm-email/", {"code": code})
    assert signed_in(client)
    client.post("/accounts/logout/")
    client.post("/accounts/confirm-email/", {"code": code})
    assert not signed_in(client)


def test_a_code_that_proved_one_mail_address_proves_no_other(client, xiaoli, do_sign_in, code_sent):
    do_sign_in(client, "xiaoli")
    reauthenticate(client)
    client.post("/accounts/email/", {"email": "new@example.cn", "action_add": ""})
    used = code_sent("new@example.cn")
    client.post("/accounts/confirm-email/", {"code": used})
    xiaoli.refresh_from_db()
    assert xiaoli.email == "new@example.cn"
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        reauthenticate(client)
        client.post("/accounts/email/", {"email": "other@example.cn", "action_add": ""})
        fresh = code_sent("other@example.cn")
        assert fresh and fresh != used
        client.post("/accounts/confirm-email/", {"code": used})
        xiaoli.refresh_from_db()
        assert xiaoli.email == "new@example.cn"
        client.post("/accounts/confirm-email/", {"code": fresh})
        xiaoli.refresh_from_db()
        assert xiaoli.email == "other@example.cn"


def test_a_phone_that_is_somebody_elses_cannot_be_taken(client, xiaoli, world, do_sign_in):
    User.objects.filter(pk=world.volunteer.pk).update(phone="+8613900139000", phone_verified=True)
    do_sign_in(client, "xiaoli")
    reauthenticate(client)
    client.post("/accounts/phone/change/", {"phone": "13900139000"})
    client.post("/accounts/phone/verify/", {"code": "000000"})
    xiaoli.refresh_from_db()
    assert xiaoli.phone == PHONE
