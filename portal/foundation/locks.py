"""Who goes first: one process of a machine at a time, one transaction at a row."""

import fcntl
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, QuerySet

UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.-]")


class ChangedMeanwhile(Exception):
    """It is no longer what the page was drawn from. Nothing was written: the page is asked anew,
    now of what is stored."""


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """True inside the block if no other process or thread holds `name`, else False.

    The lock is the kernel's, on a file in DATA_DIR/locks that its holder takes away at the end: a
    killed holder leaves a file and no lock.
    """
    path = _folder() / f"{UNSAFE.sub('-', name)}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with path.open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            # Between opening and locking the holder may have taken the file away: then this is a
            # lock on nothing, and the next to come would hold the same name.
            if _is_at(path, handle):
                try:
                    yield True
                finally:
                    path.unlink(missing_ok=True)
                return


@contextmanager
def only_one_anywhere(name: str) -> Iterator[bool]:
    """The same for something that several machines share, which share a PostgreSQL then. The lock
    is that of a connection: a killed holder leaves none."""
    with only_one(name) as is_mine:
        if not is_mine or connection.vendor != "postgresql":
            yield is_mine
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
            (is_mine,) = cursor.fetchone()
        try:
            yield is_mine
        except BaseException:
            if is_mine:
                # What went wrong is raised, not that its transaction answers nothing any more.
                try:
                    _give_back(name)
                except DatabaseError:
                    connection.close()  # The lock ends with it.
            raise
        if is_mine:
            _give_back(name)


def _give_back(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "locks"


def _is_at(path: Path, handle: IO[str]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle.fileno()))
    except FileNotFoundError:
        return False


def drop_left() -> int:
    """Take away the files of holders that were killed. Returns how many."""
    # One with words in it is the supervisor's, which writes into its own.
    dropped = 0
    for path in _folder().glob("*.lock"):
        if _is_empty(path):
            with only_one(path.stem) as mine:
                dropped += mine
    return dropped


def _is_empty(path: Path) -> bool:
    try:
        return not path.stat().st_size
    except FileNotFoundError:
        return False


def hold(rows: QuerySet[Any], *, by: str) -> int:
    """Let whoever writes these rows, or holds them too, wait until this transaction ends. Returns
    how many they are, as whoever held them before has left them.

    `by` is a column without a key, written with what it holds: SQLite has no SELECT FOR UPDATE,
    and there the write takes the database.
    """
    return rows.update(**{by: F(by)})


def hold_as_read(rows: QuerySet[Any], was: Mapping[str, object] | None, *, by: str) -> None:
    """Hold the one row, and raise ChangedMeanwhile where it no longer holds what was read of it.
    None: nothing was read. A row that is not there is for the caller to miss."""
    hold(rows, by=by)
    if was is not None and rows.values(*was).first() not in (None, was):
        raise ChangedMeanwhile
