"""What the notice promises to keep no longer (section 三): sign-in records, copies of text
messages and mails. And sign-ups that nobody ever confirmed."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.deletion import ProtectedError, RestrictedError
from django_tasks_db.models import DBTaskResult

from portal.foundation.audit.services import record
from portal.foundation.messages.models import Delivery, MailboxItem, Message
from portal.foundation.messages.services import forget
from portal.people.models import User

logger = logging.getLogger(__name__)

SIGN_INS_KEPT: Final = timedelta(days=190)
COPIES_KEPT: Final = timedelta(days=90)
"""The notice's 190 天 (网络安全法: network logs at least six months, which are up to 184 days) and
90 天. A change here is
a new version of the notice."""

TO_CONFIRM: Final = timedelta(days=7)
AT_ONCE: Final = 500
"""Most accounts and sign-ins a run; the rest follows in the next."""


@dataclass(frozen=True, slots=True)
class Removed:
    """How many went."""

    sign_ins: int
    copies: int
    sign_ups: int

    def __bool__(self) -> bool:
        return bool(self.sign_ins or self.copies or self.sign_ups)


def keep_the_promise(*, now: datetime) -> Removed:
    """Remove what is older than the notice allows at `now`. Idempotent."""
    return Removed(
        sign_ins=_remove_sign_ins(now - SIGN_INS_KEPT, now),
        copies=_remove_copies(now - COPIES_KEPT),
        sign_ups=_remove_sign_ups(now - TO_CONFIRM),
    )


def _remove_sign_ins(before: datetime, now: datetime) -> int:
    """Time, address and browser of a sign-in. One that still goes on ends: there would be no
    record left by which its owner could end it."""
    old = list(UserSession.objects.filter(created_at__lt=before).order_by("pk")[:AT_ONCE])
    for session in old:
        session.end()
    # Nothing else empties this table; a sign-in given up half-way keeps phone or mail there.
    Session.objects.filter(expire_date__lt=now).delete()
    return len(old)


def _remove_copies(before: datetime) -> int:
    """Copies of mails and text messages, whether they arrived or not. What stands in the inbox
    of the portal is no copy of either and stays until its owner goes."""
    with transaction.atomic():
        deliveries, _tables = Delivery.objects.filter(message__created_at__lt=before).delete()
        Message.objects.filter(created_at__lt=before, is_in_inbox=False).delete()
        items, _tables = MailboxItem.objects.filter(at__lt=before).delete()
        DBTaskResult.objects.filter(finished_at__lt=before).delete()
    return deliveries + items


def never_confirmed(before: datetime) -> QuerySet[User]:
    """People who signed up, never proved phone or mail, never came in, and left no trace in
    anything: the number or address may be somebody else's."""
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(
        ~Exists(proved),
        Q(phone__isnull=False) | ~Q(email="") | Q(emailaddress__isnull=False),
        date_joined__lt=before,
        phone_verified=False,
        last_login__isnull=True,
        erased_at__isnull=True,
        is_superuser=False,
        consents__isnull=False,
        memberships__isnull=True,
        attempts__isnull=True,
        certificates__isnull=True,
    ).distinct()


def _remove_sign_ups(before: datetime) -> int:
    removed = 0
    for user in never_confirmed(before).order_by("pk")[:AT_ONCE]:
        addresses = set(EmailAddress.objects.filter(user=user).values_list("email", flat=True))
        try:
            with transaction.atomic():
                # Whoever confirms at this very moment stays.
                if not never_confirmed(before).filter(pk=user.pk).exists():
                    continue
                forget(user=user, addresses=(addresses | {user.email, user.phone or ""}) - {""})
                record(actor=None, action="accounts.sign_up.expired", target=user)
                user.delete()
        except (ProtectedError, RestrictedError):
            logger.warning(
                "unconfirmed sign-up is referred to", extra={"person": str(user.public_id)}
            )
            continue
        removed += 1
    return removed
