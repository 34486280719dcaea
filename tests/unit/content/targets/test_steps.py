"""The way to a target over the years of its plan: its steps, where it begins and what is due."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from content.targets.domain.verdicts import Goal, Standing, Step, expected_by, judge, with_steps

PLAN = Goal(
    comparator="ge",
    value=Decimal(600),
    starts=date(2026, 1, 1),
    due=date(2030, 12, 31),
    whole=True,
)
STEPS = [Step(date(2028, 12, 31), Decimal(200)), Step(date(2026, 12, 31), Decimal(12))]


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2025, 6, 1), 0),
        (date(2026, 7, 2), 6),
        (date(2026, 12, 31), 12),
        (date(2027, 12, 31), 105),
        (date(2028, 12, 31), 200),
        (date(2029, 12, 31), 400),
        (date(2030, 12, 31), 600),
    ],
)
def test_the_calendar_goes_through_the_steps_of_the_plan_and_not_past_them(day, due):
    assert expected_by(with_steps(PLAN, STEPS), day) == due


def test_who_keeps_to_the_first_step_is_not_behind_the_last_goal():
    last_day = date(2026, 12, 31)
    assert judge(PLAN, Fraction(12), on=last_day).standing is Standing.BEHIND
    verdict = judge(with_steps(PLAN, STEPS), Fraction(12), on=last_day)
    assert (verdict.standing, verdict.expected) == (Standing.IN_PROGRESS, 12)
    below = judge(with_steps(PLAN, STEPS), Fraction(11), on=last_day)
    assert below.standing is Standing.BEHIND


def test_a_period_begins_with_what_was_promised_before_it():
    later = Goal(
        comparator="ge",
        value=Decimal(112),
        starts=date(2027, 1, 1),
        due=date(2027, 4, 10),
        whole=True,
    )
    goal = with_steps(later, STEPS[1:])
    assert (goal.base, goal.steps) == (12, ())
    assert expected_by(goal, date(2026, 12, 31)) == 12
    assert expected_by(goal, date(2027, 1, 1)) == 13


AWARE = Goal(
    comparator="ge", value=Decimal(80), starts=date(2026, 1, 1), due=date(2030, 12, 31),
    whole=False, base=Decimal(40),
)  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "standing"),
    [(40, Standing.BEHIND), (55, Standing.BEHIND), (57, Standing.IN_PROGRESS)],
)
def test_who_begins_at_what_it_was_has_the_rest_of_the_way_to_go(figure, standing):
    """Two of five years are over: 16 of the 40 points that are missing are due."""
    verdict = judge(AWARE, Fraction(figure), on=date(2027, 12, 31))
    assert verdict.standing is standing
    assert expected_by(AWARE, date(2025, 12, 31)) == 40
    assert 55.9 < expected_by(AWARE, date(2027, 12, 31)) < 56.1


DEATHS = Goal(
    comparator="le", value=Decimal(5), starts=date(2026, 1, 1), due=date(2030, 12, 31),
    whole=True, base=Decimal(10),
)  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "on", "standing", "allowed"),
    [
        (9, date(2026, 1, 1), Standing.IN_PROGRESS, 9),
        (10, date(2026, 1, 1), Standing.BEHIND, 9),
        (7, date(2027, 12, 31), Standing.IN_PROGRESS, 8),
        (9, date(2027, 12, 31), Standing.BEHIND, 8),
        (5, date(2027, 12, 31), Standing.IN_PROGRESS, None),
        (6, date(2031, 1, 1), Standing.MISSED, None),
        (5, date(2031, 1, 1), Standing.REACHED, None),
    ],
)
def test_a_ceiling_that_comes_down_allows_by_each_day_what_the_line_does(
    figure, on, standing, allowed
):
    verdict = judge(DEATHS, Fraction(figure), on=on)
    assert (verdict.standing, verdict.expected) == (standing, allowed)


def test_who_may_be_over_the_line_once_all_is_registered_is_not_on_his_way():
    day = date(2027, 12, 31)
    undecided = judge(DEATHS, Fraction(8), on=day, possible=Fraction(9))
    assert undecided.standing is Standing.UNDECIDED
    assert with_steps(DEATHS, [Step(day, Decimal(3))]) == DEATHS


def test_what_it_was_outweighs_what_was_promised_before_and_less_is_no_step():
    before, less, more = (
        Step(date(year, 12, 31), Decimal(value))
        for year, value in ((2025, 50), (2027, 30), (2028, 60))
    )
    goal = with_steps(AWARE, [before, less, more])
    assert (goal.base, goal.steps) == (Decimal(40), (more,))


def test_of_two_promises_for_a_day_the_higher_counts_and_none_beyond_the_goal():
    day = date(2026, 12, 31)
    promised = [Step(day, Decimal(value)) for value in (12, 20, 601)]
    assert with_steps(PLAN, [*promised, Step(PLAN.due, PLAN.value)]).steps == (
        Step(day, Decimal(20)),
    )
