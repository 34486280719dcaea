"""A body over the limit is refused by its head."""

import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client, RequestFactory

from content.plans.domain.limits import SIZE_LIMIT
from portal.foundation.bodies import BodySizeMiddleware

ROOT = Path(__file__).resolve().parents[5]
LIMIT = configured.BODY_MAX_SIZE
OF_STRANGERS = configured.BODY_MAX_SIZE_OF_STRANGERS


class Unread:
    def read(self, *_size):
        raise AssertionError("the body was read")


def post(path: str, length: str | None, **more):
    request = RequestFactory().generic("POST", path, **more)
    request.META.pop("CONTENT_LENGTH", None)
    if length is not None:
        request.META["CONTENT_LENGTH"] = length
    request.environ["wsgi.input"] = Unread()
    return BodySizeMiddleware(lambda _request: pytest.passed)(request)


@pytest.fixture(autouse=True)
def passed():
    pytest.passed = object()
    yield pytest.passed
    del pytest.passed


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/", "/admin/login/", "/workbench/plans/new/"]
)
def test_a_stranger_sends_no_more_than_a_form(path, passed) -> None:
    assert post(path, str(OF_STRANGERS)) is passed
    answer = post(path, str(OF_STRANGERS + 1))
    assert answer.status_code == 403
    assert "先登录，再提交" in answer.content.decode() and "没有改动" in answer.content.decode()
    # Where nobody may send as much, that is the true cause.
    is_taken = path in ("/workbench/plans/new/", "/admin/login/")
    assert post(path, str(LIMIT + 1)).status_code == (403 if is_taken else 413)


def cookie_of(key: str) -> dict[str, str]:
    return {"HTTP_COOKIE": f"{configured.SESSION_COOKIE_NAME}={key}"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", configured.BODY_MAX_SIZE_BY_PATH)
@pytest.mark.parametrize("key", ["x", "", "0" * 32, "../x"])
def test_a_made_up_session_sends_no_more_than_a_form(path, key, passed) -> None:
    assert post(path, str(OF_STRANGERS), **cookie_of(key)) is passed
    assert post(path, str(OF_STRANGERS + 1), **cookie_of(key)).status_code == 403


@pytest.mark.django_db
def test_a_session_in_which_nobody_is_signed_in_yet_sends_no_more_than_a_form() -> None:
    session = Client().session
    session["half"] = "signed in"
    session.save()
    path = next(iter(configured.BODY_MAX_SIZE_BY_PATH))
    assert post(path, str(OF_STRANGERS + 1), **cookie_of(session.session_key)).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("path", configured.BODY_MAX_SIZE_BY_PATH)
def test_who_is_signed_in_uploads_as_much_as_the_page_takes(
    path, passed, django_user_model
) -> None:
    size = configured.BODY_MAX_SIZE_BY_PATH[path]
    client = Client()
    client.force_login(django_user_model.objects.create_user(username="xiaoli"))
    cookie = cookie_of(client.session.session_key)
    assert post(path, str(size), **cookie) is passed
    assert post("/bank/new/", str(LIMIT), **cookie) is passed
    assert post(path, str(size + 1), **cookie).status_code == 413
    assert post("/accounts/login/", str(size), **cookie).status_code == 413


@pytest.mark.parametrize("length", ["9" * 5000, "99999999999999999999"])
def test_an_absurd_length_is_refused_like_any_other(length) -> None:
    assert post("/", length).status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "１２"])
def test_a_length_that_is_no_number_is_refused(length) -> None:
    assert post("/", length).status_code == 400


def test_a_body_of_unknown_length_is_refused(passed) -> None:
    answer = post("/accounts/login/", None, HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411
    assert "没有保存" in answer.content.decode()
    assert post("/", None) is passed


def test_it_stands_before_everything_that_could_read_a_body() -> None:
    assert configured.MIDDLEWARE[0] == "portal.foundation.bodies.BodySizeMiddleware"
    answer = Client().post("/accounts/login/", {"login": "x" * (LIMIT + 1)})
    assert answer.status_code == 413


def test_a_plan_of_the_largest_size_passes() -> None:
    assert configured.PLAN_UPLOAD_MAX_SIZE == SIZE_LIMIT


def test_the_proxy_has_the_same_limits() -> None:
    text = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    sizes = {int(n) for n in re.findall(r"client_max_body_size (\d+)m;", text)}
    allowed = {LIMIT, *configured.BODY_MAX_SIZE_BY_PATH.values()}
    assert sizes == {size // 1024**2 for size in allowed}
    assert "proxy_request_buffering on;" in text
