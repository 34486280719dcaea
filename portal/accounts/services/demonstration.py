"""Accounts to try the portal with: random passwords, random second factors, shown once."""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts import hashers, notices
from portal.accounts.services.consent import agree_to_account_notice
from portal.foundation.audit.models import AuditEvent
from portal.foundation.audit.services import key_of, record
from portal.people.enums import STAFF_ROLES, Role
from portal.people.models import Membership, Unit, User

MADE: Final = "accounts.demonstration.created"
ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without 0/o, 1/l/i: people copy these by hand."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What its owner needs to sign in. `repr` shows no secret."""

    username: str
    password: str = field(repr=False)
    totp_secret: str | None = field(repr=False, default=None)
    recovery_codes: tuple[str, ...] = field(repr=False, default=())
    full_name: str = ""
    role: str = ""


def create_demonstration_account(
    *, username: str, full_name: str, unit: Unit, role: Role
) -> Credentials:
    """Make the person `username` with `role` in `unit` and a new password; for a staff role
    also a new TOTP secret and recovery codes.

    Called again for the same name it replaces password and second factor, because the
    old ones cannot be read back. Raises ValueError when the name belongs to an account
    that was not made here: a real person's password is never replaced.
    """
    username = username.lower()
    password = random_password()
    strong = role in STAFF_ROLES
    with transaction.atomic():
        user, made = User.objects.get_or_create(username=username)
        if not made and not _is_for_demonstration(user):
            raise ValueError(f"{username} is a real account")
        user.full_name, user.home_unit = full_name, unit
        user.password = hashers.encode(password, strong=strong)
        user.adult_confirmed_at = user.adult_confirmed_at or timezone.now()
        user.save()
        Membership.objects.get_or_create(
            user=user, unit=unit, role=role, valid_to=None,
            defaults={"valid_from": timezone.localdate()},
        )  # fmt: skip
        agree_to_account_notice(user=user, version=notices.current(notices.ACCOUNT).version)
        Authenticator.objects.filter(user=user).delete()
        secret, codes = _second_factor(user) if strong else (None, ())
        record(
            actor=None, action=MADE, target=user, unit_id=unit.pk,
            data={"role": str(role)},
        )  # fmt: skip
    return Credentials(username, password, secret, codes, full_name, str(role.label))


def _is_for_demonstration(user: User) -> bool:
    if user.email or user.phone or user.erased_at:
        return False
    return AuditEvent.objects.filter(action=MADE, target_key=key_of(user)).exists()


def _second_factor(user: User) -> tuple[str, tuple[str, ...]]:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, tuple(RecoveryCodes.activate(user).get_unused_codes())


def random_password() -> str:
    """Four groups of five, 99 bits: "k7m2x-…"."""
    groups = ("".join(secrets.choice(ALPHABET) for _n in range(5)) for _g in range(4))
    return "-".join(groups)


def credentials_text(accounts: Iterable[Credentials]) -> str:
    """For the terminal and the file: one block a person."""
    lines: list[str] = []
    for one in accounts:
        lines.append(f"{one.full_name}（{one.role}）" if one.full_name else one.username)
        lines.append(_("  用户名  %(text)s") % {"text": one.username})
        lines.append(_("  密码    %(text)s") % {"text": one.password})
        if one.totp_secret:
            lines.append(_("  验证器密钥  %(text)s") % {"text": one.totp_secret})
            lines.append(_("  备用码  %(text)s") % {"text": " ".join(one.recovery_codes)})
        lines.append("")
    return "\n".join(lines)


def write_credentials_file(path: Path, accounts: Iterable[Credentials]) -> Path:
    """Write them to `path`, readable by its owner only from the first byte on.

    Written beside and renamed: a link or a wider mode that stood at `path` is replaced,
    never followed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            os.fchmod(stream.fileno(), 0o600)
            stream.write(credentials_text(accounts))
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return path
