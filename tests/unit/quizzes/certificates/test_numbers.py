"""A mistyped certificate number is never taken for another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.certificates.domain.numbers import (
    TABLE,
    SerialsExhausted,
    check_digit,
    compose,
    easily_mistaken,
    normalise,
)
from quizzes.certificates.forms import VerificationForm

serials = st.integers(1, 999_999)
years = st.integers(2020, 2099)


def test_the_published_example_of_the_damm_algorithm_holds():
    assert check_digit("572") == 4


def test_the_table_is_a_totally_antisymmetric_quasigroup():
    digits = range(10)
    assert all(sorted(row) == list(digits) for row in TABLE)
    assert all(sorted(row[column] for row in TABLE) == list(digits) for column in digits)
    assert all(TABLE[one][one] == 0 for one in digits)
    assert all(
        TABLE[TABLE[c][x]][y] != TABLE[TABLE[c][y]][x]
        for c in digits
        for x in digits
        for y in digits
        if x != y
    )


@given(years, serials)
def test_a_number_is_recognised_as_it_is_written(year, serial):
    number = compose("AL", year, serial)
    assert normalise(number) == number


@given(years, serials, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(year, serial, place, shift):
    digits = [letter for letter in compose("AL", year, serial)[2:] if letter.isdigit()]
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert normalise("AL" + "".join(digits)) is None


@given(years, serials, st.integers(0, 9))
def test_two_exchanged_neighbours_are_noticed(year, serial, place):
    digits = [letter for letter in compose("AL", year, serial)[2:] if letter.isdigit()]
    swapped = digits.copy()
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    if swapped != digits:
        assert normalise("AL" + "".join(swapped)) is None


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda number: number.replace("-", ""),
        lambda number: number.replace("-", " "),
        lambda number: f"  {number}\n",
        lambda number: number.replace("0", "O"),
        lambda number: number.replace("1", "l"),
        lambda number: "".join(chr(ord(c) + 0xFEE0) if c != " " else c for c in number),
    ],
)
def test_what_people_type_is_understood(change):
    number = compose("AL", 2026, 100_318)
    assert normalise(change(number)) == number


@given(st.text(max_size=200))
def test_nothing_typed_ever_fails(typed):
    found = normalise(typed)
    assert found is None or normalise(found) == found


@pytest.mark.parametrize(
    "typed", ["", "AL", "AL-2026-000000-0", "1234", "ＡＬ", "AL-2026-000318", "\x00"]
)
def test_no_number_is_seen_where_there_is_none(typed):
    assert normalise(typed) is None


def test_the_example_beside_the_field_is_written_rightly_and_is_nobody_s_number():
    example = str(VerificationForm.base_fields["number"].help_text).partition("：")[2]
    body = example.removeprefix("AL-2026-")
    assert body == f"000000-{check_digit('2026000000')}"
    assert normalise(example) is None


def test_a_year_ends_with_its_last_serial():
    compose("AL", 2026, 999_999)
    with pytest.raises(SerialsExhausted):
        compose("AL", 2026, 1_000_000)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("AL", "AX", True),
        ("AL", "BL", True),
        ("AL", "AL", False),
        ("AL", "LA", True),
        ("AA", "AA", False),
        ("AL", "LB", False),
    ],
)
def test_two_prefixes_are_too_close_when_one_slip_makes_the_other(one, other, close):
    assert easily_mistaken(one, other) is close
