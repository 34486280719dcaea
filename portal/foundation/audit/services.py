"""Recording an event, and sealing what was recorded."""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from portal.foundation.audit import heads
from portal.foundation.audit.domain import (
    GENESIS,
    EventFacts,
    batch_digest,
    event_digest,
    refuse_personal_data,
)
from portal.foundation.audit.models import AuditBatch, AuditEvent
from portal.foundation.requests import current_request_id

BATCH: Final = 1000
SETTLE_TIMEOUT: Final = "200ms"


def record(
    *,
    actor: Any | None,
    action: str,
    target: Model | None = None,
    target_key: str = "",
    unit_id: int | None = None,
    data: dict[str, Any] | None = None,
    is_unnamed: bool = False,
) -> AuditEvent:
    """Add one event, inside the caller's transaction, so that it is kept iff the deed is.

    `action` is dotted ("quizzes.attempt.submitted"). Of the actor only the public id
    is kept. `data` holds keys and counts; raises PersonalData where it holds names,
    phones, mail addresses or answers. `is_unnamed`: the number of the request stays out, by which
    a line of a log, and the address in it, could be found.
    """
    refuse_personal_data(data or {})
    # What the database will give back: tuples as lists, keys as text.
    plain = json.loads(json.dumps(data or {}, cls=DjangoJSONEncoder))
    facts = EventFacts(
        at=timezone.now(),
        actor_public_id=_public_id(actor),
        action=action,
        target_key=target_key or ("" if target is None else key_of(target)),
        unit_id=unit_id,
        request_id="" if is_unnamed else current_request_id(),
        data=plain,
    )
    return AuditEvent.objects.create(
        at=facts.at,
        actor_public_id=facts.actor_public_id,
        action=facts.action,
        target_key=facts.target_key,
        unit_id=facts.unit_id,
        request_id=facts.request_id,
        data=facts.data,
        digest=event_digest(facts),
    )


def key_of(target: Model) -> str:
    """app.model:public id, or primary key where the model has none."""
    return f"{target._meta.label_lower}:{getattr(target, 'public_id', None) or target.pk}"


def seal(*, now: datetime | None = None, batch: int = BATCH) -> list[AuditBatch]:
    """Seal everything recorded so far, in batches; two sealers never overlap.

    Returns the batches made, none if another process is sealing or a writer is in
    the middle of a long transaction: the next run takes them along.
    """
    settled = _settled_id()
    if settled is None:
        return []
    made: list[AuditBatch] = []
    while True:
        sealed = _seal_one(settled, now or timezone.now(), batch)
        if sealed is None:
            return made
        made.append(sealed)


def _seal_one(settled: int, now: datetime, size: int) -> AuditBatch | None:
    last = AuditBatch.objects.order_by("-seq").first()
    events = list(
        AuditEvent.objects.filter(id__gt=last.last_event_id if last else 0, id__lte=settled)
        .order_by("id")
        .values_list("id", "digest")[:size]
    )
    if not events:
        return None
    seq = last.seq + 1 if last else 1
    previous = last.digest if last else GENESIS
    try:
        with transaction.atomic():
            sealed = AuditBatch.objects.create(
                seq=seq,
                first_event_id=events[0][0],
                last_event_id=events[-1][0],
                event_count=len(events),
                previous_digest=previous,
                digest=batch_digest(seq=seq, previous=previous, events=events),
                sealed_at=now,
            )
            transaction.on_commit(lambda: heads.keep(sealed), robust=True)
            return sealed
    except IntegrityError:
        # Another process took this number: it has sealed these events.
        return None


def _settled_id() -> int | None:
    """The highest id below which no event can still appear.

    PostgreSQL gives ids before commit, so a lower one may commit after a higher one
    and would fall between two batches. A SHARE lock waits for the writers under way
    and holds new ones for the length of one MAX(); hashing happens after it. SQLite
    has one writer at a time.
    """
    if connection.vendor != "postgresql":
        return AuditEvent.objects.aggregate(top=Max("id"))["top"] or 0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{SETTLE_TIMEOUT}'")
            cursor.execute(f"LOCK TABLE {AuditEvent._meta.db_table} IN SHARE MODE")
            top = AuditEvent.objects.aggregate(top=Max("id"))["top"] or 0
            # Inside a caller's transaction the setting would outlive this block.
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
            return top
    except DatabaseError:
        return None


def _public_id(actor: Any | None) -> UUID | None:
    return getattr(actor, "public_id", None)
