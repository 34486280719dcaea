"""A register count against a target: met, in time, behind, too late."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.targets.domain.verdicts import (
    Goal,
    Standing,
    beside,
    judge,
    readable,
    whole_excess,
    whole_shortfall,
)

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
    assert judge(floor("12"), Fraction(measured), on=on).standing is standing


def test_a_ceiling_is_kept_only_when_its_period_is_over():
    goal = Goal(comparator="le", value=Decimal(3), whole=True, **YEAR)
    assert judge(goal, Fraction(3), on=date(2026, 6, 1)).standing is Standing.IN_PROGRESS
    assert judge(goal, Fraction(3), on=date(2027, 1, 1)).standing is Standing.REACHED
    assert judge(goal, Fraction(4), on=date(2026, 6, 1)).standing is Standing.BEHIND


def test_a_count_that_leaves_something_out_never_makes_a_goal_reached_but_may_miss_it():
    goal, ceiling = floor("12"), Goal(comparator="le", value=Decimal(3), whole=True, **YEAR)
    after = date(2027, 1, 1)
    for on in (date(2026, 1, 2), after):
        assert judge(goal, Fraction(12), on=on, partial=True).standing is Standing.INCOMPLETE
    assert judge(goal, Fraction(11), on=after, partial=True).standing is Standing.MISSED
    assert judge(ceiling, Fraction(3), on=after, partial=True).standing is Standing.INCOMPLETE


def test_without_a_figure_nothing_is_claimed():
    assert judge(floor("12"), None, on=date(2027, 1, 1)).standing is Standing.NOT_MEASURED


def test_half_a_volunteer_is_never_due():
    assert judge(floor("1"), Fraction(0), on=date(2026, 11, 1)).standing is Standing.IN_PROGRESS


SHARES = (st.integers(0, 400), st.integers(1, 400), st.decimals(0, 99, places=1), st.booleans())


@given(*SHARES)
def test_the_missing_number_reaches_the_rate_and_one_fewer_does_not(part, whole, percent, strict):
    goal, part = replace(floor(percent, whole=False), strict=strict), min(part, whole)
    missing = whole_shortfall(goal, part, whole)
    assert goal.is_met_by(Fraction(100 * (part + missing), whole))
    if missing:
        assert not goal.is_met_by(Fraction(100 * (part + missing - 1), whole))


@given(*SHARES)
def test_the_excess_taken_away_keeps_the_ceiling_and_one_fewer_does_not(
    part, whole, percent, strict
):
    goal = Goal(comparator="le", value=percent + 1, whole=False, strict=strict, **YEAR)
    part = min(part, whole)
    over = whole_excess(goal, part, whole)
    assert goal.is_met_by(Fraction(100 * (part - over), whole))
    if over:
        assert not goal.is_met_by(Fraction(100 * (part - over + 1), whole))


def test_a_share_that_is_just_the_number_neither_exceeds_it_nor_lies_under_it():
    over = replace(floor("90", whole=False), strict=True)
    under = Goal(comparator="le", value=Decimal(90), whole=False, strict=True, **YEAR)
    after = date(2027, 1, 1)
    assert judge(over, Fraction(90), on=after).standing is Standing.MISSED
    assert judge(over, Fraction("90.01"), on=after).standing is Standing.REACHED
    assert judge(under, Fraction(90), on=after).standing is Standing.MISSED
    assert judge(under, Fraction("89.99"), on=after).standing is Standing.REACHED
    kept = {"on": after, "possible": Fraction(90)}
    assert judge(under, Fraction(89), **kept).standing is Standing.UNDECIDED
    assert judge(over, Fraction(89), **kept).standing is Standing.MISSED


@pytest.mark.parametrize(
    ("figure", "comparator", "shown"),
    [("90.04", "ge", "90.04"), ("90", "ge", "90.0"), ("91.27", "ge", "91.2"),
     ("89.96", "le", "89.96"), ("90.01", "le", "90.1"), ("80.11", "le", "80.2")],
)  # fmt: skip
def test_a_share_that_meets_a_strict_goal_never_reads_as_the_goal_itself(figure, comparator, shown):
    goal = Goal(comparator=comparator, value=Decimal(90), whole=False, strict=True, **YEAR)
    assert beside(Fraction(figure), goal) == Decimal(shown)


@given(st.integers(0, 100), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_more_is_never_worse(measured, day):
    order = [Standing.MISSED, Standing.BEHIND, Standing.IN_PROGRESS, Standing.REACHED]
    goal = floor("60")
    less, more = (judge(goal, Fraction(m), on=day).standing for m in (measured, measured + 1))
    assert order.index(more) >= order.index(less)


@pytest.mark.parametrize(
    ("part", "on", "standing", "shown", "due"),
    [
        (22, date(2026, 8, 11), Standing.IN_PROGRESS, "36.6", "36.6"),
        (27, date(2026, 10, 1), Standing.BEHIND, "45.0", "45.04"),
        (27, date(2026, 9, 30), Standing.IN_PROGRESS, "45.0", "44.8"),
    ],
)
def test_a_share_is_compared_unrounded_and_the_two_numbers_read_as_the_verdict_says(
    part, on, standing, shown, due
):
    verdict = judge(floor("60", whole=False), Fraction(100 * part, 60), on=on)
    assert verdict.standing is standing
    behind = standing is Standing.BEHIND
    assert readable(verdict.expected, Decimal(shown), behind=behind) == Decimal(due)


@given(st.integers(0, 300), st.integers(1, 300), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_numbers_on_the_page_never_contradict_the_verdict(part, whole, day):
    measured = Fraction(100 * min(part, whole), whole)
    verdict = judge(floor("60", whole=False), measured, on=day)
    if verdict.expected is None:
        return
    shown = Decimal(int(measured * 10)).scaleb(-1)
    behind = verdict.standing is Standing.BEHIND
    assert behind == (readable(verdict.expected, shown, behind=behind) > shown)


def test_what_a_ceiling_allows_reads_as_less_than_a_figure_that_is_over_it():
    allowed = Fraction("9.54")
    assert readable(allowed, Decimal("9.5"), behind=False, ceiling=True) == Decimal("9.6")
    assert readable(allowed, Decimal("9.6"), behind=True, ceiling=True) == Decimal("9.54")


@pytest.mark.parametrize(
    ("possible", "on", "standing"),
    [
        ("59.9", date(2027, 1, 1), Standing.MISSED),
        ("60", date(2027, 1, 1), Standing.UNDECIDED),
        ("60", date(2026, 12, 31), Standing.UNDECIDED),
        ("59.9", date(2026, 12, 31), Standing.BEHIND),
        ("29", date(2026, 6, 30), Standing.BEHIND),
        ("30", date(2026, 6, 30), Standing.UNDECIDED),
    ],
)
def test_a_floor_is_neither_missed_nor_behind_while_what_is_unregistered_could_reach_it(
    possible, on, standing
):
    verdict = judge(floor("60", whole=False), Fraction(25), on=on, possible=Fraction(possible))
    assert (verdict.standing, verdict.shortfall) == (standing, 35)


def test_a_ceiling_is_not_kept_while_what_is_unregistered_could_pass_it():
    goal = Goal(comparator="le", value=Decimal(3), whole=True, **YEAR)
    after = date(2027, 1, 1)
    assert judge(goal, Fraction(2), on=after, possible=Fraction(4)).standing is Standing.UNDECIDED
    assert judge(goal, Fraction(2), on=after, possible=Fraction(3)).standing is Standing.REACHED
    assert judge(goal, Fraction(4), on=after, possible=Fraction(9)).standing is Standing.MISSED


@pytest.mark.parametrize("whole", [False, True])
def test_a_figure_over_its_ceiling_may_still_fall_until_the_due_day(whole):
    goal = Goal(comparator="le", value=Decimal(5), whole=whole, **YEAR)
    assert judge(goal, Fraction(8), on=date(2026, 6, 1)).standing is Standing.BEHIND
    assert judge(goal, Fraction(5), on=date(2026, 7, 1)).standing is Standing.IN_PROGRESS
    assert judge(goal, Fraction(8), on=date(2027, 1, 1)).standing is Standing.MISSED
