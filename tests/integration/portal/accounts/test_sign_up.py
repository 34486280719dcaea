"""Signing up by phone, mail or user name."""

import pytest
from django.core.cache import cache
from django.test import Client

from portal.accounts import notices
from portal.accounts.adapter import AccountAdapter
from portal.foundation.audit.models import AuditEvent
from portal.foundation.consent.models import ConsentRecord
from portal.foundation.consent.services import publish
from portal.foundation.messages.models import Delivery
from portal.people.models import User
from tests.samples.accounts import PHONE, signed_in

pytestmark = pytest.mark.django_db


def test_a_user_name_and_a_password_are_enough(client, do_sign_up):
    response = do_sign_up(client, username="XiaoWang")
    assert response.status_code == 302 and response.url == "/me/"
    user = User.objects.get(username="xiaowang")
    assert signed_in(client)
    assert user.email == "" and user.phone is None and not user.is_staff


def test_a_phone_is_kept_once_its_code_was_typed(client, do_sign_up, code_sent):
    response = do_sign_up(client, phone="138 0013-8000")
    assert response.url == "/accounts/phone/verify/" and not signed_in(client)
    user = User.objects.get(phone=PHONE)
    assert not user.phone_verified
    code = code_sent(PHONE)
    assert len(code) == 6
    response = client.post("/accounts/phone/verify/", {"code": code, "action": "verify"})
    user.refresh_from_db()
    assert signed_in(client) and user.phone_verified
    assert PHONE[-8:] not in user.username


def test_a_mail_address_is_verified_before_the_first_sign_in(client, do_sign_up, code_sent):
    response = do_sign_up(client, email="Li@Example.cn")
    assert response.url == "/accounts/confirm-email/" and not signed_in(client)
    client.post("/accounts/confirm-email/", {"code": code_sent("li@example.cn")})
    assert signed_in(client)
    assert User.objects.get(email="li@example.cn").emailaddress_set.get().verified


def test_all_three_names_at_once_are_each_proved(client, do_sign_up, code_sent):
    do_sign_up(client, phone="13800138000", email="li@example.cn", username="xiaoli")
    response = client.post("/accounts/phone/verify/", {"code": code_sent(PHONE)})
    assert response.url == "/accounts/confirm-email/" and not signed_in(client)
    client.post("/accounts/confirm-email/", {"code": code_sent("li@example.cn")})
    assert signed_in(client)


def test_nothing_to_sign_in_with_is_refused_with_what_to_do(client, do_sign_up):
    response = do_sign_up(client)
    assert "手机号、邮箱、用户名，至少填一个" in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1380013800", "手机号要 11 位，现在是 10 位"),
        ("138001380001", "手机号要 11 位，现在是 12 位"),
        ("1380013800a", "手机号里只能有数字"),
        ("19999999999999999999999999999999999999999", "没有这样的手机号"),
        ("010-88886666", "固定电话"),
        ("12345678901", "没有这样的手机号"),
    ],
)
def test_a_wrong_phone_is_told_what_is_wrong_and_stays_in_the_form(
    client, do_sign_up, typed, sentence
):
    html = do_sign_up(client, phone=typed, username="xiaoli").content.decode()
    assert sentence in html
    assert f'value="{typed}"' in html and 'value="xiaoli"' in html
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"username": "ab"}, "用户名至少 3 个字"),
        ({"username": "13800138000"}, "用户名不能全是数字"),
        ({"username": "li@example.cn"}, "用户名里不能有 @"),
        ({"username": "Admin"}, "这个用户名不能用"),
        ({"username": "管理员"}, "这个用户名不能用"),
        ({"username": "x" * 300}, "150"),
        ({"username": "li\x00li"}, "空字符"),
        ({"email": "li"}, "邮箱地址要像"),
        ({"username": "xiaoli", "agree": ""}, "个人信息处理告知》”，才能注册"),
        ({"username": "xiaoli", "password2": "另一句不一样的话"}, "两次填的密码不一样"),
        ({"username": "xiaoli", "password1": "短", "password2": "短"}, "现在是 1 个"),
        ({"username": "xiaoli", "password1": "", "password2": ""}, "填密码"),
        (
            {"username": "xiaoli", "password1": "xiaoli2026", "password2": "xiaoli2026"},
            "别人容易猜",
        ),
    ],
)
def test_bad_input_is_answered_in_chinese_and_writes_nothing(client, do_sign_up, changes, sentence):
    response = do_sign_up(client, **changes)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not User.objects.exists() and not ConsentRecord.objects.exists()


def test_agreement_is_kept_with_the_version_that_was_read(client, do_sign_up):
    do_sign_up(client, username="xiaowang", adult="on")
    user = User.objects.get()
    record = ConsentRecord.objects.get(user=user)
    assert record.notice.purpose == notices.ACCOUNT and record.notice.version == 1
    assert user.adult_confirmed_at is not None


def test_age_is_not_asked_for_again_when_left_open(client, do_sign_up):
    do_sign_up(client, username="xiaowang")
    assert User.objects.get().adult_confirmed_at is None


