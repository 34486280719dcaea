import gzip
import importlib.util
import sys
import threading
import time
from pathlib import Path

import brotli
import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from portal.foundation.outbox.models import OutboxEvent
from portal.foundation.pagecache import generation, lasting, middleware, services

spec = importlib.util.spec_from_file_location("pagecache_pages", Path(__file__).parent / "pages.py")
pages = importlib.util.module_from_spec(spec)
sys.modules["pagecache_pages"] = pages
spec.loader.exec_module(pages)


@pytest.fixture(autouse=True)
def site(settings, db, tmp_path):
    settings.ROOT_URLCONF = "pagecache_pages"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "d"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "p"},
        "generation": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    settings.DATA_DIR = tmp_path
    settings.PAGECACHE_LASTING = ("/guide/",)
    settings.MIDDLEWARE = [
        "portal.foundation.pagecache.middleware.PageCacheMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.gzip.GZipMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.http.ConditionalGetMiddleware",
    ]
    caches["pages"].clear()
    caches["generation"].clear()
    pages.counts.clear()
    pages.plans.clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def reader() -> Client:
    return Client()


def text(response) -> str:
    return response.content.decode()


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


@pytest.mark.parametrize("query", ["x=1", "a=9", "a=", "a=1&x=2", "a=1&a=2", "b=%00"])
def test_a_query_that_no_view_has_checked_fills_nothing(reader, query) -> None:
    reader.get("/guide/")
    kept = set(caches["pages"]._cache)
    for _time in range(2):
        assert reader.get(f"/guide/?{query}")["X-Page-Cache"] == "pass; query"
    assert set(caches["pages"]._cache) == kept


def test_a_cache_full_of_other_things_keeps_the_generation(reader) -> None:
    reader.get("/guide/")
    before = generation.current()
    for number in range(2 * caches["pages"]._max_entries):
        caches["pages"].set(f"x{number}", 1)
    assert generation.current() == before


def test_what_a_process_has_at_hand_is_old_after_a_purge_elsewhere(reader) -> None:
    reader.get("/guide/")
    reader.get("/guide/")
    generation.advance(5)
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_head_is_answered_without_a_body(reader) -> None:
    reader.get("/guide/")
    response = reader.head("/guide/")
    assert response.content == b""
    assert response["X-Page-Cache"] == "hit"
    assert int(response["Content-Length"]) > 500


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


def test_posting_goes_through(reader) -> None:
    reader.get("/guide/")
    assert "X-Page-Cache" not in reader.post("/guide/")
    assert pages.counts["guide"] == 2


def test_long_queries_do_not_fill_the_cache(reader) -> None:
    for _time in range(2):
        assert "X-Page-Cache" not in reader.get("/guide/?" + "x" * 300)


def test_a_purge_takes_effect_with_the_commit(reader, django_capture_on_commit_callbacks) -> None:
    reader.get("/guide/")
    with django_capture_on_commit_callbacks(execute=True):
        services.purge(reason="test")
        assert reader.get("/guide/")["X-Page-Cache"] == "hit"
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_a_rolled_back_change_purges_nothing(reader) -> None:
    reader.get("/guide/")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.purge()
        raise ZeroDivisionError
    services.drain_purges()
    assert reader.get("/guide/")["X-Page-Cache"] == "hit"
    assert not OutboxEvent.objects.exists()


