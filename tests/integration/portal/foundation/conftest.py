import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture
def shared_database(transactional_db, tmp_path: Path) -> Iterator[None]:
    """A database that threads use as processes would: in its own file, waiting for locks.

    The suite's SQLite lies in memory with a shared cache, where a second writer is refused
    at once instead of waiting for its turn.
    """
    in_memory = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" not in in_memory:
        yield
        return
    # As long as one connection is open, the database in memory lives.
    keeper = sqlite3.connect(in_memory, uri=True)
    path = tmp_path / "shared.sqlite3"
    with sqlite3.connect(path) as copy:
        keeper.backup(copy)
        # As on every machine that runs: changing to it while threads connect would fail
        # one of them at once, for that lock is not waited for.
        copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    connection.settings_dict["NAME"] = path
    connection.close()
    yield
    connection.close()
    connection.settings_dict["NAME"] = in_memory
    connection.connect()
    keeper.close()
