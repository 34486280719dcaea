"""Server time of an attempt: when it may start, when it ends, what the clock shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, Literal

GRACE: Final = timedelta(seconds=30)
"""An answer sent at the last second still counts when it arrives this much later."""

Meaning = Literal["last_start", "hard_stop"]
Level = Literal["none", "calm", "ten", "five", "one", "over"]


@dataclass(frozen=True, slots=True)
class Window:
    opens: datetime | None = None
    closes: datetime | None = None
    meaning: Meaning = "last_start"


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier attempt: the local day it ended on, or None while it runs; void ones are
    not counted and not passed in."""

    number: int
    ended_on: date | None


class CannotStart(Exception):
    """Base of the reasons for which an attempt does not start."""


class NotYetOpen(CannotStart):
    def __init__(self, opens: datetime) -> None:
        super().__init__(opens.isoformat())
        self.opens = opens


class AlreadyClosed(CannotStart):
    def __init__(self, closes: datetime) -> None:
        super().__init__(closes.isoformat())
        self.closes = closes


class NoAttemptsLeft(CannotStart):
    def __init__(self, allowed: int) -> None:
        super().__init__(str(allowed))
        self.allowed = allowed


class CoolingDown(CannotStart):
    def __init__(self, until: date) -> None:
        super().__init__(until.isoformat())
        self.until = until


class SeesKeys(CannotStart):
    """The person's office opens the keys of this certifying paper."""


def check_window(window: Window, now: datetime) -> None:
    """Raise NotYetOpen or AlreadyClosed; both bounds are half-open [opens, closes)."""
    if window.opens is not None and now < window.opens:
        raise NotYetOpen(window.opens)
    if window.closes is not None and now >= window.closes:
        raise AlreadyClosed(window.closes)


def check_history(
    past: Sequence[Past], *, allowed: int | None, cooldown_days: int, today: date
) -> None:
    """Raise NoAttemptsLeft or CoolingDown. Whole days: a paper sat on the 20th with 7 days
    between may be sat again from the 27th, at any hour."""
    if allowed is not None and len(past) >= allowed:
        raise NoAttemptsLeft(allowed)
    ended = [attempt.ended_on for attempt in past if attempt.ended_on is not None]
    if cooldown_days and ended:
        until = max(ended) + timedelta(days=cooldown_days)
        if today < until:
            raise CoolingDown(until)


def deadline(
    started: datetime, *, limit_minutes: int | None, factor: Decimal, window: Window
) -> datetime | None:
    """End of an attempt that starts at `started`, fixed at start; None if it has none.

    The factor stretches the limit, never a hard stop: a hall closes for everybody.
    """
    ends = []
    if limit_minutes is not None:
        seconds = int((Decimal(limit_minutes) * 60 * factor).to_integral_value())
        ends.append(started + timedelta(seconds=seconds))
    if window.meaning == "hard_stop" and window.closes is not None:
        ends.append(window.closes)
    return min(ends) if ends else None


def is_over(deadline_at: datetime | None, now: datetime) -> bool:
    """Has the time run out for answers that arrive now?"""
    return deadline_at is not None and now > deadline_at + GRACE


@dataclass(frozen=True, slots=True)
class Remaining:
    """What the clock says: whole minutes left, rounded up; seconds only under five minutes."""

    minutes: int
    seconds: int
    level: Level

    @property
    def total_seconds(self) -> int:
        return self.minutes * 60 + self.seconds


def remaining(deadline_at: datetime | None, now: datetime) -> Remaining:
    """The level steps at 10, 5 and 1 minutes, where the clock is boxed and announced."""
    if deadline_at is None:
        return Remaining(0, 0, "none")
    left = max(0, -int((now - deadline_at).total_seconds() // 1))
    if left <= 0:
        return Remaining(0, 0, "over")
    if left <= 60:
        return Remaining(left // 60, left % 60, "one")
    if left <= 300:
        return Remaining(left // 60, left % 60, "five")
    return Remaining(-(-left // 60), 0, "ten" if left <= 600 else "calm")
