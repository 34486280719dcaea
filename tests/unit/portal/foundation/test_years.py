"""The years that every form takes."""

from datetime import date

import pytest
from django import forms

from portal.foundation.fields import FIRST_YEAR, LAST_YEAR, refuse_odd_years, year_in_range


def test_a_year_that_is_a_slip_of_the_finger_is_refused_and_no_day_is_none():
    assert year_in_range(None) is None
    for year in (FIRST_YEAR, LAST_YEAR):
        assert year_in_range(date(year, 12, 31)) == date(year, 12, 31)
    for year in (FIRST_YEAR - 1, LAST_YEAR + 1):
        with pytest.raises(forms.ValidationError, match="年份要在 1949 到 2199 之间"):
            year_in_range(date(year, 1, 1))


class Period(forms.Form):
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def clean(self):
        refuse_odd_years(self, "since", "until")


def test_each_odd_year_is_said_at_its_field():
    form = Period({"since": "0206-03-01", "until": "2026-03-01"})
    assert list(form.errors) == ["since"]
