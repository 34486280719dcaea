"""What a reader gets while no database answers."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Locale, Page

from portal.foundation.pagecache import generation
from portal.people.enums import UnitKind
from portal.people.models import Unit
from tests.samples import pages
from themes.views import errors

GUIDE = "/guides/earthquake/"


@pytest.fixture
def stop_database(shared_database) -> Iterator[Callable[[], None]]:
    """Really away: the file cannot be opened, or nobody listens at the port."""
    before = dict(connection.settings_dict)
    shutil.rmtree(settings.DATA_DIR / "kept-pages", ignore_errors=True)  # of another test

    def stop() -> None:
        connection.close()
        if connection.vendor == "sqlite":
            path = Path(before["NAME"])
            path.rename(path.with_suffix(".away"))
            path.mkdir()
        else:
            connection.settings_dict.update(HOST="127.0.0.1", PORT="1")

    yield stop
    connection.close()
    if connection.vendor == "sqlite":
        path = Path(before["NAME"])
        if path.is_dir():
            path.rmdir()
            path.with_suffix(".away").rename(path)
    connection.settings_dict.update(before)


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "path",
    ["/", "/c/AL-2026-000001-X/", "/c/AL-2026-000001-X/abc/", "/exams/", "/me/", "/no-such-page/"],
)
def test_every_page_says_calmly_that_it_will_be_back(stop_database, reader, path) -> None:
    stop_database()
    for cookie in ("", "sessionid=abcdefghijklmnopqrstuvwxyz123456"):
        answer = reader.get(path, headers={"Cookie": cookie})
        if answer.status_code == 302:  # sign-in, decided without a database
            continue
        assert answer.status_code == 503, (path, cookie)
        assert int(answer["Retry-After"]) > 0
        assert "no-store" in answer["Cache-Control"]
        assert "暂时打不开" in answer.content.decode()
        assert "style-src 'sha256-" in answer["Content-Security-Policy"]


def test_a_fault_of_another_kind_is_no_maintenance() -> None:
    assert not errors.database_is_away(ValueError())
    assert not errors.database_is_away(None)
    wrapped = ValueError()
    wrapped.__cause__ = OperationalError()
    assert errors.database_is_away(wrapped)


class Away:
    def __getattr__(self, name):
        raise ConnectionError


def test_a_guide_is_read_though_database_cache_and_search_are_away(
    stop_database, reader, settings, tmp_path, monkeypatch
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    unit = Unit.objects.create(code="anlan", name="安澜县", kind=UnitKind.COUNTY)
    Locale.objects.get_or_create(language_code="zh-hans")  # a test before may have emptied all
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
    pages.guide(pages.guides(pages.home()), unit, hazards=())
    good = reader.get(GUIDE)
    assert good["X-Page-Cache"] == "miss"
    stop_database()
    assert reader.get(GUIDE)["X-Page-Cache"] == "hit"
    for cache in caches.all():
        cache.clear()
    monkeypatch.setattr(generation, "store", Away)
    monkeypatch.setattr(generation, "number", Away)
    shutil.rmtree(settings.DATA_DIR / "search", ignore_errors=True)
    for cookie in ("", "sessionid=abcdefghijklmnopqrstuvwxyz123456"):
        answer = Client(raise_request_exception=False).get(GUIDE, headers={"Cookie": cookie})
        assert (answer.status_code, answer["X-Page-Cache"]) == (200, "kept")
        words = answer.content.decode()
        assert "保存的副本，网站正在维护" in words
        line = words.split('<main id="main" tabindex="-1">')[1]
        assert line.startswith('<div class="wrap">')
        assert good.content.decode().split('<main id="main" tabindex="-1">')[1] in line
