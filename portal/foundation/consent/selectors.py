"""Which words hold now, and who agreed to them."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
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


def purposes() -> list[str]:
    """What there are notices for. A room brings the first notice of its purpose itself."""
    found = ConsentNotice.objects.order_by("purpose").values_list("purpose", flat=True)
    return list(found.distinct())


def to_be_agreed_again(user: Any, purpose: str) -> int | None:
    """The version that holds now, where the person's consent is to an older one; else None:
    nothing was ever agreed to, or all was taken back. One query."""
    open_consents = ConsentRecord.objects.filter(
        user=user, notice=OuterRef("pk"), withdrawn_at__isnull=True
    )
    rows = published_notices(purpose).annotate(agreed=Exists(open_consents))
    (current, agreed), *older = rows.values_list("version", "agreed") or [(None, True)]
    return current if not agreed and any(held for _version, held in older) else None
