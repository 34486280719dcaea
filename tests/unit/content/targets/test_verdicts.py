"""A register count against a target: met, in time, behind, too late."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.targets.domain.verdicts import Goal, Standing, judge, whole_excess, whole_shortfall

YEAR = {"starts": date(2026, 1, 1), "due": date(2026, 12, 31)}


def floor(value: str, *, whole: bool = True) -> Goal:
    return Goal(comparator="ge", value=Decimal(value), whole=whole, **YEAR)


@pytest.mark.parametrize(
    ("measured", "on", "standing"),
    [
        ("12", date(2026, 1, 2), Standing.REACHED),
        ("6", date(2026, 7, 1), Standing.IN_PROGRESS),
        ("5", date(2026, 12, 1), Standing.BEHIND),
        ("11", date(2027, 1, 1), Standing.MISSED),
        ("12", date(2027, 1, 1), Standing.REACHED),
        ("11", date(2026, 12, 31), Standing.BEHIND),
    ],
)
def test_a_floor_is_reached_at_once_and_missed_only_after_its_last_day(measured, on, standing):
    assert judge(floor("12"), Decimal(measured), on=on).standing is standing


def test_a_ceiling_is_kept_only_when_its_period_is_over():
    goal = Goal(comparator="le", value=Decimal(3), whole=True, **YEAR)
    assert judge(goal, Decimal(3), on=date(2026, 6, 1)).standing is Standing.IN_PROGRESS
    assert judge(goal, Decimal(3), on=date(2027, 1, 1)).standing is Standing.REACHED
    assert judge(goal, Decimal(4), on=date(2026, 6, 1)).standing is Standing.MISSED


def test_without_a_figure_nothing_is_claimed():
    assert judge(floor("12"), None, on=date(2027, 1, 1)).standing is Standing.NOT_MEASURED


def test_half_a_volunteer_is_never_due():
    assert judge(floor("1"), Decimal(0), on=date(2026, 11, 1)).standing is Standing.IN_PROGRESS


@given(st.integers(0, 400), st.integers(1, 400), st.decimals(0, 100, places=1))
def test_the_missing_number_reaches_the_rate_and_one_fewer_does_not(part, whole, percent):
    part = min(part, whole)
    missing = whole_shortfall(part, whole, percent)
    assert Decimal(100 * (part + missing)) / whole >= percent
    if missing:
        assert Decimal(100 * (part + missing - 1)) / whole < percent


@given(st.integers(0, 400), st.integers(1, 400), st.decimals(0, 100, places=1))
def test_the_excess_taken_away_keeps_the_ceiling_and_one_fewer_does_not(part, whole, percent):
    part = min(part, whole)
    over = whole_excess(part, whole, percent)
    assert Decimal(100 * (part - over)) / whole <= percent
    if over:
        assert Decimal(100 * (part - over + 1)) / whole > percent


@given(st.integers(0, 100), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_more_is_never_worse(measured, day):
    order = [Standing.MISSED, Standing.BEHIND, Standing.IN_PROGRESS, Standing.REACHED]
    goal = floor("60")
    less, more = (judge(goal, Decimal(m), on=day).standing for m in (measured, measured + 1))
    assert order.index(more) >= order.index(less)
