import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.foundation.audit import services
from portal.foundation.requests import RequestIdMiddleware, current_request_id


def answer(headers: dict | None = None, path: str = "/x/?q=秘密") -> tuple[HttpResponse, str]:
    inside = []

    def view(_request):
        inside.append(current_request_id())
        return HttpResponse("ok", status=201)

    response = RequestIdMiddleware(view)(RequestFactory().get(path, headers=headers or {}))
    return response, inside[0]


def test_a_request_has_one_id_inside_and_outside() -> None:
    response, inside = answer()
    assert response["X-Request-ID"] == inside
    assert len(inside) == 32
    assert current_request_id() == ""


def test_the_id_of_a_proxy_is_kept_if_it_is_harmless() -> None:
    assert answer({"X-Request-ID": "proxy-12345678"})[1] == "proxy-12345678"
    for forged in ("a\nb" * 5, "x" * 99, "短", "<script>alert", "abc"):
        assert answer({"X-Request-ID": forged})[1] != forged


def test_the_access_line_has_status_and_path_without_the_query(caplog) -> None:
    with caplog.at_level(logging.INFO, "portal.access"):
        answer()
    (record,) = caplog.records
    assert (record.method, record.path, record.status) == ("GET", "/x/", 201)
    assert "秘密" not in str(vars(record))


@pytest.mark.django_db
def test_an_audit_event_remembers_the_request_it_was_made_in() -> None:
    events = []

    def view(_request):
        events.append(services.record(actor=None, action="test.done"))
        return HttpResponse("ok")

    response = RequestIdMiddleware(view)(RequestFactory().get("/"))
    assert events[0].request_id == response["X-Request-ID"]
