"""Changing a password, and getting back in without one."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.samples.accounts import PASSWORD, PHONE

pytestmark = pytest.mark.django_db


def test_changing_the_password_ends_the_other_sessions(client, xiaoli, do_sign_in):
    other = Client()
    do_sign_in(other, "xiaoli")
    do_sign_in(client, "xiaoli")
    before = client.session.session_key
    new = "山上的雪化了一半"
    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert response.url == "/me/security/"
    assert client.get("/me/").status_code == 200 and client.session.session_key != before
    assert other.get("/me/").status_code == 302
    assert xiaoli.usersession_set.count() == 1


def test_the_old_password_is_asked_for(client, xiaoli, do_sign_in):
    do_sign_in(client, "xiaoli")
    new = "山上的雪化了一半"
    html = client.post(
        "/accounts/password/change/", {"oldpassword": "错", "password1": new, "password2": new}
    ).content.decode()
    assert "现在的密码不对" in html


def test_who_forgot_the_password_signs_in_by_code_and_sets_a_new_one(
    client, xiaoli, do_sign_in, code_sent
):
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    client.post("/accounts/login/code/confirm/", {"code": code_sent(PHONE)})
    new = "山上的雪化了一半"
    assert "现在的密码" not in client.get("/accounts/password/change/").content.decode()
    client.post("/accounts/password/change/", {"password1": new, "password2": new})
    assert do_sign_in(Client(), "xiaoli", new).status_code == 302


def test_that_way_closes_five_minutes_after_the_code(client, xiaoli, code_sent):
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    client.post("/accounts/login/code/confirm/", {"code": code_sent(PHONE)})
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert "现在的密码" in client.get("/accounts/password/change/").content.decode()


def test_a_reset_link_works_once_and_ends_every_session(client, xiaoli, do_sign_in, sent):
    other = Client()
    do_sign_in(other, "xiaoli")
    response = client.post("/accounts/password/reset/", {"email": "li@example.cn"})
    assert response.url == "/accounts/password/reset/done/"
    link = next(word for word in sent("li@example.cn").split() if "/key/" in word)
    path = link.partition("testserver")[2]
    form = client.get(path, follow=True)
    new = "山上的雪化了一半"
    action = form.request["PATH_INFO"]
    client.post(action, {"password1": new, "password2": new})
    assert do_sign_in(Client(), "xiaoli", new).status_code == 302
    assert other.get("/me/").status_code == 302
    assert "链接已失效" in Client().get(path, follow=True).content.decode()


def test_a_reset_for_an_unknown_address_looks_the_same(client, xiaoli, sent):
    response = client.post("/accounts/password/reset/", {"email": "nobody@example.cn"})
    assert response.url == "/accounts/password/reset/done/"
    assert "还没有账号" in sent("nobody@example.cn")


def test_a_reset_link_is_dead_after_an_hour(client, xiaoli, sent):
    client.post("/accounts/password/reset/", {"email": "li@example.cn"})
    link = next(word for word in sent("li@example.cn").split() if "/key/" in word)
    with time_machine.travel(timezone.localtime() + timedelta(minutes=61)):
        html = client.get(link.partition("testserver")[2], follow=True).content.decode()
    assert "链接已失效" in html
