"""Where a planned drill and an improvement stand."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.drills.domain.standing import SOON, Standing, standing

TODAY = date(2026, 11, 30)


@given(st.integers(-400, 400))
def test_the_day_itself_is_in_time_and_the_next_is_not(days):
    due = TODAY + timedelta(days=days)
    expected = (
        Standing.OVERDUE if days < 0 else Standing.SOON if days <= SOON.days else Standing.CALM
    )
    assert standing(due, None, TODAY) is expected


@given(st.integers(-400, 400))
def test_what_is_done_is_done_however_late(days):
    assert standing(TODAY, TODAY + timedelta(days=days), TODAY) is Standing.DONE
