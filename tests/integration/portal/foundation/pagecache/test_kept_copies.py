"""Copies of life-saving pages, for when database and cache are away."""

import os
import time
from datetime import datetime

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils.timezone import localtime

from portal.foundation.pagecache import generation, lasting, renewal
from tests.samples import cached_pages as pages
from tests.samples.cached_pages import text

ELDER = {"Cookie": "display=elder"}


class Away:
    def __getattr__(self, name):
        raise ConnectionError


@pytest.fixture
def stop(monkeypatch):
    def away() -> None:
        monkeypatch.setattr(generation, "store", Away)
        monkeypatch.setattr(generation, "number", Away)
        pages.plans["fails"] = True

    return away


def age(path: str, mode: str, seconds: float) -> None:
    file = lasting._file(path, mode)
    then = file.stat().st_mtime - seconds
    os.utime(file, (then, then))


def test_a_life_saving_page_is_read_though_cache_and_database_are_away(reader, stop) -> None:
    good = text(reader.get("/guide/"))
    stop()
    for client in (reader, Client(), Client(headers={"Cookie": "sessionid=abc"})):
        response = client.get("/guide/")
        assert (response.status_code, response["X-Page-Cache"]) == (200, "kept")
        assert text(response).endswith(good)
        assert response["X-Kept"] == "yes"
        assert response["Cache-Control"] == "no-store"
        assert "ETag" not in response
    assert Client().get("/guide/?a=1").status_code == 500
    head = Client().head("/guide/")
    assert (head.status_code, head.content) == (200, b"")


def test_a_copy_says_that_it_is_one_and_from_when(reader, stop) -> None:
    reader.get("/guide/")
    age("/guide/", "", 3600)
    saved = localtime(
        datetime.fromtimestamp(lasting.of("/guide/", "").saved_at, localtime().tzinfo)
    )
    stop()
    assert f"这是 {saved:%Y-%m-%d %H:%M} 保存的副本，网站正在维护" in text(reader.get("/guide/"))


def test_a_mode_nobody_has_used_gets_the_copy_of_the_normal_one(reader, stop) -> None:
    good = text(reader.get("/guide/"))
    stop()
    response = Client(headers=ELDER).get("/guide/")
    assert (response.status_code, response["X-Page-Cache"]) == (200, "kept")
    assert text(response).endswith(good)


def test_a_mode_has_its_own_copy_until_the_normal_one_is_of_a_later_state(reader, stop) -> None:
    reader.get("/guide/")
    elder = text(Client(headers=ELDER).get("/guide/"))
    age("/guide/", "elder", 60)
    assert lasting.find("/guide/", "elder") == lasting.of("/guide/", "elder")
    generation.advance(3)
    new = text(reader.get("/guide/"))
    stop()
    shown = text(Client(headers=ELDER).get("/guide/"))
    assert elder not in shown
    assert shown.endswith(new)


def test_a_page_that_a_purge_overtakes_while_it_is_rendered_is_not_kept(reader) -> None:
    pages.plans["during"] = lambda: generation.advance(7)
    reader.get("/guide/")
    assert lasting.find("/guide/", "") is None


@pytest.mark.parametrize(
    "withdraw", [lambda: lasting.drop_page("/guide/"), lambda: Client().get("/guide/")]
)
def test_a_page_that_is_no_longer_served_leaves_no_copy(reader, withdraw) -> None:
    reader.get("/guide/")
    Client(headers=ELDER).get("/guide/")
    caches["pages"].clear()
    pages.plans["gone"] = True
    withdraw()
    caches["pages"].clear()
    pages.plans["fails"] = True
    for client in (reader, Client(headers=ELDER)):
        assert client.get("/guide/").status_code == 500


def test_a_copy_of_a_month_ago_is_not_shown(reader, monkeypatch) -> None:
    reader.get("/guide/")
    caches["pages"].clear()
    later = time.time() + lasting.OLDEST_SECONDS + 1
    monkeypatch.setattr(lasting.time, "time", lambda: later)
    pages.plans["fails"] = True
    assert Client().get("/guide/").status_code == 500


def test_dropping_a_page_leaves_its_neighbours_alone(reader) -> None:
    reader.get("/guide/")
    entry = lasting.of("/guide/", "").entry
    paths = ("/", "/guides/", "/guides/a/", "/guides/a/before/", "/guides/ab/", "/guides/b/")
    for path in paths:
        lasting.keep(path, "normal", entry)
        lasting.keep(path, "elder", entry)
    lasting.drop_page("/guides/a/")
    left = [path for path in paths for mode in ("normal", "elder") if lasting.of(path, mode)]
    assert left == ["/guides/ab/"] * 2 + ["/guides/b/"] * 2


@pytest.mark.parametrize("path", ["/guide/../../x/", "/guide/" + "长" * 90 + "/", "/guide/\0/"])
def test_no_address_leads_a_copy_out_of_its_folder(reader, settings, path) -> None:
    reader.get("/guide/")
    lasting.keep(path, "normal", lasting.of("/guide/", "").entry)
    lasting.keep("/guide/", "../x", lasting.of("/guide/", "").entry)
    files = [file for file in settings.DATA_DIR.rglob("*") if file.is_file()]
    assert {file.parent for file in files} == {settings.DATA_DIR / "kept-pages"}


def test_pages_without_a_copy_of_the_present_state_are_rendered_by_the_job(reader, stop) -> None:
    assert renewal.renew_outdated() == 1
    assert renewal.renew_outdated() == 0
    generation.advance(3)
    reader.get("/guide/")
    lasting.drop("/guide/")
    assert renewal.renew_outdated() == 1
    stop()
    assert Client().get("/guide/")["X-Page-Cache"] == "kept"
