"""Figures of the log that targets count, from the first day of a year to the day asked for."""

from datetime import date
from typing import Any, Final

from django.db.models import F, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from content.drills.enums import HELD_STATES, NUMBERS, Scope
from content.drills.models import Drill
from content.targets.registry import Measurement
from portal.people.selectors import government_units

TAKING_PART: Final[Combinable] = sum((F(name) for name in NUMBERS[1:]), F(NUMBERS[0]))
"""人次 of a drill, onlookers left out."""


def held_in(year: int, until: date) -> QuerySet[Drill]:
    """Drills that took place in `year`, `until` that day."""
    return Drill.objects.filter(
        state__in=HELD_STATES, held_on__gte=date(year, 1, 1), held_on__lte=until
    )


def comprehensive_drills(on: date) -> Measurement:
    """Comprehensive drills that the county itself or its departments held this year. Those of
    towns, villages and schools are drills of their own."""
    units = [unit.pk for unit in government_units(on)]
    rows = held_in(on.year, on).filter(scope=Scope.COMPREHENSIVE, owner_unit__in=units)
    return _count(rows, on, scope=Scope.COMPREHENSIVE.value)


def drills(on: date) -> Measurement:
    """Every drill of this year in the log, whoever held it."""
    return _count(held_in(on.year, on), on)


def person_times(on: date) -> Measurement:
    """参加演练的人次 of this year, onlookers left out."""
    rows = held_in(on.year, on)
    total = rows.aggregate(total=Sum(TAKING_PART, default=0))["total"]
    return Measurement.count(total, **_inputs(rows, on))


def explain(inputs: dict[str, Any]) -> str:
    """How much of the log behind a figure is evaluated."""
    if "drills" not in inputs:
        return ""
    return _("记录了 %(held)d 次演练，其中 %(evaluated)d 次完成了评估。") % {
        "held": len(inputs["drills"]),
        "evaluated": inputs["evaluated"],
    }


def _count(rows: QuerySet[Drill], on: date, **more: Any) -> Measurement:
    inputs = _inputs(rows, on) | more
    return Measurement.count(len(inputs["drills"]), **inputs)


def _inputs(rows: QuerySet[Drill], on: date) -> dict[str, Any]:
    known = list(rows.order_by("pk").values_list("pk", "evaluation__score"))
    return {
        "year": on.year,
        "drills": [pk for pk, _score in known],
        "evaluated": sum(score is not None for _pk, score in known),
    }
