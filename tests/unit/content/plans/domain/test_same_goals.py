"""Which goals of a document are stated twice."""

from decimal import Decimal
from pathlib import Path

import pytest

from content.plans.domain.pipeline import parse_bytes
from content.plans.domain.same_goals import MOST, StatedGoal, alike

PLAN = Path(__file__).parents[5] / "portal/operations/demonstration/documents/five-year-plan.md"


def goal(subject, stratum="", value="50", unit="%", period="到2030年", comparator="ge"):
    return StatedGoal(subject, stratum, comparator, Decimal(value), unit, period)


AWARE = goal("公众知晓率", "城镇")


@pytest.mark.parametrize(
    "other",
    [
        goal("公众知晓率（城镇）", period="2030年"),
        goal("公众知晓率", "城镇", period="到2030年底", comparator=""),
        goal("城镇公众知晓率", period="2030年"),
    ],
)
def test_the_same_number_of_the_same_thing_by_the_same_year_is_one_goal(other):
    assert alike([AWARE, goal("别的比例"), other]) == {0: [2], 2: [0]}


@pytest.mark.parametrize(
    "other",
    [
        goal("公众知晓率", "农村"),
        goal("公众知晓率（农村）"),
        goal("公众知晓率", "城镇", value="51"),
        goal("公众知晓率", "城镇", unit="人"),
        goal("公众知晓率", "城镇", period="到2028年"),
        goal("公众知晓率", "城镇", comparator="le"),
        goal("应急广播覆盖率", "城镇"),
    ],
)
def test_another_number_group_unit_year_side_or_thing_is_another_goal(other):
    assert alike([AWARE, other]) == {}


def test_a_yearly_duty_is_told_again_by_a_table_of_times_a_year():
    text = goal("综合应急演练", "县人民政府", "2", "次", "每年")
    rows = [goal("县级综合应急演练", "", "2", "次/年", f"{year}年") for year in (2026, 2030)]
    other = goal("综合应急演练", "县人民政府", "2", "次", "每半年")
    assert alike([text, *rows, other])[0] == [1, 2]


def test_all_goals_of_the_table_of_the_county_but_one_are_in_its_text():
    found = parse_bytes(PLAN.read_bytes(), PLAN.name).targets
    goals = [
        StatedGoal(
            one.subject, one.stratum, one.comparator, Decimal(one.value), one.unit, one.period
        )
        for one in found
    ]
    again = alike(goals)
    rows = {
        found[place].row
        for place, others in again.items()
        if any(found[other].row is None for other in others) and found[place].row
    }
    assert rows == {1, 2, 3, 4, 5, 6, 7, 8, 10, 11}


def test_a_number_that_stands_everywhere_is_compared_only_so_often():
    found = alike([AWARE] * 500)
    assert len(found) == MOST
