"""Argon2id with the parameters of OWASP's password storage cheat sheet (2024).

Learners get the published minimum, because a hall of 200 signs in within minutes on two
cores; staff, who are few and worth attacking, get about six times that work. Both are
"argon2" to Django: the parameters stand in the stored string.
"""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher

MINIMUM = (19_456, 2, 1)
"""Memory in KiB, passes, lanes: 19 MiB, t=2, p=1."""


class PortalArgon2(Argon2PasswordHasher):
    """For everybody: OWASP's minimum."""

    memory_cost, time_cost, parallelism = MINIMUM

    def must_update(self, encoded: str) -> bool:
        """Only a weaker hash is renewed: a staff hash must not be weakened at sign-in."""
        return work_of(encoded) < self.memory_cost * self.time_cost


class StaffArgon2(PortalArgon2):
    """For staff: 64 MiB, t=3."""

    memory_cost, time_cost, parallelism = 65_536, 3, 1


def work_of(encoded: str) -> int:
    """KiB × passes of a stored Argon2 hash; 0 for anything else."""
    if not encoded.startswith("argon2$argon2id$"):
        return 0
    parameters: dict[str, Any] = {}
    for part in encoded.split("$"):
        if part.startswith("m="):
            parameters = dict(pair.split("=", 1) for pair in part.split(","))
    try:
        return int(parameters["m"]) * int(parameters["t"])
    except (KeyError, ValueError):
        return 0


def encode(password: str, *, strong: bool) -> str:
    """A new hash of `password`, stronger when `strong`."""
    hasher = get_hasher("default")
    if strong and isinstance(hasher, PortalArgon2):
        hasher = StaffArgon2()
    return hasher.encode(password, hasher.salt())


def is_strong_enough(encoded: str, *, strong: bool) -> bool:
    if not isinstance(get_hasher("default"), PortalArgon2):
        return True  # the test suite hashes fast
    wanted = StaffArgon2 if strong else PortalArgon2
    return work_of(encoded) >= wanted.memory_cost * wanted.time_cost


def spend_like_the_other(encoded: str | None, password: str) -> None:
    """Do the work that checking `encoded` did not do, so that an unknown name, a learner
    and a member of staff take equally long to be refused."""
    default = get_hasher("default")
    if not isinstance(default, PortalArgon2):
        return
    if encoded is not None and work_of(encoded) > default.memory_cost * default.time_cost:
        other: PortalArgon2 = default
    else:
        other = StaffArgon2()
    other.encode(password, other.salt())
