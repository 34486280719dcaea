"""What people type as a phone number, and what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.domain.phones import BadPhone, Fault, is_phone, masked, national, normalise


@pytest.mark.parametrize(
    "typed",
    ["13800138000", "138 0013 8000", "138-0013-8000", "+8613800138000", "+86 138 0013 8000",
     "86 13800138000", "0086 13800138000",
     "１３８００１３８０００", " 13800138000 ", "(138)00138000"],
)  # fmt: skip
def test_every_way_to_type_a_number_is_one_number(typed):
    assert normalise(typed) == "+8613800138000"


@pytest.mark.parametrize(("typed", "digits"), [("1380013800", 10), ("138001380001", 12), ("1", 1)])
def test_a_wrong_length_is_counted(typed, digits):
    with pytest.raises(BadPhone) as caught:
        normalise(typed)
    assert caught.value == BadPhone(Fault.LENGTH, digits=digits)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("1380013800a", Fault.LETTERS),
        ("我的手机", Fault.LETTERS),
        ("010-88886666", Fault.NOT_MOBILE),
        ("", Fault.UNKNOWN),
        ("+", Fault.UNKNOWN),
        ("12345678901", Fault.UNKNOWN),
        ("1" * 500, Fault.UNKNOWN),
    ],
)
def test_other_faults_are_told_apart(typed, fault):
    with pytest.raises(BadPhone) as caught:
        normalise(typed)
    assert caught.value.fault is fault


def test_a_number_from_abroad_keeps_its_country():
    assert normalise("+77011234567") == "+77011234567"


@given(st.text(max_size=60))
def test_no_input_is_a_crash(text):
    is_phone(text)


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_what_is_stored_is_stored_again_unchanged(number):
    if is_phone(number):
        stored = normalise(number)
        assert normalise(stored) == stored and normalise(national(stored)) == stored


@given(st.from_regex(r"\+\d{8,15}", fullmatch=True))
def test_a_masked_number_never_shows_more_than_seven_digits(stored):
    shown = masked(stored)
    assert sum(character.isdigit() for character in shown) <= 7
    assert stored.lstrip("+") not in shown


def test_nobody_without_a_number_gets_stars():
    assert masked(None) == masked("") == ""
