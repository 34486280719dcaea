"""People of the account tests, what was sent to them, the number on the authenticator now."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from portal.foundation.messages.enums import Channel
from portal.foundation.messages.mailbox import keep
from portal.foundation.messages.models import Delivery
from portal.people.enums import Role
from portal.people.models import Membership, User
from tests.samples.accounts import PASSWORD, PHONE


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
def person(world, client, do_sign_up, code_sent):
    """Somebody who left traces wherever the portal takes them."""
    do_sign_up(client, phone="13712345678", email="mayila@example.cn", username="mayilaguli")
    client.post("/accounts/phone/verify/", {"code": code_sent("+8613712345678")})
    client.post("/accounts/confirm-email/", {"code": code_sent("mayila@example.cn")})
    client.post("/me/profile/", {"full_name": "玛依拉古丽"})
    user = User.objects.get(username="mayilaguli")
    User.objects.filter(pk=user.pk).update(staff_number="工号七四一", home_unit=world.town)
    Membership.objects.create(
        user=user, unit=world.town, role=Role.VOLUNTEER, valid_from=timezone.localdate()
    )
    Membership.objects.create(
        user=user, unit=world.village, role=Role.LEARNER, valid_from="2025-01-01"
    )
    # A second device, a half-finished sign-in, a wrong password, a code on its way.
    Client().post("/accounts/login/", {"login": "mayilaguli", "password": PASSWORD})
    Client().post("/accounts/login/", {"login": "13712345678", "password": "错的"})
    caches["default"].clear()
    Client().post("/accounts/login/code/", {"email": "mayila@example.cn"})
    keep(channel=Channel.SMS, address="+8613712345678", subject="", body="验证码 123456")
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk),
        label="玛依拉古丽", action="wagtail.edit", timestamp=timezone.now(),
        data={"name": "玛依拉古丽"}, content_changed=False, deleted=False,
    )  # fmt: skip
    UserProfile.objects.create(user=user)
    user.refresh_from_db()
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
