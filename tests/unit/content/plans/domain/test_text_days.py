"""Which days of the register stay with the text that is replaced."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.text_days import TextDays, left_behind

OLD, NEW = date(2026, 11, 18), date(2026, 11, 30)
DONE = TextDays(
    approved_on=date(2026, 11, 15), issued_on=date(2026, 11, 20), filed_on=date(2026, 11, 25),
    filing_receipt="备〔2026〕1号", receipt_on=date(2026, 12, 2), disclosed_on=date(2026, 11, 21),
)  # fmt: skip
EVERY = frozenset(DONE.__slots__)

days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_what_was_done_with_the_old_text_stays_with_it_its_receipt_too():
    assert left_behind(DONE, OLD, NEW) == EVERY


@given(days, days)
def test_a_text_that_says_the_same_day_or_none_takes_everything_over(old, new):
    assert left_behind(DONE, old, old) == left_behind(DONE, new, None) == frozenset()


def test_what_was_registered_for_the_new_text_ahead_is_kept():
    ahead = TextDays(approved_on=date(2026, 11, 28), issued_on=NEW, filed_on=date(2026, 12, 1))
    assert left_behind(ahead, OLD, NEW) == frozenset()
    mixed = replace(ahead, issued_on=None, filed_on=date(2026, 11, 25), filing_receipt="1号")
    assert left_behind(mixed, OLD, NEW) == {"filed_on", "filing_receipt"}


def test_an_approval_goes_to_no_text_that_says_no_day_and_was_not_issued():
    ahead = TextDays(approved_on=date(2026, 11, 28), issued_on=date(2026, 12, 2))
    assert left_behind(ahead, None, NEW) == frozenset()
    assert left_behind(replace(ahead, issued_on=None), None, NEW) == frozenset()
    assert left_behind(DONE, None, NEW) == EVERY


def test_a_receipt_without_the_day_of_its_filing_stays_with_the_old_text():
    known = TextDays(filing_receipt="1号")
    assert left_behind(known, OLD, NEW) == {"filing_receipt"}
    assert left_behind(replace(known, issued_on=NEW), OLD, NEW) == frozenset()


@given(days, days, days, days, days)
def test_no_day_from_the_new_text_on_is_left_behind_and_no_earlier_filing_is_kept(
    issued, filed, disclosed, old, new
):
    known = TextDays(issued_on=issued, filed_on=filed, disclosed_on=disclosed)
    gone = left_behind(known, old, new)
    for name in ("issued_on", "filed_on", "disclosed_on"):
        day = getattr(known, name)
        is_older = day is not None and new is not None and new != old and day < new
        assert (name in gone) == is_older