def test_a_notice_that_changed_while_the_form_was_open_is_shown_again(client, do_sign_up):
    publish(actor=None, purpose=notices.ACCOUNT, title="告知", body="新的内容")
    html = do_sign_up(client, username="xiaowang", notice_version="1").content.decode()
    assert "告知书刚换了新版本" in html
    assert not User.objects.exists()


def test_signing_up_is_audited_without_a_name(client, do_sign_up):
    do_sign_up(client, username="xiaowang")
    event = AuditEvent.objects.get(action="accounts.signed_up")
    assert event.actor_public_id == User.objects.get().public_id
    assert "xiaowang" not in str(event.data) + event.target_key


def test_a_taken_mail_address_looks_the_same_as_a_free_one(client, world, do_sign_up, sent):
    world.learner.email = "li@example.cn"
    world.learner.save()
    world.learner.emailaddress_set.create(email="li@example.cn", verified=True, primary=True)
    before = User.objects.count()
    taken = do_sign_up(client, email="li@example.cn")
    free = do_sign_up(Client(), email="frei@example.cn")
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert "已经有账号" in sent("li@example.cn")
    page = client.get(taken.url).content.decode()
    assert "验证邮箱" in page and "已经有账号" not in page
    assert User.objects.count() == before + 1


def test_a_taken_phone_looks_the_same_as_a_free_one(client, world, do_sign_up, sent):
    User.objects.filter(pk=world.learner.pk).update(phone=PHONE, phone_verified=True)
    taken = do_sign_up(client, phone="13800138000")
    free = do_sign_up(Client(), phone="13900139000")
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert "已有账号" in sent(PHONE)
    response = client.post("/accounts/phone/verify/", {"code": "123456"})
    assert "验证码不对" in response.content.decode()


def test_a_number_that_nobody_proved_does_not_block_its_owner(client, do_sign_up, code_sent):
    do_sign_up(client, phone="13800138000", username="stranger")
    cache.clear()  # the owner comes later than half a minute
    owner = Client()
    do_sign_up(owner, phone="13800138000", username="owner")
    owner.post("/accounts/phone/verify/", {"code": code_sent(PHONE)})
    assert User.objects.get(phone=PHONE, phone_verified=True).username == "owner"
    assert User.objects.get(username="stranger").phone is None


def test_two_who_prove_one_number_at_once_end_with_one_holder(
    client, do_sign_up, code_sent, monkeypatch
):
    do_sign_up(client, phone="13800138000", username="second")
    code = code_sent(PHONE)
    first = User.objects.create_user(username="first")
    original = AccountAdapter.set_phone

    def somebody_is_faster(self, user, phone, verified):
        original(self, first, phone, True)
        original(self, user, phone, verified)

    monkeypatch.setattr(AccountAdapter, "set_phone", somebody_is_faster)
    response = client.post("/accounts/phone/verify/", {"code": code}, follow=True)
    assert "这个手机号已经有账号" in response.content.decode()
    assert User.objects.get(phone=PHONE).username == "first"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_user_name_at_once_the_second_gets_a_sentence(
    client, do_sign_up, monkeypatch
):
    """Both passed the check for a free name; the unique column decides."""
    User.objects.create_user(username="xiaowang")
    monkeypatch.setattr(
        "allauth.account.internal.userkit.filter_users_by_username",
        lambda *names: User.objects.none(),
    )
    response = do_sign_up(client, username="xiaowang")
    html = response.content.decode()
    assert response.status_code == 200
    assert "这个用户名已经有人用" in html and 'value="xiaowang"' in html
    assert User.objects.count() == 1 and not ConsentRecord.objects.exists()
    assert not signed_in(client)


def test_a_second_code_within_half_a_minute_is_refused_before_anything_is_written(
    client, do_sign_up
):
    do_sign_up(client, phone="13800138000", username="first")
    html = do_sign_up(Client(), phone="13800138000", username="second").content.decode()
    assert "刚给这里发过验证码" in html
    assert not User.objects.filter(username="second").exists()


def test_a_mistyped_phone_can_be_put_right_without_starting_over(client, do_sign_up, code_sent):
    do_sign_up(client, phone="13800138000")
    client.post("/accounts/phone/verify/", {"action": "change", "phone": "13900139000"})
    client.post("/accounts/phone/verify/", {"code": code_sent("+8613900139000")})
    assert signed_in(client)
    assert User.objects.get().phone == "+8613900139000"


def test_somebody_signed_in_is_sent_to_their_own_page(client, world):
    client.force_login(world.learner)
    assert client.get("/accounts/signup/").url == "/me/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_up_never_leads_away_from_the_portal(client, do_sign_up, target):
    response = do_sign_up(client, username="xiaowang", next=target)
    assert response.url == "/me/"


def test_words_on_their_way_are_secret(client, do_sign_up):
    do_sign_up(client, phone="13800138000")
    delivery = Delivery.objects.get()
    assert delivery.is_secret and delivery.message.body == ""
