"""How an event and a batch become a digest.

Canonical JSON: sorted keys, no blanks, UTF-8, times in UTC to the microsecond. The
same event gives the same bytes on every database and after every restore.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

GENESIS: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What is sealed of an event. Its id is sealed with the batch, where it is known."""

    at: datetime
    actor_public_id: UUID | None
    action: str
    target_key: str
    unit_id: int | None
    request_id: str
    data: dict[str, Any]


def event_digest(event: EventFacts) -> str:
    """SHA-256 (hex) of the canonical form of one event."""
    return _sha256(
        _canonical(
            {
                "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                "actor": None if event.actor_public_id is None else str(event.actor_public_id),
                "action": event.action,
                "target": event.target_key,
                "unit": event.unit_id,
                "request": event.request_id,
                "data": event.data,
            }
        )
    )


def batch_digest(*, seq: int, previous: str, events: Iterable[tuple[int, str]]) -> str:
    """SHA-256 (hex) over number, previous digest, and every (id, digest) in order of id."""
    return _sha256(
        _canonical({"seq": seq, "previous": previous, "events": [list(pair) for pair in events]})
    )


def _canonical(value: Any) -> bytes:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", errors="surrogatepass")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
