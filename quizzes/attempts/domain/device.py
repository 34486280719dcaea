"""What a device says of its own time: kept beside ours to order what it did, never trusted."""

from datetime import UTC, datetime, timedelta
from typing import Final

LONGEST_OPEN: Final = int(timedelta(days=14) / timedelta(milliseconds=1))
"""Milliseconds; no page of a paper stands open longer."""

EARLIEST: Final = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp() * 1000)
LATEST: Final = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)


def offset(typed: str) -> int | None:
    """Milliseconds from the opening of the page to the answer, by a clock that only runs
    forward (`performance.now()`). None without JavaScript, and for what no page sends."""
    return _whole(typed, 0, LONGEST_OPEN)


def clock(typed: str) -> datetime | None:
    """The device's own time, from milliseconds since 1970; it may be wrong by a day or a year."""
    milliseconds = _whole(typed, EARLIEST, LATEST)
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds // 1000, tz=UTC) + timedelta(
        milliseconds=milliseconds % 1000
    )


def _whole(typed: str, least: int, most: int) -> int | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(most))):
        return None
    number = int(typed)
    return number if least <= number <= most else None
