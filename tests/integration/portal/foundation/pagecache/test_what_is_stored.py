"""Only what is the same for everybody is stored."""

import pytest
from django.core.cache import caches
from django.test import Client

from tests.samples import cached_pages as pages


@pytest.mark.parametrize("query", ["x=1", "a=9", "a=", "a=1&x=2", "a=1&a=2", "b=%00"])
def test_a_query_that_no_view_has_checked_fills_nothing(reader, query) -> None:
    reader.get("/guide/")
    kept = set(caches["pages"]._cache)
    for _time in range(2):
        assert reader.get(f"/guide/?{query}")["X-Page-Cache"] == "pass; query"
    assert set(caches["pages"]._cache) == kept


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/cookie/", "set-cookie"),
        ("/header/?h=Vary:Accept-Language", "vary"),
        ("/header/?h=Cache-Control:private", "cache-control"),
        ("/header/?h=Cache-Control:max-age=0, no-store", "cache-control"),
        ("/header/?h=Content-Security-Policy:script-src 'nonce-abc'", "nonce"),
        ("/header/?h=Content-Disposition:attachment", "encoding"),
        ("/status/?s=404", "status"),
        ("/status/?s=503", "status"),
        ("/nonce/", "nonce"),
        ("/form/", "set-cookie"),
        ("/stream/", "streaming"),
        ("/picture/", "content-type"),
    ],
)
def test_what_is_not_the_same_for_everybody_is_never_stored(reader, address, reason) -> None:
    for _time in range(2):
        response = Client().get(address)
        assert response["X-Page-Cache"] == f"pass; {reason}"
    assert list(pages.counts.values()) == [2]


@pytest.mark.parametrize(
    "options",
    [
        {"headers": {"Authorization": "Basic x"}},
        {"headers": {"Range": "bytes=0-1"}},
        {"headers": {"Cookie": "sessionid=abc"}},
    ],
)
def test_who_is_somebody_neither_gets_nor_feeds_the_cache(reader, options) -> None:
    reader.get("/guide/")
    response = Client().get("/guide/", **options)
    assert "X-Page-Cache" not in response
    assert pages.counts["guide"] == 2


@pytest.mark.parametrize("address", ["/header/?h=Vary:Cookie", "/session/"])
def test_what_varies_with_a_session_is_kept_for_readers_without_any_cookie(address) -> None:
    first, second = Client().get(address), Client().get(address)
    assert (first["X-Page-Cache"], second["X-Page-Cache"]) == ("miss", "hit")
    moded = Client().get(address, headers={"Cookie": "display=elder"})
    assert moded["X-Page-Cache"] in {"miss", "hit"}


@pytest.mark.parametrize("address", ["/header/?h=Vary:Cookie", "/session/"])
def test_an_answer_that_may_follow_from_another_cookie_is_never_stored(address) -> None:
    for _time in range(2):
        response = Client().get(address, headers={"Cookie": "seen=1"})
        assert response["X-Page-Cache"] == "pass; vary"
    assert Client().get(address)["X-Page-Cache"] == "miss"


def test_long_queries_do_not_fill_the_cache(reader) -> None:
    for _time in range(2):
        assert "X-Page-Cache" not in reader.get("/guide/?" + "x" * 300)
