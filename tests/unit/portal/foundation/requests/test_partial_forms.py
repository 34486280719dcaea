"""A form without its fields is a bad request; a fault of our own stays a fault."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

from portal.foundation import requests
from portal.foundation.requests import MOST_FORM_SETS, PartialFormMiddleware


class Walked(QueryDict):
    """Counts how often all its names are gone through."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()


def posted(*pairs: str) -> Walked:
    """What the middleware lets through."""
    request = HttpRequest()
    request.method = "POST"
    sent = Walked("&".join(pairs))
    request.POST = sent  # type: ignore[assignment]
    PartialFormMiddleware(lambda request: HttpResponse()).process_view(request)
    return sent


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


@pytest.mark.parametrize("count", ["2", "+2", " 2", "2.0", "1", "0", "-1", "", "x", "9" * 5000])
def test_rows_whose_fields_were_sent_pass_and_what_is_no_number_is_left_to_django(
    count: str,
) -> None:
    posted(f"cell-TOTAL_FORMS={count.replace('+', '%2B')}", "cell-0-mark=2")


@pytest.mark.parametrize("count", ["3", "%2B3", " 3", "3.0"])
@pytest.mark.parametrize("other", ["cells-0-mark=2", "cell.0=2", "cell=2", "a-cell-0-mark=2"])
def test_more_rows_than_fields_are_refused_and_those_of_another_set_do_not_count(
    count: str, other: str
) -> None:
    with pytest.raises(BadRequest):
        posted(f"cell-TOTAL_FORMS={count}", "cell-0-mark=2", other)


def test_nine_thousand_form_sets_are_refused_before_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(requests, "_claimed", lambda count: pytest.fail("read"))
    with pytest.raises(BadRequest):
        posted(*(f"s{number}-TOTAL_FORMS=1" for number in range(9000)))


def test_the_names_are_gone_through_once_however_many_form_sets_there_are() -> None:
    sets = [f"s{number}-TOTAL_FORMS=1" for number in range(MOST_FORM_SETS)]
    sent = posted(*sets, *(f"field{number}=1" for number in range(9000)))
    assert sent.walks == 1
