"""One migrated database for every run of the same migrations.

Running all migrations costs most of a minute, so they run once into a template, keyed by
the migration files and the locked packages; each test process gets a copy of it in
milliseconds. `ANLAN_FRESH_DATABASE=1` ignores the template.
"""

import fcntl
import gc
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.db import connection

# A test that fails because the machine was busy says nothing.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: nobody need look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


ROOT = Path(__file__).resolve().parents[1]
GROUPS = ("portal", "content", "quizzes", "search", "themes")
CACHE = Path(tempfile.gettempdir()) / f"anlan-test-databases-{os.getuid()}"


def migrations_digest() -> str:
    """Changes with any migration, what it loads, any guard or notice it installs, any package."""
    files = [ROOT / "requirements-dev.lock", ROOT / "portal/settings/base.py"]
    for group in GROUPS:
        files += sorted((ROOT / group).rglob("migrations/*.py"))
        files += sorted((ROOT / group).rglob("data/*.csv"))
        files += sorted((ROOT / group).rglob("notice_*.md"))
        files += sorted((ROOT / group).rglob("guards.py"))
        files += sorted((ROOT / group).rglob("triggers.py"))
        files += sorted((ROOT / group).rglob("seed.py"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    CACHE.mkdir(mode=0o700, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate_into(url: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip


def sqlite_template() -> Path:
    path = CACHE / f"{migrations_digest()}.sqlite3"
    with one_at_a_time("sqlite"):
        if os.environ.get("ANLAN_FRESH_DATABASE"):
            path.unlink(missing_ok=True)
        if not path.exists():
            building = path.with_suffix(".building")
            building.unlink(missing_ok=True)
            migrate_into(f"sqlite:///{building}")
            building.rename(path)
            for old in sorted(CACHE.glob("*.sqlite3"), key=lambda p: p.stat().st_mtime)[:-3]:
                old.unlink()
    return path


def postgresql_template() -> str:
    """Name of the template database on the server of the tests."""
    name = f"anlan_template_{migrations_digest()}"
    with one_at_a_time("postgresql"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [name])
            if cursor.fetchone():
                return name
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        base = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
        migrate_into(f"{base}/{name}")
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" WITH is_template true')
    return name


def use_database(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            template = sqlite_template()
            use_database(f"file:anlan-{os.getpid()}?mode=memory&cache=shared")
            connection.ensure_connection()
            source = sqlite3.connect(template)
            source.backup(connection.connection)
            source.close()
        else:
            template_name = postgresql_template()
            own = f"anlan_test_{os.getpid()}"
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{template_name}"')
            use_database(own)
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            use_database(str(before))
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


def pytest_make_parametrize_id(val: object) -> str | None:
    """A text of a million characters is named by its beginning and its length: whole, it would
    travel between the processes and into every report."""
    if isinstance(val, str | bytes) and len(val) > 60:
        return f"{val[:20]!r}…{len(val)}".encode("unicode_escape").decode("ascii")
    return None


if __name__ == "__main__":
    django.setup()
    sqlite_template() if connection.vendor == "sqlite" else postgresql_template()
