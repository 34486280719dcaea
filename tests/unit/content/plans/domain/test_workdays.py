"""Working days by the calendar that an editor enters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.workdays import Calendar, UnreadableDay, read_days, written

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    Calendar,
    off=st.frozensets(days, max_size=30),
    worked=st.frozensets(days.filter(lambda day: day.weekday() >= 5), max_size=8),
)


@given(calendars, days, st.integers(1, 40))
def test_exactly_so_many_working_days_lie_after_the_start(calendar, start, count):
    end = calendar.after(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(calendar.is_working, between)) == count
    assert calendar.is_working(end)


@given(calendars, days, st.integers(1, 40))
def test_a_day_off_more_never_makes_it_sooner(calendar, start, count):
    more = Calendar(calendar.off | {start + timedelta(days=1)}, calendar.worked)
    assert more.after(start, count) >= calendar.after(start, count)


def test_the_national_day_week_is_left_out_and_its_saturday_is_worked():
    off = frozenset(read_days("10月1日至10月7日 国庆节", 2026))
    calendar = Calendar(off, frozenset({date(2026, 10, 10)}), frozenset({2026}))
    assert calendar.after(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert calendar.unknown_between(date(2026, 12, 20), date(2027, 1, 20)) == (2027,)


@given(st.dictionaries(days, st.sampled_from(["", "春节", "国庆节"]), max_size=40))
def test_what_is_written_is_read_again(known):
    assert read_days(written(known), 2026) == known


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("春节放假", "shape"), ("2月30日", "date"), ("2月9日至2月3日", "order"),
        ("1月1日至3月1日", "long"), ("13月1日", "date"),
    ],
)  # fmt: skip
def test_a_line_that_names_no_day_says_why(line, why):
    with pytest.raises(UnreadableDay) as refused:
        read_days(f"1月1日 元旦\n{line}", 2026)
    assert (refused.value.line, refused.value.why) == (line, why)


def test_the_end_may_leave_out_its_month():
    assert list(read_days("5月1日—5日 劳动节", 2026)) == [date(2026, 5, n) for n in range(1, 6)]


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 12, 15), 20, date(2027, 1, 13)),
        (date(2027, 9, 30), 1, date(2027, 10, 4)),
        (date(2027, 4, 30), 1, date(2027, 5, 3)),
        (date(2028, 5, 1), 1, date(2028, 5, 3)),
        (date(2024, 5, 1), 1, date(2024, 5, 2)),
    ],
)
def test_the_holidays_with_a_date_are_off_in_a_year_whose_notice_nobody_entered(start, count, end):
    assert Calendar().after(start, count) == end


@given(calendars, days)
def test_a_period_ends_on_its_last_day_or_the_next_that_is_worked(calendar, last):
    end = calendar.ending(last)
    assert calendar.is_working(end) and end >= last
    gap = [last + timedelta(days=n) for n in range((end - last).days)]
    assert not any(map(calendar.is_working, gap))
