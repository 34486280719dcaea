"""Signing in by a code on the phone or by mail."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.samples.accounts import PHONE, signed_in

pytestmark = pytest.mark.django_db


def test_a_code_opens_the_account_once(client, xiaoli, code_sent):
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    code = code_sent(PHONE)
    assert client.post("/accounts/login/code/confirm/", {"code": code}).url == "/me/"
    client.post("/accounts/logout/")
    again = client.post("/accounts/login/code/confirm/", {"code": code})
    assert again.url == "/accounts/login/code/" and not signed_in(client)


@pytest.mark.parametrize(("proxy", "shown"), [({}, True), ({"HTTP_X_REAL_IP": "10.0.0.9"}, False)])
def test_a_demonstration_says_where_the_code_lies_to_whoever_may_look(client, xiaoli, proxy, shown):
    asked = client.post("/accounts/login/code/", {"phone": "13800138000"}, follow=True, **proxy)
    assert ('href="/mailbox/"' in asked.content.decode()) is shown


def test_a_real_portal_names_no_mailbox(client, xiaoli, settings):
    asked = client.post("/accounts/login/code/", {"phone": "13800138000"})
    settings.DEMONSTRATION = False
    page = client.get(asked.url).content.decode()
    assert "没收到" in page and "/mailbox/" not in page


def test_a_code_by_mail_opens_the_account(client, xiaoli, code_sent):
    client.post("/accounts/login/code/", {"email": "li@example.cn"})
    client.post("/accounts/login/code/confirm/", {"code": code_sent("li@example.cn")})
    assert signed_in(client) == str(xiaoli.pk)


def test_a_code_of_another_browser_is_worth_nothing(client, xiaoli, code_sent):
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    thief = Client()
    thief.post("/accounts/login/code/confirm/", {"code": code_sent(PHONE)})
    assert not signed_in(thief)


def test_a_code_is_too_old_after_five_minutes(client, xiaoli, code_sent):
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    with time_machine.travel(timezone.now() + timedelta(seconds=301)):
        client.post("/accounts/login/code/confirm/", {"code": code_sent(PHONE)})
        assert not signed_in(client)


def test_a_code_may_be_guessed_three_times(client, xiaoli, code_sent):
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    code = code_sent(PHONE)
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(2):
        html = client.post("/accounts/login/code/confirm/", {"code": wrong}).content.decode()
        assert "验证码不对" in html
    response = client.post("/accounts/login/code/confirm/", {"code": wrong}, follow=True)
    assert "试得太多了" in response.content.decode()
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert not signed_in(client)


def test_twenty_codes_a_day_is_all_that_anybody_can_ask_for(xiaoli):
    start = timezone.now()
    answers = []
    for number in range(24):
        with time_machine.travel(start + timedelta(minutes=15 * number)):
            html = Client().post("/accounts/login/code/", {"phone": "13800138000"})
            answers.append(html.status_code)
    assert answers.count(302) <= 20 and answers[-1] == 200


def test_a_code_for_a_number_without_account_looks_the_same(client, xiaoli, sent):
    known = client.post("/accounts/login/code/", {"phone": "13800138000"})
    unknown = Client().post("/accounts/login/code/", {"phone": "13900139000"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "还没有账号" in sent("+8613900139000")


def test_asking_for_a_code_needs_one_address(client, xiaoli):
    assert "填手机号或邮箱" in client.post("/accounts/login/code/", {}).content.decode()
    both = {"phone": "13800138000", "email": "li@example.cn"}
    assert "只填一个" in client.post("/accounts/login/code/", both).content.decode()


def test_whoever_set_up_a_strangers_mail_address_is_locked_out_when_its_owner_comes(
    client, do_sign_up, do_sign_in, code_sent, django_user_model
):
    """An account made with somebody else's address must not be shared with its maker."""
    do_sign_up(client, email="li@example.cn", username="maker")
    owner = Client()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        owner.post("/accounts/login/code/", {"email": "li@example.cn"})
        owner.post("/accounts/login/code/confirm/", {"code": code_sent("li@example.cn")})
        assert signed_in(owner)
        assert not django_user_model.objects.get(username="maker").has_usable_password()
        assert "不对" in do_sign_in(Client(), "maker").content.decode()
