"""What a reader gets whose page is already stored."""

import gzip

import brotli
import pytest
from django.test import Client

from portal.foundation.pagecache import middleware
from tests.samples import cached_pages as pages
from tests.samples.cached_pages import text


def test_the_second_reader_gets_the_stored_page(reader) -> None:
    first = reader.get("/guide/")
    second = Client().get("/guide/")
    assert (first["X-Page-Cache"], second["X-Page-Cache"]) == ("miss", "hit")
    assert text(first) == text(second)
    assert second["X-Kept"] == "yes"
    assert second["X-Content-Type-Options"] == "nosniff"
    assert pages.counts == {"guide": 1}


def test_a_hit_needs_no_database(reader, django_assert_num_queries) -> None:
    reader.get("/guide/")
    with django_assert_num_queries(0):
        assert reader.get("/guide/")["X-Page-Cache"] == "hit"


@pytest.mark.parametrize(
    ("coding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_stored_bodies_are_ready_compressed(reader, coding, unpack) -> None:
    plain = reader.get("/guide/").content
    packed = reader.get("/guide/", headers={"Accept-Encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert unpack(packed.content) == plain
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain)
    assert packed["Vary"] == "Accept-Encoding"


def test_the_first_reader_may_take_compression_and_the_second_none(reader) -> None:
    first = reader.get("/guide/", headers={"Accept-Encoding": "gzip"})
    second = reader.get("/guide/")
    assert first["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in second
    assert gzip.decompress(first.content) == second.content


def test_an_unchanged_page_is_304_and_small(reader) -> None:
    tag = reader.get("/guide/")["ETag"]
    again = reader.get("/guide/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == tag
    assert again["Cache-Control"] == "no-cache"


def test_each_mode_has_its_page_and_its_tag(reader) -> None:
    normal = reader.get("/guide/")
    reader.cookies["display"] = "elder.dark"
    elder = reader.get("/guide/", headers={"If-None-Match": normal["ETag"]})
    assert elder.status_code == 200
    assert "elder.dark" in text(elder)
    assert elder["ETag"] != normal["ETag"]
    assert reader.get("/guide/")["X-Page-Cache"] == "hit"
    assert pages.counts == {"guide": 2}


def test_a_made_up_mode_shares_the_normal_page(reader) -> None:
    for value in ("../x", "A" * 50, "a b", "ü"):
        reader.cookies["display"] = value
        reader.get("/guide/")
    assert pages.counts["guide"] == 1


def test_the_order_of_parameters_makes_no_second_page(reader) -> None:
    reader.get("/guide/?a=1&b=2")
    assert reader.get("/guide/?b=2&a=1")["X-Page-Cache"] == "hit"
    assert reader.get("/guide/?b=2&a=3")["X-Page-Cache"] == "miss"


def test_all_hosts_and_ports_share_one_page(reader) -> None:
    reader.get("/guide/")
    for host in ("localhost", "localhost:1", "testserver:65000"):
        assert reader.get("/guide/", headers={"Host": host})["X-Page-Cache"] == "hit"
    assert reader.get("/guide/", headers={"Host": "evil.example"}).status_code == 400


def test_a_page_that_names_the_host_it_was_asked_by_is_kept_under_our_own_name_only(
    reader, settings
) -> None:
    settings.BASE_URL = "http://localhost"
    odd = reader.get("/host/", headers={"Host": "testserver:8443"})
    assert odd["X-Page-Cache"] == "pass; host"
    reader.get("/host/", headers={"Host": "localhost"})
    again = reader.get("/host/", headers={"Host": "testserver:8443"})
    assert again["X-Page-Cache"] == "hit"
    assert "8443" not in text(again)


@pytest.mark.parametrize("base", ["http://localhost:8000", "http://localhost.example"])
def test_a_page_that_names_us_is_kept_though_it_was_asked_by_a_name_ours_begins_with(
    reader, settings, base
) -> None:
    settings.BASE_URL = base
    assert reader.get("/named/", headers={"Host": "localhost"})["X-Page-Cache"] == "miss"
    assert reader.get("/named/", headers={"Host": "localhost"})["X-Page-Cache"] == "hit"


def test_head_is_answered_without_a_body(reader) -> None:
    reader.get("/guide/")
    response = reader.head("/guide/")
    assert response.content == b""
    assert response["X-Page-Cache"] == "hit"
    assert int(response["Content-Length"]) > 500


def test_posting_goes_through(reader) -> None:
    reader.get("/guide/")
    assert "X-Page-Cache" not in reader.post("/guide/")
    assert pages.counts["guide"] == 2


def test_the_middleware_can_be_turned_off(reader, settings) -> None:
    settings.PAGECACHE_ENABLED = False
    assert "X-Page-Cache" not in reader.get("/guide/")


def test_the_themes_decide_what_a_mode_is(rf) -> None:
    request = rf.get("/")
    request.COOKIES["display"] = "elder"
    assert middleware.mode_of(request) == "elder"
    request.display = type("Display", (), {"key": "normal"})()
    assert middleware.mode_of(request) == "normal"
