"""Locks of one machine, and of all that share a database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection

from portal.foundation import locks
from portal.foundation.locks import only_one_anywhere

pytestmark = pytest.mark.django_db


def held_by_another() -> bool:
    with only_one_anywhere("shared-index") as is_mine:
        pass
    connection.close()
    return not is_mine


def test_one_machine_has_a_name_at_a_time() -> None:
    with only_one_anywhere("shared-index") as is_mine, ThreadPoolExecutor(1) as other:
        assert is_mine
        assert other.submit(held_by_another).result()
    with only_one_anywhere("shared-index") as is_mine:
        assert is_mine


def test_machines_that_share_a_database_take_turns(settings, tmp_path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one machine has its database in a file")
    with only_one_anywhere("shared-index") as is_mine, ThreadPoolExecutor(1) as other:
        assert is_mine
        settings.DATA_DIR = tmp_path / "of another machine"
        assert other.submit(held_by_another).result()
    with ThreadPoolExecutor(1) as other:
        assert not other.submit(held_by_another).result()


class Broken:
    """A PostgreSQL whose transaction answers nothing any more once the lock is taken."""

    vendor = "postgresql"
    is_closed = False

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_raised):
        return None

    def execute(self, sql, _values):
        if "unlock" in sql:
            raise DatabaseError("current transaction is aborted")

    def fetchone(self):
        return (True,)

    def close(self):
        self.is_closed = True


def test_what_went_wrong_is_raised_and_not_that_the_lock_could_not_be_given_back(monkeypatch):
    broken = Broken()
    monkeypatch.setattr(locks, "connection", broken)
    with pytest.raises(ValueError, match="full"), only_one_anywhere("shared-index") as is_mine:
        assert is_mine
        raise ValueError("the disk is full")
    assert broken.is_closed
    with pytest.raises(DatabaseError), only_one_anywhere("shared-index"):
        pass
