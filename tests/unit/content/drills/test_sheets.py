"""Lines of an evaluation sheet as editors type them."""

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
    TooManyLines,
    UnreadableLine,
    offered,
    read_lines,
    written,
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
    assert read_lines(written(lines)) == lines


@given(st.text(max_size=200))
def test_any_text_is_lines_or_a_named_refusal(text):
    try:
        lines = read_lines(text)
    except (UnreadableLine, NoLines, TooManyLines, WeightsWrong):
        return
    assert sum(line.weight for line in lines) == 100


def test_half_width_bars_blank_lines_and_per_cent_signs_are_read():
    lines = read_lines("指挥|及时| 60% |看记录\n\n处置｜到位｜40％\n")
    assert lines == [
        Line("指挥", "及时", Decimal(60), "看记录"), Line("处置", "到位", Decimal(40)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "why"),
    [
        ("指挥｜及时｜60\n处置40", 2, "parts"),
        ("指挥｜及时｜六十", 1, "weight"),
        ("指挥｜及时｜0", 1, "weight"),
        ("指挥｜及时｜-5", 1, "weight"),
        ("指挥｜及时｜１０", 1, "weight"),
        ("指挥｜及时｜12.345", 1, "weight"),
        ("指挥｜及时｜1e2", 1, "weight"),
        ("指挥｜｜100", 1, "name"),
        ("｜及时｜100", 1, "aspect"),
        (f"指挥｜{'长' * 121}｜100", 1, "name"),
        (f"指挥｜及时｜100｜{'长' * 201}", 1, "guide"),
        ("指挥｜及时｜50\n指挥｜及时｜50", 2, "twice"),
        ("指挥｜及时｜50｜看｜多", 1, "parts"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, number, why):
    with pytest.raises(UnreadableLine) as wrong:
        read_lines(text)
    assert (wrong.value.number, wrong.value.why) == (number, why)


def test_weights_must_make_a_hundred():
    with pytest.raises(WeightsWrong) as wrong:
        read_lines("指挥｜及时｜60\n处置｜到位｜39.99")
    assert wrong.value.total == Decimal("99.99")


def test_nothing_and_too_much_are_refused():
    with pytest.raises(NoLines):
        read_lines(" \n\n")
    with pytest.raises(TooManyLines):
        read_lines("\n".join(f"指挥｜第{at}项｜1" for at in range(MOST_LINES + 1)))


def test_what_is_offered_names_no_weight_and_is_no_sheet_yet():
    text = offered(["指挥", "处置"])
    assert not any(character.isdigit() for character in text)
    with pytest.raises(UnreadableLine):
        read_lines(text)
