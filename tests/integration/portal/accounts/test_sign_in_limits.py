"""Limits on signing in: strict on an account, wide for a hall behind one address."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.people.models import User
from tests.samples.accounts import PASSWORD, PHONE, signed_in

pytestmark = pytest.mark.django_db


def test_the_sixth_failure_on_one_account_is_refused_and_the_neighbour_signs_in(
    world, xiaoli, do_sign_in
):
    hall = {"REMOTE_ADDR": "10.1.1.1"}
    world.volunteer.set_password(PASSWORD)
    world.volunteer.save()
    for _try in range(5):
        assert "不对" in do_sign_in(Client(), "xiaoli", "错的", **hall).content.decode()
    html = do_sign_in(Client(), "xiaoli", **hall).content.decode()
    assert "试得太多了。过 5 分钟再试" in html
    neighbour = Client()
    assert do_sign_in(neighbour, "guli", **hall).url == "/me/"


def test_three_names_of_one_person_share_one_count(xiaoli, do_sign_in):
    for name in ["xiaoli", "li@example.cn", "13800138000", "138 0013 8000", "XIAOLI"]:
        do_sign_in(Client(), name, "错的")
    assert "试得太多了" in do_sign_in(Client(), "li@example.cn").content.decode()


def test_a_stranger_who_guesses_elsewhere_does_not_keep_the_person_out(xiaoli, do_sign_in):
    """Nor does it help to type another name of the person, or to send ever more guesses."""
    for number in range(9):
        name = ("xiaoli", "13800138000", "li@example.cn")[number % 3]
        answer = do_sign_in(Client(), name, "错的", REMOTE_ADDR="10.1.1.1").content.decode()
    assert "试得太多了" in answer
    assert do_sign_in(Client(), "xiaoli", REMOTE_ADDR="10.9.9.9").status_code == 302


@pytest.fixture
def low_ceiling(settings):
    """Seven wrong passwords an hour from all addresses together."""
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS, "login_failed_anywhere": "7/h/key"
    }  # fmt: skip


def guess_from_many_addresses(do_sign_in, *, names=("xiaoli",)):
    for number in range(7):
        do_sign_in(
            Client(), names[number % len(names)], "错的", REMOTE_ADDR=f"10.1.1.{number}"
        )  # fmt: skip


def test_failures_from_many_addresses_count_for_the_account(low_ceiling, xiaoli, do_sign_in):
    guess_from_many_addresses(do_sign_in, names=("xiaoli", "13800138000"))
    response = do_sign_in(Client(), "xiaoli", REMOTE_ADDR="10.9.9.9")
    assert "试得太多了" in response.content.decode()


def test_whoever_signed_in_from_an_address_before_still_does(low_ceiling, xiaoli, do_sign_in):
    home = {"REMOTE_ADDR": "10.9.9.9"}
    assert do_sign_in(Client(), "xiaoli", **home).status_code == 302
    guess_from_many_addresses(do_sign_in)
    assert do_sign_in(Client(), "xiaoli", **home).status_code == 302
    for _try in range(5):
        do_sign_in(Client(), "xiaoli", "错的", **home)
    assert "试得太多了" in do_sign_in(Client(), "xiaoli", **home).content.decode()


def test_signing_in_uses_nothing_up(low_ceiling, xiaoli, do_sign_in):
    for number in range(9):
        response = do_sign_in(Client(), "xiaoli", REMOTE_ADDR=f"10.2.2.{number}")
        assert response.status_code == 302, number


def test_one_address_alone_cannot_reach_the_ceiling(settings):
    limits = settings.ACCOUNT_RATE_LIMITS
    amount, span = limits["login_failed_anywhere"].split("/")[:2]
    assert span == "h" and int(amount) > 12 * 5


def test_the_account_opens_again_after_five_minutes(xiaoli, do_sign_in):
    for _try in range(5):
        do_sign_in(Client(), "xiaoli", "错的")
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=2)):
        assert do_sign_in(Client(), "xiaoli").status_code == 302


def test_a_locked_account_still_opens_by_code(client, xiaoli, do_sign_in, code_sent):
    for _try in range(6):
        do_sign_in(Client(), "xiaoli", "错的")
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    client.post("/accounts/login/code/confirm/", {"code": code_sent(PHONE)})
    assert signed_in(client) == str(xiaoli.pk)


def test_a_hall_of_two_hundred_signs_in_from_one_address(world, do_sign_in):
    pattern = User(username="x")
    pattern.set_password(PASSWORD)
    User.objects.bulk_create(
        User(username=f"taker{number}", password=pattern.password) for number in range(200)
    )
    for number in range(200):
        response = do_sign_in(Client(), f"taker{number}", REMOTE_ADDR="10.1.1.1")
        assert response.status_code == 302, number


def test_a_flood_of_guesses_from_one_address_is_stopped(settings, xiaoli, do_sign_in):
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS, "login_failed": "5/5m/key,12/m/ip"
    }  # fmt: skip
    answers = [
        do_sign_in(Client(), f"nobody{number}", "错的").content.decode() for number in range(14)
    ]
    assert sum("试得太多了" in html for html in answers) == 2


def test_the_limit_on_posts_from_one_address_answers_with_a_page(settings, do_sign_in, db):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    do_sign_in(Client(), "a", "b")
    do_sign_in(Client(), "a", "b")
    response = do_sign_in(Client(), "a", "b")
    assert response.status_code == 429
    assert "过一会儿再试" in response.content.decode()


def test_what_was_typed_comes_back_from_the_limit_but_for_what_is_secret(settings, db):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "1/m/ip"}
    typed = {
        "username": "新来的<人>", "phone": "13800138000", "email": "", "next": "/me/",
        "password1": "机密一号", "password2": "机密二号", "code": "314159", "q_token": "机密三号",
    }  # fmt: skip
    for _time in range(2):
        response = Client().post("/accounts/signup/", typed)
    page = response.content.decode()
    assert response.status_code == 429
    assert 'name="username" value="新来的&lt;人&gt;"' in page
    assert 'name="phone" value="13800138000"' in page and 'name="next" value="/me/"' in page
    assert "机密" not in page and "314159" not in page
    assert "no-store" in response["Cache-Control"]


def test_a_made_up_forwarded_address_changes_nothing(settings, xiaoli, do_sign_in):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
    codes = [
        do_sign_in(
            Client(), "nobody", "x", REMOTE_ADDR="10.1.1.1", HTTP_X_FORWARDED_FOR=f"1.2.3.{number}"
        ).status_code
        for number in range(4)
    ]
    assert codes[-1] == 429


def test_behind_one_proxy_only_what_the_proxy_wrote_counts(settings, xiaoli, do_sign_in):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}

    def attempt(forwarded):
        return do_sign_in(
            Client(), "nobody", "x", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded
        ).status_code

    codes = [attempt(f"1.2.3.{number}, 10.1.1.1") for number in range(4)]
    assert codes[-1] == 429
    assert attempt("1.2.3.4, 10.1.1.2") == 200


def test_a_request_that_passed_too_few_proxies_is_counted_by_its_own_address(
    settings, xiaoli, do_sign_in
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    response = do_sign_in(Client(), "xiaoli", HTTP_X_FORWARDED_FOR="1.2.3.4")
    assert response.status_code == 302


def test_the_settings_keep_the_account_limit_whatever_the_size_of_the_hall(settings):
    limits = settings.ACCOUNT_RATE_LIMITS
    assert limits["login_failed"].startswith("5/5m/key,")
    assert all("/key" in limits[name] for name in ("request_login_code", "verify_phone"))
    assert settings.ACCOUNT_HALL_SIZE >= 200
