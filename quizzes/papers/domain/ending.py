"""When a paper is over: the moment after which nobody can be sitting it, and the one after
which nothing can change its results."""

from datetime import datetime, timedelta
from typing import Final

LONGEST_ALLOWANCE: Final = 2
"""Extra time at most doubles the limit."""

LATE_LIMIT: Final = timedelta(hours=24)
"""A device without a network may still deliver that long after the clock closed a paper."""


def over_at(
    *, closes: datetime | None, hard_stop: bool, limit_minutes: int | None
) -> datetime | None:
    """None where that moment never comes: without a closing time people go on beginning, and
    who began before it may sit on where neither a limit nor a hard stop ends it."""
    if closes is None:
        return None
    if hard_stop:
        return closes
    if limit_minutes is None:
        return None
    return closes + timedelta(minutes=LONGEST_ALLOWANCE * limit_minutes)


def keys_open_at(over: datetime | None, *, certifies: bool) -> datetime | None:
    """When answers that wait for the end come out. Where a certificate hangs on them, they wait
    for the last late answer too: else who was closed by the clock would read what to send."""
    if over is None or not certifies:
        return over
    return over + LATE_LIMIT
