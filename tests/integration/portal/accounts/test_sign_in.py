"""Signing in by any of three names, and the limits on it."""

import pytest

from portal.people.models import User
from tests.samples.accounts import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    ["xiaoli", "XiaoLi", " xiaoli ", "li@example.cn", "LI@Example.CN", "13800138000",
     "138-0013-8000", "+86 138 0013 8000", "１３８００１３８０００"],
)  # fmt: skip
def test_any_of_the_three_names_opens_the_account(client, xiaoli, do_sign_in, name):
    response = do_sign_in(client, name)
    assert response.url == "/me/" and signed_in(client) == str(xiaoli.pk)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("xiaoli", "用户名或密码不对"),
        ("li@example.cn", "邮箱或密码不对"),
        ("13800138000", "手机号或密码不对"),
        ("nobody", "用户名或密码不对"),
        ("nobody@example.cn", "邮箱或密码不对"),
        ("13900139000", "手机号或密码不对"),
    ],
)
def test_a_wrong_password_sounds_the_same_whether_or_not_the_account_exists(
    client, xiaoli, do_sign_in, name, sentence
):
    html = do_sign_in(client, name, "不是这一句").content.decode()
    assert sentence in html and f'value="{name}"' in html
    assert "不是这一句" not in html


@pytest.mark.parametrize("name", ["", " ", "\x00", "x" * 5_000, "'; drop table", "%00", "😀" * 40])
def test_hostile_names_are_refused_and_not_a_crash(client, xiaoli, do_sign_in, name):
    assert do_sign_in(client, name).status_code == 200
    assert not signed_in(client)


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/accounts/login/", "login"),
        ("/accounts/login/code/", "phone"),
        ("/accounts/password/reset/", "email"),
        ("/accounts/signup/", "username"),
        ("/accounts/signup/", "notice_version"),
    ],
)
def test_what_nobody_can_have_typed_does_not_come_back(client, address, field):
    short = client.post(address, {field: '"' * 300, "password": "x"})
    assert "&quot;" * 300 in short.content.decode()
    long = client.post(address, {field: '"' * 100_000, "password": "x"})
    assert long.status_code == short.status_code and len(long.content) < 60_000


def test_the_session_key_changes_at_sign_in(client, xiaoli, do_sign_in):
    client.get("/accounts/login/")
    client.session["seen"] = True
    client.session.save()
    before = client.session.session_key
    do_sign_in(client, "xiaoli")
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_away_from_the_portal(client, xiaoli, do_sign_in, target):
    response = client.post(
        "/accounts/login/", {"login": "xiaoli", "password": PASSWORD, "next": target}
    )
    assert response.url == "/me/"


def test_a_form_with_a_password_says_that_the_password_is_gone(client, xiaoli, do_sign_in):
    page = do_sign_in(client, "xiaoli", password="不是这个密码").content.decode()
    assert "密码要重新填，别的内容都还在。" in page
    assert 'value="xiaoli"' in page


def test_signing_in_leads_back_to_where_one_wanted_to_go(client, xiaoli):
    html = client.get("/accounts/login/?next=/me/privacy/").content.decode()
    assert 'name="next" value="/me/privacy/"' in html
    response = client.post(
        "/accounts/login/", {"login": "xiaoli", "password": PASSWORD, "next": "/me/privacy/"}
    )
    assert response.url == "/me/privacy/"


def test_a_deactivated_person_is_told_whom_to_ask(client, xiaoli, do_sign_in):
    User.objects.filter(pk=xiaoli.pk).update(is_active=False)
    response = do_sign_in(client, "xiaoli")
    assert response.url == "/accounts/inactive/" and not signed_in(client)
    assert "本单位管理员" in client.get(response.url).content.decode()
