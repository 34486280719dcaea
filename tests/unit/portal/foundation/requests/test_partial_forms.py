"""A form without its fields is a bad request; a fault of our own stays a fault."""

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

from portal.foundation.requests import PartialFormMiddleware


def met(exception: Exception) -> None:
    PartialFormMiddleware(lambda request: HttpResponse()).process_exception(
        HttpRequest(), exception
    )


def test_a_field_that_was_not_sent_is_a_bad_request() -> None:
    with pytest.raises(KeyError) as caught:
        QueryDict("title=x")["phases-count"]
    with pytest.raises(BadRequest):
        met(caught.value)


@pytest.mark.parametrize("exception", [KeyError("x"), ValueError()])
def test_any_other_fault_is_left_alone(exception: Exception) -> None:
    met(exception)
