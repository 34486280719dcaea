"""The personal-information notice that ships with the portal.

Written to PIPL articles 6, 7, 14 to 17, 19, 28, 31, 44 to 47. An installation publishes its
own words as the next version; these are only put in where there are none.
"""

from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from portal.foundation.consent.models import ConsentNotice
from portal.foundation.consent.selectors import current_notice

ACCOUNT: Final = "account"
TITLE: Final = "个人信息处理告知（账号）"
BODY_FILE: Final = Path(__file__).with_name("notice_account_v1.md")


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


def ensure() -> ConsentNotice:
    """Publish version 1 where the purpose has no notice yet. Idempotent."""
    with transaction.atomic():
        notice, _made = ConsentNotice.objects.get_or_create(
            purpose=ACCOUNT,
            version=1,
            defaults={
                "title": TITLE,
                "body": BODY_FILE.read_text(encoding="utf-8").strip(),
                "published_at": timezone.now(),
            },
        )
    return notice
