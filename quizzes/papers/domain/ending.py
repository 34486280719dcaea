"""When a paper is over: the moment after which nobody can be sitting it."""

from datetime import datetime, timedelta
from typing import Final

LONGEST_ALLOWANCE: Final = 2
"""Extra time at most doubles the limit."""


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
