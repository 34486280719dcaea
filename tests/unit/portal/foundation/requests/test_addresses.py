"""Addresses that can name no row are absent before any view or database sees them."""

from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse

from portal.foundation.requests import LARGEST_ID, AddressMiddleware


def looked_at(*args: Any, **kwargs: Any) -> None:
    middleware = AddressMiddleware(lambda request: HttpResponse())
    middleware.process_view(HttpRequest(), object(), args, kwargs)


@pytest.mark.parametrize("value", [LARGEST_ID + 1, 10**20, "a\0b"])
def test_what_no_row_can_have_is_absent_by_name_and_by_place(value: Any) -> None:
    with pytest.raises(Http404):
        looked_at(pk=value)
    with pytest.raises(Http404):
        looked_at(value)


@pytest.mark.parametrize("value", [0, LARGEST_ID, "AL-2026-000000-2", "..", "x" * 4_000, None])
def test_everything_else_goes_on_to_the_view(value: Any) -> None:
    looked_at(number=value)
    looked_at(value)


@pytest.mark.parametrize("value", ["nothing-here", "", "²", "1.5", "-1", "9" * 30])
def test_a_word_is_the_key_of_no_row(value: Any) -> None:
    with pytest.raises(Http404):
        looked_at(pk=value)


@pytest.mark.parametrize("value", ["7", str(LARGEST_ID), 7])
def test_a_number_may_be_a_key(value: Any) -> None:
    looked_at(pk=value)


@pytest.mark.parametrize("digit", ["9", "٣"])
def test_more_digits_than_python_reads_are_no_key_either(digit: str) -> None:
    with pytest.raises(Http404):
        looked_at(pk=digit * 5_000)
