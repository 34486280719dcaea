"""A target that fell due on a day, and figures of days around it."""

from datetime import date
from decimal import Decimal

from content.targets import registry, selectors
from content.targets.enums import Comparator, Measure, TargetState
from content.targets.models import Indicator, IndicatorValue, Target

DUE = date(2026, 6, 30)
COUNTS: dict[date, int] = {}


def count(on):
    return registry.Measurement.count(COUNTS.get(on, 0))


def indicator_of(monkeypatch) -> Indicator:
    COUNTS.clear()
    monkeypatch.setattr(registry, "_sources", {**registry._sources})
    registry.register("test.due", count, title="测试名册")
    return Indicator.objects.create(
        slug="due", name="人数", definition="测试。", measure=Measure.PEOPLE, source="test.due"
    )


def target_of(world, indicator, **changes) -> Target:
    wanted = {
        "slug": "due", "name": "人数目标", "indicator": indicator, "clause_key": "clause:x",
        "clause_hash": "0", "comparator": Comparator.AT_LEAST, "value": Decimal(12),
        "starts": date(2026, 1, 1), "due": DUE, "unit": world.county,
        "state": TargetState.CONFIRMED, "confirmed_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    return Target.objects.create(**wanted | changes)


def figure(indicator, on, value, **counts):
    return IndicatorValue.objects.create(
        indicator=indicator, holds_for=on, value=value, n=1, definition="测试。",
        **{"numerator": int(Decimal(value)), **counts},
    )  # fmt: skip


def standing(target, on):
    return selectors.rows(Target.objects.filter(pk=target.pk), on=on)[0]
