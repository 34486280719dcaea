"""Counts whose sums add up, and the order of what is revised first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.crosstab import cross
from content.plans.domain.priority import Case, order

ROWS = [("a", "甲"), ("b", "乙"), ("c", "丙")]
COLUMNS = [("x", "子"), ("y", "丑")]
pairs = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=30)


@given(pairs)
def test_rows_columns_and_everything_add_up(counted):
    table = cross(counted, ROWS, COLUMNS)
    assert table.total == len(counted) == sum(table.totals)
    for line in table.lines:
        assert line.total == sum(line.counts)
    for at, total in enumerate(table.totals):
        assert total == sum(line.counts[at] for line in table.lines) > 0
    assert [line.label for line in table.lines] == ["甲", "乙", "丙"]


def test_each_count_is_told_with_the_name_of_its_column():
    table = cross([("a", "y"), ("c", "x")], ROWS, COLUMNS)
    assert table.rows == (
        ("甲", (("子", 0), ("丑", 1)), 1),
        ("乙", (("子", 0), ("丑", 0)), 0),
        ("丙", (("子", 1), ("丑", 0)), 1),
    )
    assert table.sums == (("子", 1), ("丑", 1))


def test_a_value_without_a_row_is_an_error_and_not_a_sum_too_small():
    with pytest.raises(KeyError):
        cross([("d", "x")], ROWS, COLUMNS)


cases = st.builds(
    Case, title=st.text(max_size=3), frequent=st.booleans(), dangerous=st.booleans(),
    triggers=st.integers(0, 7), behind=st.integers(0, 900), upper_gone=st.booleans(),
)  # fmt: skip


@given(st.lists(cases, max_size=12))
def test_frequent_and_dangerous_comes_first_whatever_else_there_is(many):
    ranked = [case.frequent + 2 * case.dangerous for case in sorted(many, key=order)]
    assert ranked == sorted(ranked, reverse=True)


def test_among_equals_more_reasons_then_the_longer_overdue_come_first():
    late = Case("甲", False, False, 0, 400)
    two = Case("乙", False, False, 2, 0)
    gone = Case("丙", False, False, 0, 500, upper_gone=True)
    assert sorted([late, gone, two], key=order) == [two, gone, late]
    assert not Case("丁", True, True, 0, 0).needs_revision
