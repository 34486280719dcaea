"""Time, states, totals and receipts of an attempt."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.domain import receipts, timing
from quizzes.attempts.domain.lifecycle import STEPS
from quizzes.attempts.domain.scoring import total
from quizzes.attempts.enums import AttemptState
from quizzes.bank.domain.marking import Mark

NOON = datetime(2026, 6, 20, 12, tzinfo=UTC)
moments = st.integers(-100_000, 100_000).map(lambda seconds: NOON + timedelta(seconds=seconds))


@given(
    limit=st.none() | st.integers(1, 1440),
    factor=st.sampled_from([Decimal("1"), Decimal("1.25"), Decimal("1.5"), Decimal("2")]),
    closes=st.none() | moments,
    meaning=st.sampled_from(["last_start", "hard_stop"]),
)
def test_a_deadline_is_the_limit_unless_a_hard_stop_comes_first(limit, factor, closes, meaning):
    window = timing.Window(closes=closes, meaning=meaning)
    end = timing.deadline(NOON, limit_minutes=limit, factor=factor, window=window)
    ends = []
    if limit:
        ends.append(NOON + timedelta(minutes=1) * float(limit * factor))
    if closes and meaning == "hard_stop":
        ends.append(closes)
    assert end == (min(ends) if ends else None)


@given(seconds=st.integers(-200, 5000))
def test_the_clock_never_shows_less_than_is_left_nor_a_minute_too_much(seconds):
    shown = timing.remaining(NOON + timedelta(seconds=seconds), NOON)
    if seconds <= 0:
        assert shown.level == "over"
    else:
        assert seconds <= shown.total_seconds < seconds + 60
        assert shown.level == (
            "one"
            if seconds <= 60
            else "five"
            if seconds <= 300
            else "ten"
            if seconds <= 600
            else "calm"
        )


@pytest.mark.parametrize(("late", "over"), [(0, False), (30, False), (31, True)])
def test_the_grace_is_thirty_seconds(late, over):
    assert timing.is_over(NOON, NOON + timedelta(seconds=late)) is over
    assert not timing.is_over(None, NOON)


def test_a_window_is_open_from_its_first_moment_up_to_its_last():
    window = timing.Window(opens=NOON, closes=NOON + timedelta(hours=1))
    timing.check_window(window, NOON)
    with pytest.raises(timing.NotYetOpen):
        timing.check_window(window, NOON - timedelta(seconds=1))
    with pytest.raises(timing.AlreadyClosed):
        timing.check_window(window, NOON + timedelta(hours=1))


def test_seven_days_between_means_the_same_weekday_at_any_hour():
    past = [timing.Past(1, date(2026, 6, 20))]
    for day, refused in ((26, True), (27, False)):
        if refused:
            with pytest.raises(timing.CoolingDown):
                timing.check_history(past, allowed=None, cooldown_days=7, today=date(2026, 6, day))
        else:
            timing.check_history(past, allowed=None, cooldown_days=7, today=date(2026, 6, day))


def test_the_states_of_the_domain_are_those_of_the_table_and_none_leads_back():
    assert set(STEPS) == set(AttemptState.values)

    def reachable(state):
        return (
            {state}.union(*(reachable(after) for after in STEPS[state]))
            if STEPS[state]
            else {state}
        )

    for before, afters in STEPS.items():
        for after in afters:
            assert before not in reachable(after)


marks = st.lists(
    st.builds(
        lambda maximum, right: Mark(
            mark=Decimal(maximum) if right else Decimal(0),
            maximum=Decimal(maximum),
            correct=right,
            answered=True,
        ),
        st.integers(1, 20),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@given(marks=marks, line=st.integers(0, 100))
def test_a_total_never_shows_the_pass_mark_to_somebody_who_missed_it(marks, line):
    result = total(marks, pass_percent=Decimal(line))
    assert 0 <= result.score <= result.maximum
    assert result.passed == (result.score * 100 >= line * result.maximum)
    if not result.passed:
        assert result.percent < line


def test_an_attempt_without_items_cannot_be_scored():
    with pytest.raises(ValueError, match="items"):
        total([], pass_percent=Decimal(60))


def test_a_receipt_code_is_readable_over_the_phone():
    codes = {receipts.new_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert len(code) == 9 and code[4] == "-"
        assert not set(code) & set("ILOU")


def test_a_digest_depends_on_answers_and_not_on_their_order():
    one = receipts.digest({1: {"chosen": ["a"]}, 2: None})
    assert one == receipts.digest({2: None, 1: {"chosen": ["a"]}})
    assert one != receipts.digest({1: {"chosen": ["b"]}, 2: None})
