"""Trying again, later each time."""

from datetime import timedelta
from typing import Final

MINUTES: Final = (1, 3, 10, 30, 120, 360, 720)
MOST_ATTEMPTS: Final = len(MINUTES) + 1
SPREAD: Final = 0.2


def delay_after(attempts: int, *, spread: float) -> timedelta | None:
    """How long to wait after `attempts` failed; None means give up.

    `spread` in 0..1 moves the wait by up to a fifth, so that a thousand messages
    stopped by one outage do not all come back in the same second.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    return timedelta(minutes=MINUTES[max(attempts, 1) - 1] * (1 + SPREAD * spread))
