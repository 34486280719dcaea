"""Who becomes staff with a password shorter than staff's must be changes it first."""

import pytest
from django.conf import settings as live
from django.test import Client
from django.utils import timezone

from portal.accounts import hashers
from portal.people import rights
from portal.people.enums import Role
from portal.people.models import Membership, User

pytestmark = pytest.mark.django_db
SHORT = "秋天的稻子熟了三遍"
LONG = "秋天的稻子熟了三遍又三遍又三遍"
CHANGE = "/accounts/password/change/"


@pytest.fixture(autouse=True)
def real_hashers(settings):
    """The suite hashes fast; here the strength of a hash is the question."""
    settings.PASSWORD_HASHERS = ["portal.accounts.hashers.PortalArgon2"]


def with_password(user, password):
    user.password = hashers.encode(password, strong=False)
    user.save()
    return user


def promote(user, unit):
    Membership.objects.create(
        user=user, unit=unit, role=Role.EDITOR, valid_from=timezone.localdate()
    )
    rights.forget(user)


def strong(user):
    return hashers.is_strong_enough(User.objects.get(pk=user.pk).password, strong=True)


def test_the_samples_are_shorter_and_as_long_as_staffs():
    assert len(SHORT) < live.PASSWORD_MINIMUM_LENGTH_STAFF <= len(LONG)


def test_a_short_password_has_to_be_changed_at_the_next_sign_in(world, client, do_sign_in):
    promote(with_password(world.learner, SHORT), world.town)
    do_sign_in(client, "xiaoli", SHORT)
    for path in ("/", "/me/", "/people/", "/admin/", "/no/such/page/"):
        answer = client.get(path)
        assert answer.status_code == 302 and answer.url == CHANGE, path
        assert "no-store" in answer["Cache-Control"]
    page = client.get(CHANGE, follow=True)
    html = page.content.decode()
    assert page.status_code == 200 and html.count("工作人员的密码至少 15 个字符") == 1
    assert not strong(world.learner)


def test_a_post_before_the_change_does_nothing(world, client, do_sign_in):
    promote(with_password(world.learner, SHORT), world.town)
    do_sign_in(client, "xiaoli", SHORT)
    client.post("/me/profile/", {"full_name": "别的名字"})
    world.learner.refresh_from_db()
    assert world.learner.full_name == "学员小李"


def test_after_the_change_everything_opens(world, client, do_sign_in):
    promote(with_password(world.learner, SHORT), world.town)
    do_sign_in(client, "xiaoli", SHORT)
    client.post("/accounts/reauthenticate/", {"password": SHORT})
    refused = client.post(
        CHANGE, {"oldpassword": SHORT, "password1": SHORT[::-1], "password2": SHORT[::-1]}
    )
    assert "密码至少 15 个字符" in refused.content.decode()
    assert client.get("/me/").url == CHANGE
    client.post(CHANGE, {"oldpassword": SHORT, "password1": LONG, "password2": LONG})
    assert client.get("/me/").status_code == 200
    assert strong(world.learner)


def test_a_long_password_passes_at_the_next_sign_in(world, client, do_sign_in):
    promote(with_password(world.learner, LONG), world.town)
    do_sign_in(client, "xiaoli", LONG)
    assert client.get("/me/").status_code == 200
    assert strong(world.learner)


def test_somebody_promoted_while_signed_in_is_asked_on_the_next_click(world, client, do_sign_in):
    with_password(world.learner, SHORT)
    do_sign_in(client, "xiaoli", SHORT)
    assert client.get("/me/").status_code == 200
    promote(world.learner, world.town)
    assert client.get("/me/").url == CHANGE


def test_learners_and_people_without_a_password_are_not_asked(world, client, do_sign_in):
    with_password(world.learner, SHORT)
    do_sign_in(client, "xiaoli", SHORT)
    assert client.get("/me/").status_code == 200
    world.editor.set_unusable_password()
    world.editor.save()
    by_code = Client()
    by_code.force_login(world.editor)
    assert by_code.get("/me/").status_code == 200


def test_one_may_always_leave(world, client, do_sign_in):
    promote(with_password(world.learner, SHORT), world.town)
    do_sign_in(client, "xiaoli", SHORT)
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_the_second_factor_comes_first_and_then_the_password(world, client, do_sign_in, strict):
    promote(with_password(world.learner, SHORT), world.town)
    do_sign_in(client, "xiaoli", SHORT)
    assert client.get("/me/").url.startswith("/accounts/2fa/?next=")
    assert client.get(CHANGE).url.startswith("/accounts/2fa/?next=")
    assert client.get("/accounts/2fa/").status_code == 200
