"""Appending in commit order, draining at least once, pruning what all have seen."""

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from portal.foundation.locks import only_one
from portal.foundation.outbox.models import OutboxCursor, OutboxEvent

logger = logging.getLogger(__name__)

# "anlan" in ASCII: the key of the one advisory lock of this installation's outbox.
ADVISORY_KEY: Final = 0x616E6C616E
KEPT: Final = timedelta(days=1)
PRUNED_AT_ONCE: Final = 5000

Handler = Callable[[Sequence[OutboxEvent]], None]


def append(*, topic: str, payload: dict[str, Any]) -> OutboxEvent:
    """Add one event inside the writer's transaction; it exists iff the change does.

    Append last in a transaction. PostgreSQL hands out ids before commit: a consumer
    that has read id 8 would never see id 7 if that committed later. So appending
    holds one lock until the end of the transaction, and ids become visible in order.
    SQLite has a single writer anyway. Raises TransactionManagementError outside of a
    transaction, where change and event could come apart.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("outbox.append needs a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_KEY])
    return OutboxEvent.objects.create(topic=topic, payload=payload, at=timezone.now())


def begin(consumer: str) -> None:
    """From now on events are kept until `consumer` has had them."""
    OutboxCursor.objects.get_or_create(consumer=consumer)


def note_target(consumer: str, target: str) -> None:
    """What `consumer` is fed with goes there. Another that was there before has missed some."""
    OutboxCursor.objects.filter(consumer=consumer).update(target=target)


def forget(consumer: str) -> bool:
    """Keep no event for `consumer` any more; True if any was kept until now."""
    return bool(OutboxCursor.objects.filter(consumer=consumer).delete()[0])


def drain(
    *,
    consumer: str,
    topics: Collection[str],
    handle: Handler,
    batch: int = 500,
    limit: int | None = None,
) -> int:
    """Hand `consumer` its events in order, at most `batch` at a time, `limit` in all.

    Returns how many were handled; 0 also where another process of this machine is
    draining for the same consumer. At least once: the cursor moves in a transaction
    of its own after `handle` returned, so a crash in between repeats a batch, and
    handlers are idempotent. An error of `handle` is noted on the cursor and raised.
    """
    with only_one(f"outbox-{consumer}") as is_mine:
        if not is_mine:
            return 0
        begin(consumer)
        handled = 0
        while limit is None or handled < limit:
            size = batch if limit is None else min(batch, limit - handled)
            count, is_more = _drain_batch(consumer, topics, handle, size)
            handled += count
            if not is_more:
                break
        return handled


def _drain_batch(
    consumer: str, topics: Collection[str], handle: Handler, size: int
) -> tuple[int, bool]:
    """(events handled, whether another batch may be waiting)."""
    position = OutboxCursor.objects.values_list("position", flat=True).get(consumer=consumer)
    top = OutboxEvent.objects.aggregate(top=Max("id"))["top"] or 0
    events = list(
        OutboxEvent.objects.filter(id__gt=position, id__lte=top, topic__in=topics).order_by("id")[
            :size
        ]
    )
    if events:
        try:
            handle(events)
        except Exception as error:
            _note_failure(consumer, error)
            raise
    is_more = len(events) == size
    # Past the last of its own topics nothing concerns this consumer: skip it, or a
    # consumer of a rare topic would hold back the pruning for everybody.
    reached = events[-1].pk if is_more else top
    if reached <= position:
        return len(events), False
    moved = OutboxCursor.objects.filter(consumer=consumer, position=position).update(
        position=reached, moved_at=timezone.now(), failing_since=None, last_error=""
    )
    if not moved:
        # Another machine drained meanwhile; its cursor stands, ours was a repetition.
        logger.warning("outbox cursor moved by another machine", extra={"consumer": consumer})
        return len(events), False
    return len(events), is_more


def _note_failure(consumer: str, error: Exception) -> None:
    cursor = OutboxCursor.objects.filter(consumer=consumer)
    # The message may quote what it failed on; the kind is enough to look up the log.
    cursor.update(last_error=type(error).__name__)
    cursor.filter(failing_since=None).update(failing_since=timezone.now())


def prune(*, keep: timedelta = KEPT) -> int:
    """Delete events that every cursor has passed and that are older than `keep`."""
    passed = OutboxCursor.objects.aggregate(low=Min("position"))["low"]
    if passed is None:
        return 0
    before = timezone.now() - keep
    pruned = 0
    while True:
        ids = list(
            OutboxEvent.objects.filter(id__lte=passed, at__lt=before)
            .order_by("id")
            .values_list("id", flat=True)[:PRUNED_AT_ONCE]
        )
        if not ids:
            return pruned
        pruned += OutboxEvent.objects.filter(id__in=ids).delete()[0]
