"""A target on a clause of its own, counted from what a test says."""

import pytest
from django.utils import timezone

from content.pages import anchors
from content.targets import counting, registry, services
from content.targets.enums import Measure
from content.targets.models import Indicator, Target
from tests.samples.targets import STAND, TEXT, count, draft, resolve


@pytest.fixture
def indicator(world, monkeypatch):
    """Its clauses and its register are gone again after the test."""
    monkeypatch.setitem(anchors._resolvers, "targetclause", resolve)
    monkeypatch.setattr(registry, "_sources", {**registry._sources})
    STAND.update(count=8, text=TEXT, status="current", public=True)
    registry.register("test.volunteers", count, title="测试名册")
    return Indicator.objects.create(
        slug="volunteers",
        name="持证应急志愿者人数",
        definition="截至当日持有**有效**证书的人。",
        measure=Measure.PEOPLE,
        source="test.volunteers",
    )


@pytest.fixture
def surveyed(indicator) -> Indicator:
    """What no register counts: a town or a stratum may have a target of it."""
    return Indicator.objects.create(
        slug="awareness", name="知晓率", definition="按调查。", measure=Measure.PEOPLE
    )


@pytest.fixture
def target(world, indicator) -> Target:
    found = services.confirm_target(target=draft(world, indicator), actor=world.administrator)
    counting.snapshot(indicator, timezone.localdate())
    return found
