"""Argon2id for everybody, stronger for staff, and equal time for whoever is refused."""

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, is_password_usable
from django.test import override_settings

from portal.accounts import hashers
from portal.settings import accounts

PRODUCTION = override_settings(PASSWORD_HASHERS=accounts.PASSWORD_HASHERS)


@PRODUCTION
def test_a_learners_hash_has_owasps_minimum():
    stored = hashers.encode("秋天的稻子熟了", strong=False)
    assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("秋天的稻子熟了", stored) and not check_password("x", stored)


@PRODUCTION
def test_a_staff_hash_costs_several_times_as_much_and_checks_the_same():
    stored = hashers.encode("秋天的稻子熟了", strong=True)
    assert "m=65536,t=3,p=1" in stored and identify_hasher(stored).algorithm == "argon2"
    assert check_password("秋天的稻子熟了", stored)
    assert hashers.work_of(stored) >= 5 * hashers.work_of(hashers.encode("x", strong=False))


@PRODUCTION
def test_signing_in_does_not_weaken_a_staff_hash():
    written = []
    stored = hashers.encode("秋天的稻子熟了", strong=True)
    assert check_password("秋天的稻子熟了", stored, setter=written.append)
    assert written == []


@PRODUCTION
@pytest.mark.parametrize(
    "weak",
    [
        "argon2$argon2id$v=19$m=4096,t=1,p=1$c2FsdHNhbHQ$aGFzaA",
        "pbkdf2_sha256$1$salt$hash",
        "!x",
        "",
    ],
)
def test_anything_weaker_is_renewed(weak):
    assert not hashers.is_strong_enough(weak, strong=False)


@PRODUCTION
def test_a_learner_who_became_staff_is_renewed():
    stored = hashers.encode("x", strong=False)
    assert hashers.is_strong_enough(stored, strong=False)
    assert not hashers.is_strong_enough(stored, strong=True)


@PRODUCTION
@pytest.mark.parametrize("stored", ["unknown", "learner", "staff"])
def test_a_refusal_costs_one_of_each_whoever_it_was(monkeypatch, stored):
    """Checking did the one, this does the other: learner's and staff's work, always both."""
    encoded = {
        "unknown": None,
        "learner": hashers.encode("x", strong=False),
        "staff": hashers.encode("x", strong=True),
    }[stored]
    done = []
    monkeypatch.setattr(
        hashers.PortalArgon2, "encode", lambda self, password, salt: done.append(type(self))
    )
    hashers.spend_like_the_other(encoded, "wrong")
    checked = hashers.StaffArgon2 if stored == "staff" else hashers.PortalArgon2
    assert {checked, *done} == {hashers.PortalArgon2, hashers.StaffArgon2} and len(done) == 1


def test_an_erased_password_is_never_usable():
    assert not is_password_usable("!abc")
