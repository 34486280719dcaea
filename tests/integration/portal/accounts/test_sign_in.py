"""Signing in by any of three names, and the limits on it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "秋天的稻子熟了三遍"
PHONE = "+8613800138000"


def signed_in(client):
    return client.session.get("_auth_user_id")


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


# Codes ---------------------------------------------------------------------------


def test_a_code_opens_the_account_once(client, xiaoli, code_sent):
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    code = code_sent(PHONE)
    assert client.post("/accounts/login/code/confirm/", {"code": code}).url == "/me/"
    client.post("/accounts/logout/")
    again = client.post("/accounts/login/code/confirm/", {"code": code})
    assert again.url == "/accounts/login/code/" and not signed_in(client)


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


# Passwords ------------------------------------------------------------------------


def reauthenticate(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


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


# Phone and mail -------------------------------------------------------------------


def test_changing_the_phone_asks_for_the_password_first(client, xiaoli, do_sign_in, code_sent):
    do_sign_in(client, "xiaoli")
    response = client.post("/accounts/phone/change/", {"phone": "13900139000"})
    assert response.url.startswith("/accounts/reauthenticate/")
    client.post(response.url, {"password": PASSWORD, "next": "/accounts/phone/change/"})
    client.post("/accounts/phone/verify/", {"code": code_sent("+8613900139000")})
    xiaoli.refresh_from_db()
    assert xiaoli.phone == "+8613900139000" and xiaoli.phone_verified


def test_the_old_phone_stays_until_the_new_one_is_proved(client, xiaoli, do_sign_in):
    do_sign_in(client, "xiaoli")
    reauthenticate(client)
    client.post("/accounts/phone/change/", {"phone": "13900139000"})
    client.post("/accounts/phone/verify/", {"code": "000000"})
    xiaoli.refresh_from_db()
    assert xiaoli.phone == PHONE


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


def test_a_phone_that_is_somebody_elses_cannot_be_taken(client, xiaoli, world, do_sign_in):
    User.objects.filter(pk=world.volunteer.pk).update(phone="+8613900139000", phone_verified=True)
    do_sign_in(client, "xiaoli")
    reauthenticate(client)
    client.post("/accounts/phone/change/", {"phone": "13900139000"})
    client.post("/accounts/phone/verify/", {"code": "000000"})
    xiaoli.refresh_from_db()
    assert xiaoli.phone == PHONE


# Sessions ---------------------------------------------------------------------------


def test_one_session_can_be_ended_from_another(client, xiaoli, do_sign_in):
    other = Client()
    do_sign_in(other, "xiaoli", HTTP_USER_AGENT="旧手机")
    do_sign_in(client, "xiaoli")
    html = client.get("/accounts/sessions/").content.decode()
    assert "旧手机" in html and "正在用的这台" in html
    row = xiaoli.usersession_set.get(user_agent="旧手机")
    client.post(f"/me/sessions/{row.pk}/end/")
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_somebody_elses_session_cannot_be_ended(client, xiaoli, world, do_sign_in):
    do_sign_in(client, "xiaoli")
    other = Client()
    other.force_login(world.volunteer)
    row = xiaoli.usersession_set.get()
    assert other.post(f"/me/sessions/{row.pk}/end/").status_code == 404
    assert client.get("/me/").status_code == 200


def test_all_other_sessions_end_at_once(client, xiaoli, do_sign_in):
    others = [Client(), Client()]
    for one in (*others, client):
        do_sign_in(one, "xiaoli")
    client.post("/accounts/sessions/")
    assert [one.get("/me/").status_code for one in others] == [302, 302]
    assert client.get("/me/").status_code == 200


def test_signing_out_needs_a_post(client, xiaoli, do_sign_in):
    do_sign_in(client, "xiaoli")
    client.get("/accounts/logout/")
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)


def test_personal_pages_are_never_stored(client, xiaoli, do_sign_in):
    do_sign_in(client, "xiaoli")
    for path in ("/me/", "/me/profile/", "/me/security/", "/me/privacy/"):
        assert "no-store" in client.get(path)["Cache-Control"], path
