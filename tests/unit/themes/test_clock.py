"""A time of another day is said with its day."""

from datetime import timedelta

from django.utils import timezone

from themes.templatetags.ui import clock


def test_a_time_of_today_is_a_time() -> None:
    now = timezone.localtime()
    assert clock(now) == f"{now:%H:%M}"


def test_a_time_of_another_day_names_the_day() -> None:
    at = timezone.localtime() + timedelta(days=10)
    assert clock(at) == f"{at.month}月{at.day}日 {at:%H:%M}"
