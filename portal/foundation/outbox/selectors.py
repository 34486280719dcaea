"""How far behind each consumer is, for the health page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from portal.foundation.outbox.models import OutboxCursor, OutboxEvent


@dataclass(frozen=True, slots=True)
class Lag:
    """`waiting` counts ids, of every topic, between the cursor and the newest event."""

    consumer: str
    waiting: int
    failing_since: datetime | None
    last_error: str


def lags() -> list[Lag]:
    """Every consumer with its distance to the newest event."""
    top = OutboxEvent.objects.aggregate(top=Max("id"))["top"] or 0
    return [
        Lag(cursor.consumer, max(top - cursor.position, 0), cursor.failing_since, cursor.last_error)
        for cursor in OutboxCursor.objects.all()
    ]
