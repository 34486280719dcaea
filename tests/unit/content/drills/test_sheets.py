"""Rows of an evaluation sheet as editors type them."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.drills.domain.scoring import WeightsWrong
from content.drills.domain.sheets import (
    MOST_LINES,
    Line,
    NoLines,
    RowsWrong,
    TooManyLines,
    Typed,
    Wrong,
    read_rows,
    total_of,
    typed_as,
)

WORDS = st.text(st.characters(categories=["Lo", "Nd"]), min_size=1, max_size=30)


@st.composite
def some_lines(draw):
    cuts = draw(st.sets(st.integers(1, 9_999), max_size=8))
    edges = [0, *sorted(cuts), 10_000]
    guide = st.one_of(st.just(""), WORDS)
    return [
        Line(draw(WORDS), f"{draw(WORDS)}{at}", Decimal(end - start) / 100, draw(guide))
        for at, (start, end) in enumerate(itertools.pairwise(edges))
    ]


@given(some_lines())
def test_what_is_written_is_read_back(lines):
    assert read_rows([typed_as(line) for line in lines]) == lines


@given(st.lists(st.builds(Typed, *[st.text(max_size=9)] * 4), max_size=5))
def test_any_rows_are_lines_or_a_named_refusal(rows):
    try:
        lines = read_rows(rows)
    except (RowsWrong, NoLines, TooManyLines, WeightsWrong):
        return
    assert sum(line.weight for line in lines) == 100


def test_empty_rows_and_per_cent_signs_are_read():
    rows = [
        Typed("指挥", "及时", " 60% ", "看记录"), Typed(), Typed(" ", "\u3000", "", ""),
        Typed("处置", "到位", "40％"),
    ]  # fmt: skip
    assert read_rows(rows) == [
        Line("指挥", "及时", Decimal(60), "看记录"), Line("处置", "到位", Decimal(40)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (Typed("指挥", "及时", "六十"), "weight"),
        (Typed("指挥", "及时", ""), "weight"),
        (Typed("指挥", "及时", "0"), "weight"),
        (Typed("指挥", "及时", "-5"), "weight"),
        (Typed("指挥", "及时", "１０"), "weight"),
        (Typed("指挥", "及时", "12.345"), "weight"),
        (Typed("指挥", "及时", "1e2"), "weight"),
        (Typed("指挥", "", "100"), "name"),
        (Typed("", "及时", "100"), "aspect"),
        (Typed("指挥", "长" * 121, "100"), "name"),
        (Typed("指挥", "及时", "100", "长" * 201), "guide"),
    ],
)
def test_what_is_wrong_in_a_row_is_named_by_its_column(row, column):
    with pytest.raises(RowsWrong) as found:
        read_rows([Typed(), row])
    assert found.value.wrong == (Wrong(1, column, column),)


def test_all_that_is_wrong_is_said_at_once_and_an_indicator_stands_once():
    rows = [Typed("指挥", "", "x"), Typed("处置", "到位", "50"), Typed("处置", " 到位", "50")]
    with pytest.raises(RowsWrong) as found:
        read_rows(rows)
    assert [(one.row, one.why) for one in found.value.wrong] == [
        (0, "name"), (0, "weight"), (2, "twice"),
    ]  # fmt: skip


def test_weights_must_make_a_hundred():
    with pytest.raises(WeightsWrong) as wrong:
        read_rows([Typed("指挥", "及时", "60"), Typed("处置", "到位", "39.99")])
    assert wrong.value.total == Decimal("99.99")


def test_the_running_sum_takes_what_can_be_read():
    rows = [Typed(weight="60%"), Typed(weight="三"), Typed(), Typed(weight="0.5")]
    assert total_of(rows) == Decimal("60.5")


def test_nothing_and_too_much_are_refused():
    with pytest.raises(NoLines):
        read_rows([Typed(), Typed(" ")])
    with pytest.raises(TooManyLines):
        read_rows([Typed("指挥", f"第{at}项", "1") for at in range(MOST_LINES + 1)])
