"""Where a planned drill and an improvement stand on a day."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(days=14)


class Standing(StrEnum):
    OVERDUE = "overdue"
    SOON = "soon"
    CALM = "calm"
    DONE = "done"
    WITHDRAWN = "withdrawn"


def standing(due_on: date, done_on: date | None, today: date) -> Standing:
    """The day itself is still in time."""
    if done_on is not None:
        return Standing.DONE
    if due_on < today:
        return Standing.OVERDUE
    return Standing.SOON if due_on - today <= SOON else Standing.CALM
