"""The personal-information notice that ships with the portal.

Written to PIPL articles 6, 7, 14 to 17, 19, 28, 29, 31, 44 to 47. An installation publishes its
own words as the next version; from then on ours are never put in front of them.
"""

from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from portal.foundation.consent.models import ConsentNotice
from portal.foundation.consent.selectors import current_notice
from portal.foundation.consent.services import publish

ACCOUNT: Final = "account"
TITLE: Final = "个人信息处理告知（账号）"
_SHIPPED: Final = tuple(f"notice_account_v{number}.md" for number in range(1, 5))
"""The words of each release in their order. The earlier ones stay: they tell a notice that is
still ours from one of the installation's own."""


def current(purpose: str) -> ConsentNotice:
    """The notice that holds now. Raises ImproperlyConfigured where there is none."""
    notice = current_notice(purpose)
    if notice is None:
        raise ImproperlyConfigured(f"no published notice for {purpose!r}: run migrate")
    return notice


def address_of(notice: ConsentNotice) -> str:
    """Where everybody reads this version; empty where the page is not installed."""
    try:
        return reverse("foundation:privacy_version", args=[notice.purpose, notice.version])
    except NoReverseMatch:
        return ""


def shipped() -> list[str]:
    """The bodies that came with the portal, the newest last."""
    folder = Path(__file__).parent
    return [(folder / name).read_text(encoding="utf-8").strip() for name in _SHIPPED]


def ensure() -> ConsentNotice:
    """Publish the newest words of ours: as version 1 where the purpose has no notice yet, as the
    next version where older words of ours hold. Idempotent."""
    *older, newest = shipped()
    with transaction.atomic():
        ConsentNotice.objects.get_or_create(
            purpose=ACCOUNT,
            version=1,
            defaults={"title": TITLE, "body": newest, "published_at": timezone.now()},
        )
        holds = current(ACCOUNT)
        if holds.title == TITLE and holds.body in older:
            return publish(actor=None, purpose=ACCOUNT, title=TITLE, body=newest)
    return holds