def test_a_purge_whose_process_died_is_made_good_by_the_outbox(reader) -> None:
    reader.get("/guide/")
    with transaction.atomic():
        services.append(topic=services.TOPIC, payload={})
    assert services.drain_purges() == 1
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_a_purge_that_did_take_effect_is_not_done_again(
    reader, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.purge()
    reader.get("/guide/")
    services.drain_purges()
    assert reader.get("/guide/")["X-Page-Cache"] == "hit"


def test_a_page_rendered_before_a_purge_is_old_when_it_arrives(reader) -> None:
    pages.plans["during"] = lambda: generation.advance(7)
    reader.get("/guide/")
    pages.plans.clear()
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_a_lost_generation_makes_every_page_old(reader) -> None:
    reader.get("/guide/")
    caches["generation"].clear()
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_an_old_page_is_rendered_again(reader, monkeypatch) -> None:
    reader.get("/guide/")
    later = time.time() + 2 * middleware.FRESH_SECONDS
    monkeypatch.setattr(middleware.time, "time", lambda: later)
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"
    assert pages.counts["guide"] == 2


def test_while_one_renders_an_old_page_the_others_get_the_old_one(reader, monkeypatch) -> None:
    reader.get("/guide/")
    later = time.time() + 2 * middleware.FRESH_SECONDS
    monkeypatch.setattr(middleware.time, "time", lambda: later)
    inner = []

    def meanwhile() -> None:
        pages.plans.clear()
        inner.append(Client().get("/guide/")["X-Page-Cache"])

    pages.plans["during"] = meanwhile
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"
    assert inner == ["stale"]
    assert pages.counts["guide"] == 2


def test_an_old_page_answers_while_the_database_is_away(reader, monkeypatch) -> None:
    good = text(reader.get("/guide/"))
    later = time.time() + 2 * middleware.FRESH_SECONDS
    monkeypatch.setattr(middleware.time, "time", lambda: later)
    pages.plans["fails"] = True
    response = reader.get("/guide/")
    assert (response.status_code, response["X-Page-Cache"]) == (200, "stale")
    assert text(response) == good


def test_many_readers_of_one_new_page_cost_one_rendering() -> None:
    pages.plans["during"] = lambda: time.sleep(0.2)
    start = threading.Barrier(6)
    answers = []

    def read() -> None:
        start.wait()
        answers.append(Client().get("/guide/").content)

    threads = [threading.Thread(target=read) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pages.counts["guide"] == 1
    assert len(set(answers)) == 1


def test_those_who_wait_for_a_page_that_is_not_stored_do_not_wait_long(reader, monkeypatch) -> None:
    monkeypatch.setattr(middleware, "WAIT_SECONDS", 0.1)
    inner = []

    def meanwhile() -> None:
        pages.plans.clear()
        started = time.monotonic()
        Client().get("/guide/")
        inner.append(time.monotonic() - started)

    pages.plans["during"] = meanwhile
    reader.get("/guide/")
    assert inner[0] < 1


def test_a_life_saving_page_is_read_though_cache_and_database_are_away(reader, monkeypatch) -> None:
    good = text(reader.get("/guide/"))
    monkeypatch.setattr(generation, "store", Away)
    monkeypatch.setattr(generation, "number", Away)
    pages.plans["fails"] = True
    for client in (reader, Client(), Client(headers={"Cookie": "sessionid=abc"})):
        response = client.get("/guide/")
        assert (response.status_code, response["X-Page-Cache"]) == (200, "kept")
        assert text(response) == good
    assert Client().get("/guide/?a=1").status_code == 500


@pytest.mark.parametrize("withdraw", [lasting.clear, lambda: Client().get("/guide/")])
def test_a_page_that_is_no_longer_served_leaves_no_copy(reader, withdraw) -> None:
    reader.get("/guide/")
    caches["pages"].clear()
    pages.plans["gone"] = True
    withdraw()
    caches["pages"].clear()
    pages.plans["fails"] = True
    assert reader.get("/guide/").status_code == 500


def test_a_copy_of_a_month_ago_is_not_shown(reader, monkeypatch) -> None:
    reader.get("/guide/")
    caches["pages"].clear()
    later = time.time() + lasting.OLDEST_SECONDS + 1
    monkeypatch.setattr(lasting.time, "time", lambda: later)
    pages.plans["fails"] = True
    assert Client().get("/guide/").status_code == 500


class Away:
    def __getattr__(self, name):
        raise ConnectionError


def test_a_cache_that_is_away_costs_speed_and_never_an_answer(reader, monkeypatch) -> None:
    monkeypatch.setattr(generation, "store", Away)
    for _time in range(2):
        assert reader.get("/guide/").status_code == 200
    assert pages.counts["guide"] == 2


def test_garbage_in_the_cache_is_rendered_over(reader) -> None:
    reader.get("/guide/")
    store = caches["pages"]
    for key in list(store._cache):
        store.set(key.removeprefix(":1:"), b"garbage")
    reader = Client()  # of another process, with nothing at hand
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"
    assert reader.get("/guide/")["X-Page-Cache"] == "hit"


def test_the_middleware_can_be_turned_off(reader, settings) -> None:
    settings.PAGECACHE_ENABLED = False
    assert "X-Page-Cache" not in reader.get("/guide/")


def test_the_themes_decide_what_a_mode_is(rf) -> None:
    request = rf.get("/")
    request.COOKIES["display"] = "elder"
    assert middleware.mode_of(request) == "elder"
    request.display = type("Display", (), {"key": "normal"})()
    assert middleware.mode_of(request) == "normal"
