"""Figures against those worked out by hand."""

import math

import pytest

from search.evaluation import metrics
from search.evaluation.metrics import Figures

GRADES = {"a": 3, "b": 2, "c": 1}


def test_a_perfect_order_has_all_there_is_to_gain() -> None:
    assert metrics.ndcg(["a", "b", "c"], GRADES) == 1.0


def test_gain_is_two_to_the_grade_less_one_and_falls_with_the_logarithm_of_the_rank() -> None:
    # 1/log2(2) + 3/log2(3) + 7/log2(4) = 1 + 1.892789 + 3.5 of 7 + 1.892789 + 0.5.
    assert metrics.ndcg(["c", "b", "a"], GRADES) == pytest.approx(6.392789 / 9.392789, abs=1e-6)


def test_what_nobody_judged_takes_a_rank_and_gains_nothing() -> None:
    assert metrics.ndcg(["x", "a"], {"a": 3}) == pytest.approx(1 / math.log2(3))


def test_only_the_first_ten_gain() -> None:
    others = [f"x{number}" for number in range(10)]
    assert metrics.ndcg([*others, "a"], {"a": 3}) == 0.0
    assert metrics.ndcg([*others[:9], "a"], {"a": 3}) == pytest.approx(1 / math.log2(11))


def test_more_relevant_than_ten_ranks_hold_can_still_be_perfect() -> None:
    grades = {f"k{number}": 3 for number in range(15)}
    assert metrics.ndcg(list(grades)[:10], grades) == pytest.approx(1.0)


def test_recall_counts_what_is_graded_two_or_better_among_twenty() -> None:
    others = [f"x{number}" for number in range(18)]
    assert metrics.recall([*others, "a", "c", "b"], GRADES) == 0.5
    assert metrics.recall([*others, "a", "b"], GRADES) == 1.0


def test_reciprocal_rank_is_that_of_the_first_relevant() -> None:
    assert metrics.reciprocal_rank(["c", "x", "b", "a"], GRADES) == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(["c"], GRADES) == 0.0


def test_nothing_found_is_zero_of_everything() -> None:
    assert metrics.figures([], GRADES) == Figures(0.0, 0.0, 0.0, 1.0)


def test_nothing_relevant_divides_by_nothing() -> None:
    assert metrics.figures(["a"], {"c": 1}) == Figures(0.0, 0.0, 0.0, 0.0)
    assert metrics.figures(["a"], {}) == Figures(0.0, 0.0, 0.0, 0.0)


def test_the_mean_of_several_queries() -> None:
    rows = [Figures(1.0, 0.5, 1.0, 0.0), Figures(0.0, 0.0, 0.0, 1.0)]
    assert metrics.mean(rows) == Figures(0.5, 0.25, 0.5, 0.5)
    assert metrics.mean([]) is None
