"""The line a paper is passed by, in marks that can be scored."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.domain.scoring import needed, pass_line, total
from quizzes.bank.domain.marking import Mark


@pytest.mark.parametrize(
    ("maxima", "percent", "line"),
    [
        (["1"] * 6, "60", "4"),
        (["2"] * 5, "60", "6"),
        (["1.5"] * 4, "60", "4.5"),
        (["10"] * 3, "60", "20"),
        (["25"] * 4, "60", "75"),
        (["5"] * 20, "62", "65"),
        (["10", "5", "2"], "60", "12"),
        (["0.05", "0.3", "0.65"], "66.67", "0.7"),
        (["999.99"] * 300, "99.5", "298997.01"),
        (["1"] * 10, "0", "0"),
        (["1"] * 3, "100", "3"),
    ],
)
def test_the_line_is_a_score_that_somebody_can_have(maxima, percent, line):
    found = needed([Decimal(one) for one in maxima], pass_percent=Decimal(percent))
    assert found == Decimal(line)


MARKS = st.lists(st.sampled_from([1, 2, 5, 10]), min_size=1, max_size=7)


@given(MARKS, st.decimals(0, 100, places=2))
def test_of_all_ways_to_answer_the_worst_that_passes_scores_the_line(maxima, percent):
    line = needed([Decimal(one) for one in maxima], pass_percent=percent)
    passing = []
    for answers in product([False, True], repeat=len(maxima)):
        result = total(
            [Mark(mark=Decimal(one * right), maximum=Decimal(one), correct=right, answered=True)
             for one, right in zip(maxima, answers, strict=True)],
            pass_percent=percent,
        )  # fmt: skip
        assert result.passed is (result.score >= line)
        passing += [result.score] if result.passed else []
    assert line == min(passing)


@pytest.mark.parametrize(
    ("maximum", "percent", "line"),
    [("10", "60", "6"), ("6", "60", "3.6"), ("7.5", "66.67", "5.01"), ("3", "0", "0")],
)
def test_the_share_of_the_points_is_said_as_exactly_as_points_are_kept(maximum, percent, line):
    assert pass_line(Decimal(maximum), pass_percent=Decimal(percent)) == Decimal(line)
