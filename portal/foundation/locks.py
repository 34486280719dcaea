"""Who goes first: one process of a machine at a time, one transaction at a row."""

import fcntl
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import F, QuerySet

UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.-]")


class ChangedMeanwhile(Exception):
    """It is no longer what the page was drawn from. Nothing was written: the page is asked anew,
    now of what is stored."""


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """True inside the block if no other process or thread holds `name`, else False.

    The lock is the kernel's, on a file in DATA_DIR/locks: a killed holder leaves
    nothing behind to clear away.
    """
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{UNSAFE.sub('-', name)}.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


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
