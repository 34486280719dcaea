"""Publishing words, agreeing to them, taking it back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.audit.services import record
from portal.foundation.consent.models import ConsentNotice, ConsentRecord
from portal.foundation.consent.selectors import current_notice
from portal.foundation.pagecache.services import purge


class NoSuchNotice(Exception):
    """No published notice for `purpose`."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        super().__init__(purpose)

    @property
    def message(self) -> str:
        return _("这项用途还没有告知书，现在不能同意。")


class NoticeChanged(Exception):
    """The person read version `read`, but `current` holds now."""

    def __init__(self, *, read: int, current: int) -> None:
        self.read = read
        self.current = current
        super().__init__(f"{read} != {current}")

    @property
    def message(self) -> str:
        return _("告知书更新到了第 %(current)s 版，你读的是第 %(read)s 版。读过新版再同意。") % {
            "read": self.read,
            "current": self.current,
        }


def publish(*, actor: Any | None, purpose: str, title: str, body: str) -> ConsentNotice:
    """Publish new words for a purpose as the next version.

    The same words again return the version that holds. People who agreed to the
    older one are asked again.
    """
    with transaction.atomic():
        current = current_notice(purpose)
        if current is not None and (current.title, current.body) == (title, body):
            return current
        newest = ConsentNotice.objects.filter(purpose=purpose).order_by("-version").first()
        notice = ConsentNotice.objects.create(
            purpose=purpose,
            version=newest.version + 1 if newest else 1,
            title=title,
            body=body,
            published_at=timezone.now(),
        )
        record(
            actor=actor,
            action="foundation.consent.published",
            target_key=f"consent:{purpose}:{notice.version}",
        )
        # The page of the notice is kept whole and would go on showing the old words.
        purge(reason="ConsentNotice")
        return notice


def give(*, user: Any, purpose: str, version: int) -> ConsentRecord:
    """Agree to the version one has read; a second time returns the first record.

    Raises NoSuchNotice, and NoticeChanged where `version` is not the one that holds.
    """
    notice = current_notice(purpose)
    if notice is None:
        raise NoSuchNotice(purpose)
    if notice.version != version:
        raise NoticeChanged(read=version, current=notice.version)
    try:
        with transaction.atomic():
            consent = ConsentRecord.objects.create(
                user=user, notice=notice, given_at=timezone.now()
            )
            record(
                actor=user,
                action="foundation.consent.given",
                target_key=f"consent:{purpose}:{version}",
            )
            return consent
    except IntegrityError:
        return ConsentRecord.objects.get(user=user, notice=notice, withdrawn_at__isnull=True)


def withdraw(*, user: Any, purpose: str) -> int:
    """Take back every open consent for a purpose; returns how many there were."""
    with transaction.atomic():
        withdrawn = ConsentRecord.objects.filter(
            user=user,
            notice__in=ConsentNotice.objects.filter(purpose=purpose),
            withdrawn_at__isnull=True,
        ).update(withdrawn_at=timezone.now())
        if withdrawn:
            record(
                actor=user,
                action="foundation.consent.withdrawn",
                target_key=f"consent:{purpose}",
                data={"count": withdrawn},
            )
        return withdrawn
