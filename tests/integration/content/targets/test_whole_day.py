"""A figure that was taken before its day was over is no figure of that day."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from content.targets import counting, services
from content.targets.domain.verdicts import Standing
from content.targets.enums import Comparator
from tests.samples.due_day import COUNTS, DUE, indicator_of, standing, target_of

BEFORE, AFTER = DUE - timedelta(days=1), DUE + timedelta(days=1)


@pytest.fixture
def indicator(world, monkeypatch):
    return indicator_of(monkeypatch)


def run(day: date, clock: str) -> None:
    """The periodic job as it runs by the clock of the county."""
    hour, minute = map(int, clock.split(":"))
    local = timezone.get_current_timezone()
    with time_machine.travel(
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=local), tick=False
    ):
        counting.snapshot_all(timezone.localdate())


def figures(indicator, day=DUE) -> list[int]:
    """All revisions of a day, in order."""
    return [int(one.value) for one in indicator.values.filter(holds_for=day).order_by("revision")]


def test_a_certificate_issued_at_eleven_in_the_evening_of_the_due_day_counts(world, indicator):
    target = target_of(world, indicator)
    COUNTS[DUE] = 11
    run(DUE, "18:00")
    COUNTS[DUE] = COUNTS[AFTER] = 12
    run(AFTER, "00:05")
    assert figures(indicator) == [11, 12]
    assert standing(target, AFTER).verdict.standing is Standing.REACHED


def test_what_was_revoked_in_the_evening_of_the_due_day_counts_no_longer(world, indicator):
    target = target_of(world, indicator)
    COUNTS[DUE] = 12
    run(DUE, "18:00")
    COUNTS[DUE] = 11
    run(AFTER, "06:00")
    row = standing(target, AFTER)
    assert (row.verdict.standing, row.next_step) == (Standing.MISSED, "还差 1\xa0人")


def test_a_worker_stopped_around_the_due_day_counts_the_days_it_left_unfinished(world, indicator):
    target = target_of(world, indicator)
    COUNTS.update({BEFORE: 8, DUE: 12, AFTER: 12, DUE + timedelta(days=2): 3})
    run(BEFORE, "12:00")
    COUNTS[BEFORE] = 9
    run(DUE + timedelta(days=2), "12:00")
    assert (figures(indicator, BEFORE), figures(indicator)) == ([8, 9], [12])
    assert standing(target, DUE + timedelta(days=2)).verdict.standing is Standing.REACHED


def test_a_day_counted_to_its_end_is_not_counted_again(world, indicator):
    target = target_of(world, indicator)
    COUNTS[DUE] = 8
    run(DUE, "23:50")
    run(AFTER, "00:10")
    assert figures(indicator) == [8, 8]
    COUNTS[DUE] = 12
    for clock in ("00:20", "06:00"):
        run(AFTER, clock)
    assert figures(indicator) == [8, 8]
    assert standing(target, AFTER).verdict.standing is Standing.MISSED


def test_the_day_ends_at_midnight_of_the_county_and_not_of_greenwich(world, indicator):
    """At 00:10 in Shanghai it is still the due day in Greenwich, at 07:00 of that day not yet."""
    COUNTS[DUE] = 8
    run(DUE, "07:00")
    run(DUE, "23:59")
    assert figures(indicator) == [8]
    COUNTS[DUE] = 12
    run(AFTER, "00:10")
    assert figures(indicator) == [8, 12]
    COUNTS[DUE] = 13
    run(AFTER, "09:00")
    assert figures(indicator) == [8, 12]


def test_every_past_day_of_the_history_is_counted_to_its_end(world, indicator):
    target = target_of(world, indicator, due=date(2026, 12, 31))
    days = [DUE + timedelta(days=number) for number in range(3)]
    for number, day in enumerate(days):
        COUNTS[day] = number
        run(day, "06:00")
        COUNTS[day] = number + 5
    run(days[-1] + timedelta(days=1), "00:00")
    assert [figures(indicator, day)[-1] for day in days] == [5, 6, 7]
    assert standing(target, days[-1]).figure.value == 7


@pytest.mark.parametrize("comparator", Comparator)
def test_until_the_due_day_is_counted_to_its_end_nothing_is_missed_or_kept(
    client, world, indicator, settings, comparator
):
    settings.PAGECACHE_ENABLED = False
    over = Decimal(12 if comparator.is_floor else 7)
    target = target_of(world, indicator, comparator=comparator, value=over)
    COUNTS[DUE] = 8
    run(DUE, "18:00")
    row = standing(target, AFTER)
    assert row.verdict.standing is Standing.BEHIND and not row.settled
    assert "今天应到" not in row.expected_text + row.rule_text
    waits = "2026-06-30 全天的数还没算，下次统计后判定"
    assert waits in row.basis_text
    page = client.get(reverse("targets:detail", args=["due"])).content.decode()
    assert waits in page and "<dt>期限之后" not in page
    run(AFTER, "00:10")
    row = standing(target, AFTER)
    assert row.verdict.standing is Standing.MISSED and row.settled
    assert waits not in client.get(reverse("targets:detail", args=["due"])).content.decode()


def test_a_figure_of_an_earlier_day_does_not_miss_a_target_that_is_counted(world, indicator):
    target = target_of(world, indicator)
    COUNTS[BEFORE] = 8
    run(BEFORE, "18:00")
    assert standing(target, AFTER).verdict.standing is Standing.BEHIND


def test_a_day_that_ended_before_the_definition_changed_is_counted_by_its_own(world, indicator):
    COUNTS[DUE] = 8
    run(DUE, "18:00")
    COUNTS[DUE] = 12
    local = timezone.get_current_timezone()
    with time_machine.travel(datetime(2026, 7, 1, 0, 30, tzinfo=local), tick=False):
        services.redefine_indicator(
            indicator=indicator, name="人数", definition="只算本县。", measure="people",
            source="test.due", actor=world.administrator,
        )  # fmt: skip
    run(AFTER, "06:00")
    kept = indicator.values.filter(holds_for=DUE).order_by("revision")
    assert list(kept.values_list("value", "definition")) == [(8, "测试。"), (12, "测试。")]
