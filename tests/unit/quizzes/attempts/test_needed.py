"""The line a paper is passed by, in marks that can be scored."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.domain.scoring import needed, total
from quizzes.bank.domain.marking import Mark


@pytest.mark.parametrize(
    ("maxima", "percent", "line"),
    [
        (["1"] * 6, "60", "4"),
        (["2"] * 5, "60", "6"),
        (["1.5"] * 4, "60", "3.6"),
        (["1"] * 10, "0", "0"),
        (["1"] * 3, "100", "3"),
    ],
)
def test_the_line_of_whole_marks_is_whole(maxima, percent, line):
    found = needed([Decimal(one) for one in maxima], pass_percent=Decimal(percent))
    assert found == Decimal(line)


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.integers(0, 100))
def test_who_has_the_line_passes_and_who_has_less_does_not(right, percent):
    marks = [Mark(mark=Decimal(one), maximum=Decimal(1), correct=one, answered=True)
             for one in right]  # fmt: skip
    result = total(marks, pass_percent=Decimal(percent))
    line = needed([mark.maximum for mark in marks], pass_percent=Decimal(percent))
    assert result.passed is (result.score >= line)
