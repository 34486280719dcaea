"""When each plan was last drilled: answered by the room that keeps the drills, above this one."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from content.plans.models import PlanDocument

Documents = Collection[int] | QuerySet[Any, int]
"""Ids, or a query for them."""
LastDrilled = Callable[[Documents], Mapping[int, date]]
"""Documents → the day of the last drill of those that were ever drilled (one query)."""
ChangedSince = Callable[[QuerySet[PlanDocument]], QuerySet[PlanDocument]]
"""Documents → those of them whose text in force is another than the one drilled last."""

_sources: list[LastDrilled] = []
_changed: list[ChangedSince] = []


def register(source: LastDrilled) -> None:
    if source not in _sources:
        _sources.append(source)


def register_changed(source: ChangedSince) -> None:
    if source not in _changed:
        _changed.append(source)


def last_drilled(documents: Documents) -> dict[int, date]:
    """The latest day that any source knows; a plan nobody has drilled is not in it."""
    found: dict[int, date] = {}
    for source in _sources:
        for document, day in source(documents).items():
            found[document] = max(day, found.get(document, day))
    return found


def changed_since(plans: QuerySet[PlanDocument]) -> QuerySet[PlanDocument]:
    """Those of `plans` that any source says were changed since their last drill; none where
    nobody keeps drills."""
    asked = [Q(pk__in=source(plans.order_by()).values("pk")) for source in _changed]
    return plans.filter(reduce(or_, asked, Q(pk__in=())))
