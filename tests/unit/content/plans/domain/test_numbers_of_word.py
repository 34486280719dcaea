"""Numbers that Word counts beyond what anybody writes in such numerals."""

import pytest

from content.plans.domain.numerals import format_han, format_letter, format_roman

HUGE = 99_999_999_999_999


@pytest.mark.parametrize("written", [format_han, format_letter, format_roman])
def test_beyond_what_can_be_written_so_it_stays_digits(written):
    assert written(HUGE) == str(HUGE)


def test_what_can_be_written_is():
    assert format_han(9999) == "九千九百九十九" and format_han(10_000) == "10000"
    assert format_roman(3999) == "mmmcmxcix" and format_roman(4000) == "4000"
    assert format_letter(780) == "z" * 30 and format_letter(781) == "781"
