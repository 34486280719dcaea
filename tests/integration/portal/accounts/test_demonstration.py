"""Accounts to try the portal with have random secrets that only their file knows."""

import os
import stat
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from portal.accounts.services import (
    Credentials,
    create_demonstration_account,
    write_credentials_file,
)
from portal.people import rights
from portal.people.enums import Role
from portal.people.models import User

pytestmark = pytest.mark.django_db


def make(world, role=Role.EDITOR, username="demo-editor"):
    return create_demonstration_account(
        username=username, full_name="编辑陈", unit=world.town, role=role
    )


def test_each_account_gets_its_own_password(world):
    one, two = make(world), make(world, username="demo-two")
    assert one.password != two.password and len(one.password) >= 20
    assert User.objects.get(username="demo-editor").check_password(one.password)


@pytest.mark.parametrize("role", list(Role))
def test_staff_roles_get_a_second_factor_and_others_do_not(world, role):
    made = make(world, role)
    user = User.objects.get(username="demo-editor")
    has_one = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    assert has_one == (made.totp_secret is not None) == rights.is_staff(user)
    assert len(made.recovery_codes) == (10 if has_one else 0)
    assert role in rights.roles_of(user)
    assert user.consents.filter(notice__purpose="account", withdrawn_at=None).exists()


def test_it_signs_in_with_what_it_was_given(client, world, strict, do_sign_in):
    made = make(world)
    do_sign_in(client, made.username, made.password)
    code = format_hotp_value(hotp_value(made.totp_secret, int(time.time()) // 30))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/me/").status_code == 200


def test_a_second_run_replaces_the_secrets_and_not_the_person(world):
    one, two = make(world), make(world)
    user = User.objects.get(username="demo-editor")
    assert user.memberships.count() == 1
    assert not user.check_password(one.password) and user.check_password(two.password)


def test_a_real_persons_password_is_never_replaced(world):
    with pytest.raises(ValueError, match="real account"):
        make(world, username="xiaoli")
    world.learner.refresh_from_db()
    assert world.learner.check_password("安澜-test-2026")


def test_the_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "accounts.txt"
    old_mask = os.umask(0)
    try:
        write_credentials_file(path, [Credentials("demo", "k7m2x-aaaaa", "SECRET", ("1", "2"))])
    finally:
        os.umask(old_mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "k7m2x-aaaaa" in path.read_text() and "SECRET" in path.read_text()
    assert [one.name for one in path.parent.iterdir()] == ["accounts.txt"]


def test_a_link_in_its_place_is_replaced_and_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept")
    path = tmp_path / "accounts.txt"
    path.symlink_to(elsewhere)
    write_credentials_file(path, [Credentials("demo", "secret")])
    assert elsewhere.read_text() == "kept" and not path.is_symlink()


def test_printing_credentials_by_accident_shows_no_secret():
    assert "geheim" not in repr(Credentials("demo", "geheim", "geheim2", ("geheim3",)))
