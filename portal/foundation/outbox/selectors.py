"""How far behind each consumer is, for the health page."""

from dataclasses import dataclass
from datetime import datetime

from portal.foundation.outbox.models import OutboxCursor, OutboxEvent


@dataclass(frozen=True, slots=True)
class Lag:
    """`waiting` counts the events of every topic beyond the cursor."""

    consumer: str
    waiting: int
    failing_since: datetime | None
    last_error: str


def lags() -> list[Lag]:
    """Every consumer with what lies before it; pruning keeps the table short enough to count."""
    return [
        Lag(
            consumer=cursor.consumer,
            waiting=OutboxEvent.objects.filter(id__gt=cursor.position).count(),
            failing_since=cursor.failing_since,
            last_error=cursor.last_error,
        )
        for cursor in OutboxCursor.objects.all()
    ]
