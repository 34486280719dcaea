"""What a device says of its own time."""

import pytest

from quizzes.attempts.domain import device


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0", 0), ("61500", 61_500), (str(device.LONGEST_OPEN), device.LONGEST_OPEN)],
)
def test_an_offset_is_whole_milliseconds(typed, kept):
    assert device.offset(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "-1", "+1", "1.5", "１２", "²", "NaN", str(device.LONGEST_OPEN + 1), "9" * 5_000]
)
def test_an_offset_that_no_page_sends_is_none(typed):
    assert device.offset(typed) is None


def test_a_clock_keeps_its_milliseconds():
    assert device.clock("1795898692123").isoformat(timespec="milliseconds").endswith(".123+00:00")


@pytest.mark.parametrize("typed", ["", "0", "-1", "later", str(device.LATEST + 1), "9" * 5_000])
def test_a_clock_outside_this_century_is_none(typed):
    assert device.clock(typed) is None
