"""How far a clause may be read: the strictest of its own grade and those of the clauses above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from content.plans.domain.paging import page_numbers


class Grade(StrEnum):
    """From what everybody reads to what only its makers read."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


_ORDER: Final = {grade: at for at, grade in enumerate(Grade)}


def strictest(grades: Iterable[str]) -> Grade:
    """That of the fewest readers; `PUBLIC` of none."""
    return max(map(Grade, grades), key=_ORDER.__getitem__, default=Grade.PUBLIC)


def is_stricter(one: str, other: str) -> bool:
    return _ORDER[Grade(one)] > _ORDER[Grade(other)]


def effective(parents: Sequence[int | None], own: Mapping[int, str]) -> list[Grade]:
    """The grade of each clause in reading order. `parents` are places in the same order, a parent
    before its children; `own` the grades that were given, by place."""
    found: list[Grade] = []
    for at, above in enumerate(parents):
        given = [own[at]] if at in own else []
        found.append(strictest([*given, *([found[above]] if above is not None else [])]))
    return found


def pages(depths: Sequence[int], lengths: Sequence[int], grades: Sequence[str]) -> list[int]:
    """Page (from 1) of each clause. Only what everybody reads fills pages, so that none is empty
    for a stranger and no gap between two numbers tells of a third; the rest stands on the page of
    what it follows. Where nothing is public, as if all were."""
    public = [at for at, grade in enumerate(grades) if grade == Grade.PUBLIC]
    if not public:
        return page_numbers(depths, lengths)
    numbers = page_numbers([depths[at] for at in public], [lengths[at] for at in public])
    known = dict(zip(public, numbers, strict=True))
    found: list[int] = []
    for at in range(len(grades)):
        found.append(known.get(at, found[-1] if found else 1))
    return found
