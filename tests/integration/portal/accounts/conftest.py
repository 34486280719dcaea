"""Helpers of the account tests: what was sent, the number on the authenticator now."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import caches
from django.utils import timezone

from portal.foundation.messages.models import Delivery

PASSWORD = "秋天的稻子熟了三遍"
PHONE = "+8613800138000"


@pytest.fixture(autouse=True)
def no_limits_left_over():
    """Limits are counted in the cache, which no rollback empties."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    yield


@pytest.fixture
def xiaoli(world):
    """学员小李 with all three names."""
    user = world.learner
    user.set_password(PASSWORD)
    user.phone, user.phone_verified, user.email = PHONE, True, "li@example.cn"
    user.last_login = timezone.now()
    user.save()
    user.emailaddress_set.create(email="li@example.cn", verified=True, primary=True)
    return user


@pytest.fixture
def strict(settings):
    """Second factor for staff as in production."""
    settings.SECOND_FACTOR_FOR_STAFF = True


@pytest.fixture
def sent():
    """`sent(address)`: the newest words on their way to a phone or mailbox."""

    def newest(address: str) -> str:
        delivery = Delivery.objects.filter(address=address).order_by("-pk").first()
        return delivery.text if delivery else ""

    return newest


@pytest.fixture
def code_sent(sent):
    """`code_sent(address)`: the six digits in them."""

    def newest(address: str) -> str:
        found = re.search(r"\b\d{6}\b", sent(address))
        return found.group() if found else ""

    return newest


@pytest.fixture
def totp():
    """`totp(user)` gives the person an authenticator; calling the result gives its number."""

    def activate(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)

        def number(step: int = 0) -> str:
            return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))

        return number

    return activate


def sign_up(client, **changes):
    data = {
        "phone": "",
        "email": "",
        "username": "",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "agree": "on",
        **changes,
    }
    return client.post("/accounts/signup/", data)


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": login, "password": password}, **extra)


@pytest.fixture
def do_sign_up():
    return sign_up


@pytest.fixture
def do_sign_in():
    return sign_in
