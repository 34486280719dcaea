"""Which words hold now, and who agreed to them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from portal.foundation.consent.models import ConsentNotice, ConsentRecord


def published_notices(purpose: str) -> QuerySet[ConsentNotice]:
    """Every published version for a purpose, newest first."""
    return ConsentNotice.objects.filter(purpose=purpose, published_at__lte=timezone.now()).order_by(
        "-version"
    )


def current_notice(purpose: str) -> ConsentNotice | None:
    """The newest published version; None where the purpose has none."""
    return published_notices(purpose).first()


def consents_of(user: Any) -> QuerySet[ConsentRecord]:
    """All a person agreed to and withdrew, for the privacy page and the export."""
    return ConsentRecord.objects.filter(user=user).select_related("notice").order_by("-given_at")
