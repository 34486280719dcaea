"""Score and grade of a drill, in exact decimals."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.drills.domain.scoring import (
    Grade,
    Indicator,
    Limits,
    LimitsWrong,
    Mark,
    MarkOutOfRange,
    MarksMissing,
    NothingApplies,
    WeightsWrong,
    check_limits,
    evaluate,
    shown,
)

LIMITS = Limits(Decimal(90), Decimal(80), Decimal(60))
THREE = [Indicator(1, Decimal(40)), Indicator(2, Decimal("35.5")), Indicator(3, Decimal("24.5"))]


@st.composite
def sheets(draw):
    """Weights that make 100, in hundredths, and a mark of each indicator."""
    cuts = draw(st.sets(st.integers(1, 9_999), max_size=12))
    edges = [0, *sorted(cuts), 10_000]
    indicators = [
        Indicator(key, Decimal(end - start) / 100)
        for key, (start, end) in enumerate(itertools.pairwise(edges))
    ]
    score = st.integers(0, 10_000).map(lambda number: Decimal(number) / 100)
    marks = {one.key: Mark(draw(score), applies=draw(st.booleans())) for one in indicators}
    return indicators, marks


def applying(indicators, marks):
    return [one for one in indicators if marks[one.key].applies]


@given(sheets())
def test_a_score_lies_between_the_lowest_and_the_highest_mark_that_applies(sheet):
    indicators, marks = sheet
    scores = [marks[one.key].score for one in applying(indicators, marks)]
    if not scores:
        with pytest.raises(NothingApplies):
            evaluate(indicators, marks, LIMITS)
        return
    result = evaluate(indicators, marks, LIMITS)
    assert min(scores) <= result.exact <= max(scores)
    assert 0 <= result.exact - Fraction(result.score) < Fraction(1, 100)


@given(sheets())
def test_weights_of_what_applies_make_a_hundred_again_and_keep_their_proportions(sheet):
    indicators, marks = sheet
    kept = applying(indicators, marks)
    if not kept:
        return
    weights = evaluate(indicators, marks, LIMITS).weights
    assert sum(weights.values()) == 100 and weights.keys() == {one.key for one in kept}
    first = kept[0]
    for one in kept:
        assert weights[one.key] * Fraction(first.weight) == weights[first.key] * Fraction(
            one.weight
        )


@given(sheets(), st.integers(0, 100))
def test_the_same_mark_everywhere_is_the_score_whatever_the_weights(sheet, mark):
    indicators, _marks = sheet
    marks = {one.key: Mark(Decimal(mark)) for one in indicators}
    assert evaluate(indicators, marks, LIMITS).exact == mark


@given(sheets(), st.data())
def test_a_better_mark_never_lowers_the_score(sheet, data):
    indicators, marks = sheet
    kept = applying(indicators, marks)
    if not kept:
        return
    chosen = data.draw(st.sampled_from(kept)).key
    better = marks | {chosen: Mark(Decimal(100))}
    assert evaluate(indicators, better, LIMITS).exact >= evaluate(indicators, marks, LIMITS).exact


@given(sheets())
def test_what_does_not_apply_may_have_no_mark_and_changes_nothing(sheet):
    indicators, marks = sheet
    if not applying(indicators, marks):
        return
    bare = {key: mark if mark.applies else Mark(applies=False) for key, mark in marks.items()}
    assert evaluate(indicators, bare, LIMITS) == evaluate(indicators, marks, LIMITS)


def test_what_has_no_mark_is_named_and_refuses_the_score():
    with pytest.raises(MarksMissing) as missing:
        evaluate(THREE, {1: Mark(Decimal(80)), 2: Mark()}, LIMITS)
    assert missing.value.keys == (2, 3)


def test_a_score_just_below_a_limit_neither_reads_nor_counts_as_reached():
    halves = [Indicator(1, Decimal("99.99")), Indicator(2, Decimal("0.01"))]
    marks = {1: Mark(Decimal(80)), 2: Mark(Decimal("79.99"))}
    result = evaluate(halves, marks, LIMITS)
    assert result.exact < 80 and result.score == Decimal("79.99")
    assert result.grade is Grade.PASSED


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", Grade.EXCELLENT), ("90", Grade.EXCELLENT), ("89.99", Grade.GOOD),
        ("80", Grade.GOOD), ("79.99", Grade.PASSED), ("60", Grade.PASSED), ("59.99", Grade.FAIL),
        ("0", Grade.FAIL),
    ],
)  # fmt: skip
def test_a_limit_belongs_to_the_grade_above_it(score, grade):
    marks = {one.key: Mark(Decimal(score)) for one in THREE}
    assert evaluate(THREE, marks, LIMITS).grade is grade


@pytest.mark.parametrize(
    "weights", [["40", "59.99"], ["40", "60.01"], ["0", "100"], [], ["-1", "101"]]
)
def test_weights_that_do_not_make_a_hundred_give_no_score(weights):
    indicators = [Indicator(key, Decimal(weight)) for key, weight in enumerate(weights)]
    with pytest.raises(WeightsWrong):
        evaluate(indicators, {key: Mark(Decimal(80)) for key in range(2)}, LIMITS)


@pytest.mark.parametrize("limits", [("80", "80", "60"), ("101", "80", "60"), ("90", "80", "-1")])
def test_limits_that_do_not_fall_are_none(limits):
    with pytest.raises(LimitsWrong):
        check_limits(Limits(*map(Decimal, limits)))


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_a_mark_beyond_the_scale_gives_no_score(score):
    with pytest.raises(MarkOutOfRange) as wrong:
        evaluate(THREE, {one.key: Mark(Decimal(score)) for one in THREE}, LIMITS)
    assert wrong.value.key == 1


@given(st.lists(st.decimals(1, 60, places=2), min_size=1, max_size=12))
def test_printed_weights_make_a_hundred_and_are_no_cent_away(parts):
    total = sum(map(Fraction, parts))
    weights = {key: Fraction(part) * 100 / total for key, part in enumerate(parts)}
    printed = shown(weights)
    assert sum(printed.values()) == 100
    assert all(abs(Fraction(printed[key]) - weights[key]) < Fraction(1, 100) for key in weights)


def test_the_printed_weights_come_to_the_printed_score():
    weights = dict(enumerate(Fraction(w) * 1000 / 925 for w in (20, 15, 25, 20, Fraction("12.5"))))
    assert list(map(str, shown(weights).values())) == ["21.62", "16.22", "27.03", "21.62", "13.51"]
