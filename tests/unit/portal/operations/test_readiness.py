import os
import sqlite3
from contextlib import closing

import pytest

from portal.operations import readiness


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data directory as a set-up leaves it."""
    for name in readiness.ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    with closing(sqlite3.connect(tmp_path / readiness.DATABASE)) as database, database:
        database.execute("CREATE TABLE django_migrations (app, name)")
        database.execute("CREATE TABLE portal_operations_setupstep (name)")
        database.execute("INSERT INTO django_migrations VALUES ('search', '0001_initial')")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    readiness.remember(tmp_path)
    return tmp_path


def test_a_directory_that_was_set_up_is_ready_and_stays_so(data):
    assert readiness.is_ready(data)
    assert readiness.is_ready(data)


def test_a_new_directory_is_not_ready(tmp_path):
    assert not readiness.is_ready(tmp_path)


def test_a_database_put_back_to_an_earlier_migration_is_not_ready(data):
    with closing(sqlite3.connect(data / readiness.DATABASE)) as database, database:
        database.execute("DELETE FROM django_migrations")
    assert not readiness.is_ready(data)


@pytest.mark.parametrize("lost", [readiness.DATABASE, readiness.MARK, "static/staticfiles.json"])
def test_a_directory_that_lost_a_part_is_not_ready(data, lost):
    (data / lost).unlink()
    assert not readiness.is_ready(data)


@pytest.mark.parametrize("damaged", [readiness.DATABASE, readiness.MARK])
def test_a_damaged_part_asks_for_a_set_up_instead_of_failing(data, damaged):
    (data / damaged).write_bytes(b"\xff not what it was")
    assert not readiness.is_ready(data)


@pytest.mark.parametrize("name", ["DEMONSTRATION", "DJANGO_SETTINGS_MODULE", "DATABASE_URL"])
def test_another_environment_asks_for_a_set_up(data, monkeypatch, name):
    monkeypatch.setenv(name, "postgres://x/y" if name == "DATABASE_URL" else "0")
    assert not readiness.is_ready(data)


def test_a_new_migration_a_new_package_or_a_new_style_asks_for_a_set_up(
    data, tmp_path_factory, monkeypatch
):
    base = tmp_path_factory.mktemp("code")
    files = ["search/migrations/0001_initial.py", "requirements.lock", "requirements-dev.lock"]
    files += ["themes/static/themes/site.css", "portal/settings/base.py"]
    for name in files:
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_text("one", encoding="utf-8")
    monkeypatch.setattr(readiness, "BASE_DIR", base)
    readiness.remember(data)
    for name in files:
        assert readiness.is_ready(data)
        (base / name).write_text("another", encoding="utf-8")
        assert not readiness.is_ready(data), name
        readiness.remember(data)
    (base / "search/migrations/0002_more.py").touch()
    assert not readiness.is_ready(data)


def test_a_style_given_back_its_old_time_by_an_older_checkout_counts_as_changed(
    tmp_path, monkeypatch
):
    style = tmp_path / "themes/static/site.css"
    style.parent.mkdir(parents=True)
    style.write_text("a", encoding="utf-8")
    for name in readiness.LOCKS:
        (tmp_path / name).touch()
    monkeypatch.setattr(readiness, "BASE_DIR", tmp_path)
    before = readiness.static_digest()
    os.utime(style, (1, 1))
    assert readiness.static_digest() != before
