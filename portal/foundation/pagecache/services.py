"""Making stored pages old when something is published."""

import logging
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from portal.foundation.outbox.models import OutboxEvent
from portal.foundation.outbox.services import append, drain
from portal.foundation.pagecache import generation

logger = logging.getLogger(__name__)

TOPIC: Final = "pagecache.purge"
CONSUMER: Final = "pagecache"


def purge(*, reason: str = "") -> None:
    """Make every stored page old once the caller's transaction commits.

    The change and the order to purge are one commit: if the process dies before it
    can reach the cache, or the cache is away, `drain_purges` does it.
    """
    with transaction.atomic():
        event = append(topic=TOPIC, payload={"reason": reason})
        transaction.on_commit(lambda: generation.advance(event.pk), robust=True)


def purge_now() -> None:
    """Make every stored page old at once; for deployments."""
    generation.advance(0)


def drain_purges() -> int:
    """Carry out purges that did not reach the cache; returns how many were looked at."""
    return drain(consumer=CONSUMER, topics=[TOPIC], handle=_catch_up)


def _catch_up(events: Sequence[OutboxEvent]) -> None:
    newest = events[-1].pk
    if not generation.reached(newest):
        generation.advance(newest)
