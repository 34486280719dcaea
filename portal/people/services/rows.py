"""Reading and changing rows that others may be changing at the same moment."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from portal.foundation.locks import hold
from portal.people.models import Unit


def as_read(was: Mapping[str, object]) -> Q:
    """The row if its fields still hold what was read. `division_id=None` would match no row."""
    found = Q()
    for field, value in was.items():
        found &= Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})
    return found


def queue_up() -> None:
    """Who calls this goes on only when whoever called it before has committed or given up: two
    moves that are right each by itself can make a circle together, two prefixes far from all in
    use can be close to each other, and no constraint compares two rows so. The row of the first
    unit is there before anything else is."""
    first = Unit.objects.order_by("pk").values("pk")[:1]
    hold(Unit.objects.filter(pk__in=first), by="kind")


def closing_day(unit: Unit) -> date | None:
    """The first day without the unit. Whoever closes it at this moment queues up behind this row,
    or this behind them."""
    hold(Unit.objects.filter(pk=unit.pk), by="kind")
    return Unit.objects.values_list("valid_to", flat=True).get(pk=unit.pk)
