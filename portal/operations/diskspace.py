"""Whether something failed because the disk is full, whoever said so."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LEAST_BYTES: Final = 1024 * 1024
FOR_A_SET_UP_MB: Final = 100
NO_SPACE: Final = (errno.ENOSPC, errno.EDQUOT)
POSTGRESQL_DISK_FULL: Final = "53100"


def is_cause_of(error: BaseException, data_dir: Path) -> bool:
    """Libraries wrap what the kernel says, and some name it an I/O error: then what is left
    on the disk decides."""
    return any(_names_it(one) for one in _chain(error)) or _free(data_dir) < LEAST_BYTES


def is_short(data_dir: Path) -> bool:
    """Asked before migrations: some of the libraries' are not atomic, and one that stops
    half-way in a database that is in use cannot be repeated."""
    return _free(data_dir) < FOR_A_SET_UP_MB * 2**20


def advice(data_dir: Path) -> str:
    return (
        f"磁盘满了或快满了：{data_dir} 所在的磁盘只剩 {_free(data_dir) / 2**20:.0f} MB。\n"
        f"怎么办：腾出至少 {FOR_A_SET_UP_MB} MB，或者换一个目录：make run DATA_DIR=另一个目录"
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _names_it(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_SPACE
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(error, "sqlstate", None) == POSTGRESQL_DISK_FULL


def _free(data_dir: Path) -> int:
    """To a directory that is not there yet its nearest parent lends the disk."""
    place = next(one for one in (data_dir, *data_dir.parents) if one.exists())
    return shutil.disk_usage(place).free
