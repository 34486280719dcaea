"""What a start does when the data directory is in use, the disk is full, or it was killed."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from portal.foundation.locks import only_one
from portal.operations import diskspace, setup
from portal.operations.occupancy import LOCK, Occupied, occupy
from portal.operations.supervisor import DIES_WITH_US

HOLDER = """
import sys, time
from pathlib import Path
from unittest.mock import Mock
from portal.operations.occupancy import occupy
with occupy(Path(sys.argv[1]), 8123):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def start(tmp_path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "portal.operations.start"],
        env={**os.environ, "DATA_DIR": str(tmp_path), "PORT": "8124"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_a_second_start_on_one_data_directory_names_the_first_and_changes_nothing(holder, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    second = start(tmp_path)
    assert second.returncode == 1
    assert f"进程 {holder.pid}" in second.stdout
    assert "http://localhost:8123" in second.stdout
    assert "DATA_DIR=" in second.stdout
    assert sorted(tmp_path.rglob("*")) == before
    assert str(holder.pid) in (tmp_path / LOCK).read_text()


def test_a_start_that_was_killed_outright_keeps_nobody_out(holder, tmp_path):
    with pytest.raises(Occupied), occupy(tmp_path, 1):
        pass
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with occupy(tmp_path, 8124):
        assert f"进程 {os.getpid()}，http://localhost:8124" in (tmp_path / LOCK).read_text()


@pytest.mark.skipif(not DIES_WITH_US, reason="setpriv is not installed")
def test_children_end_with_a_supervisor_that_is_killed_outright():
    code = (
        "import subprocess, sys, time; from portal.operations.supervisor import DIES_WITH_US;"
        "child = subprocess.Popen([*DIES_WITH_US, 'sleep', '60'], start_new_session=True);"
        "time.sleep(0.5); print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as one:
        status = Path(f"/proc/{int(one.stdout.readline())}/stat")
        one.kill()
    deadline = time.monotonic() + 20
    # Its new parent may be slow to bury it.
    while status.exists() and status.read_text().split()[2] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.05)


def full(_place):
    return shutil._ntuple_diskusage(10, 10, 0)


@pytest.mark.parametrize("say", [lambda: OSError(errno.ENOSPC, "no"), lambda: database_full()])
def test_a_full_disk_is_recognised_whoever_says_so(say, tmp_path):
    assert diskspace.is_cause_of(say(), tmp_path)
    assert not diskspace.is_cause_of(ValueError("anything else"), tmp_path)


def database_full() -> Exception:
    """What SQLite says when it may not grow, wrapped as Django wraps it."""
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA max_page_count = 2")
    try:
        for number in range(100):
            database.execute(f"CREATE TABLE t{number} (a)")
    except sqlite3.Error as error:
        wrapped = OperationalError(str(error))
        wrapped.__cause__ = error
        return wrapped
    raise AssertionError


def test_too_little_space_is_said_before_anything_is_migrated(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(setup, "database_is_current", lambda: False)
    monkeypatch.setattr(diskspace.shutil, "disk_usage", full)
    monkeypatch.setattr(setup, "migrate", lambda: pytest.fail("migrated"))
    with pytest.raises(CommandError, match=r"磁盘满了.*\n.*腾出至少 100 MB.*DATA_DIR="):
        call_command("set_up")


def test_two_set_ups_of_one_data_directory_do_not_meet(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with only_one("set-up") as is_mine:
        assert is_mine
        with pytest.raises(CommandError, match="另一处正在准备"):
            call_command("set_up")


@pytest.mark.parametrize(
    ("was_killed", "holds_people", "left"), [(True, False, 0), (True, True, 3), (False, False, 3)]
)
def test_only_a_first_migration_that_was_killed_begins_with_a_new_database(
    was_killed, holds_people, left, settings, tmp_path, monkeypatch
):
    settings.DATA_DIR = tmp_path
    database, mark = tmp_path / "anlan.sqlite3", tmp_path / setup.FIRST_MIGRATION
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).touch()
    if was_killed:
        mark.touch()
    found = []
    # The database of the tests must not be closed: it is in memory.
    monkeypatch.setattr(setup, "connection", Mock(vendor="sqlite"))
    monkeypatch.setattr(setup, "MigrationRecorder", Mock())
    monkeypatch.setattr(setup, "_holds_people", lambda: holds_people)
    monkeypatch.setattr(
        setup, "call_command", lambda *_, **__: found.extend(tmp_path.glob("anlan.*"))
    )
    setup.migrate()
    assert len(found) == left
    assert not mark.exists()


@pytest.mark.django_db
def test_a_database_with_one_person_is_told_from_an_empty_one(django_user_model):
    assert not setup._holds_people()
    django_user_model.objects.create(username="somebody")
    assert setup._holds_people()
