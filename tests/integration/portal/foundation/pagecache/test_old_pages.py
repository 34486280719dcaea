"""Old pages, several readers at once, and a database or cache that is away."""

import threading
import time

from django.core.cache import caches
from django.test import Client

from portal.foundation.pagecache import generation, middleware
from tests.samples import cached_pages as pages
from tests.samples.cached_pages import text


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
    waits = middleware.WAIT_SECONDS
    monkeypatch.setattr(middleware, "WAIT_SECONDS", 0.1)
    inner = []

    def meanwhile() -> None:
        pages.plans.clear()
        started = time.monotonic()
        Client().get("/guide/")
        inner.append(time.monotonic() - started)

    pages.plans["during"] = meanwhile
    reader.get("/guide/")
    assert inner[0] < waits


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
