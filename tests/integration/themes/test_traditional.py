"""Traditional script over our own pages."""

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from themes.domain.display import Display, Script
from themes.middleware import TraditionalMiddleware

pytestmark = pytest.mark.django_db


def answer(response: HttpResponse | StreamingHttpResponse, path: str = "/") -> HttpResponse:
    request: HttpRequest = RequestFactory().get(path)
    request.display = Display(script=Script.HANT)  # type: ignore[attr-defined]  # as its middleware does
    return TraditionalMiddleware(lambda _: response)(request)  # type: ignore[return-value]  # a plain view in, a plain answer out


def test_words_change_and_what_must_stay_stays(client: Client) -> None:
    client.cookies["display"] = "hant"
    page = client.get("/gallery/").content.decode()
    assert '<html lang="zh-Hant"' in page
    assert "顯示設置" in page and "显示设置" not in page
    assert 'placeholder="說說情況，如：地震時在樓上"' in page
    assert '<span translate="no" lang="en">' in page
    assert "古丽·买买提" in page  # a name is a name
    assert 'value="1380000123"' in page
    assert ">简体</a>" in page  # the way back is written in its own script


def test_numbers_as_published_stay(client: Client) -> None:
    client.cookies["display"] = "hant"
    page = client.get("/gallery/").content.decode()
    assert "安政办发〔2026〕29号" in page


def test_the_ordinary_page_is_not_touched(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    assert '<html lang="zh-CN"' in page and "显示设置" in page


def test_other_answers_pass_unchanged() -> None:
    for response in (
        HttpResponse("说明", content_type="text/plain; charset=utf-8"),
        HttpResponse('{"a":"说明"}', content_type="application/json"),
        HttpResponse("说明".encode("utf-16"), content_type="text/html; charset=utf-8"),
    ):
        before = response.content
        assert answer(response).content == before


def test_a_compressed_body_and_the_admin_are_left_alone() -> None:
    packed = HttpResponse("说明", headers={"Content-Encoding": "gzip"})
    assert answer(packed).content.decode() == "说明"
    assert answer(HttpResponse("说明"), "/admin/pages/").content.decode() == "说明"


def test_a_stream_is_left_alone() -> None:
    stream = StreamingHttpResponse(iter(["说明"]))
    assert answer(stream) is stream


def test_the_length_is_that_of_the_converted_page() -> None:
    response = HttpResponse("<p>台湾</p>", headers={"Content-Length": "13"})
    converted = answer(response)
    assert converted["Content-Length"] == str(len(converted.content))
