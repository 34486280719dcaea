"""When each plan was last drilled: answered by the room that keeps the drills, above this one."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

LastDrilled = Callable[[Collection[int]], Mapping[int, date]]
"""Ids of documents → the day of the last drill of those that were ever drilled (one query)."""

_sources: list[LastDrilled] = []


def register(source: LastDrilled) -> None:
    if source not in _sources:
        _sources.append(source)


def last_drilled(documents: Collection[int]) -> dict[int, date]:
    """The latest day that any source knows; a plan nobody has drilled is not in it."""
    found: dict[int, date] = {}
    for source in _sources:
        for document, day in source(documents).items():
            found[document] = max(day, found.get(document, day))
    return found
