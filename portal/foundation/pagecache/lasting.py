"""Copies of life-saving pages in plain files: they are read though database and cache are away.

The last copy of each page under `PAGECACHE_LASTING`, kept on every machine that rendered it.
A page that is no longer served takes its copy along, and so does anything unpublished.
"""

import logging
import os
import shutil
import time
from pathlib import Path
from typing import Final

from django.conf import settings

from portal.foundation.pagecache.domain import BadEntry, Entry

logger = logging.getLogger(__name__)

OLDEST_SECONDS: Final = 30 * 24 * 3600


def is_lasting(path: str, query: str) -> bool:
    """Whether the page at this address is worth a copy: no query, so their number is small."""
    return not query and any(
        path == start or (start != "/" and path.startswith(start))
        for start in settings.PAGECACHE_LASTING
    )


def keep(key: str, entry: Entry) -> None:
    """Replace the copy under `key` in one step; a disk that refuses costs only the copy."""
    path = _path(key)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.write_bytes(entry.pack())
        partial.replace(path)
    except OSError as error:
        logger.warning("no copy kept", extra={"kind": type(error).__name__})


def find(key: str) -> Entry | None:
    path = _path(key)
    try:
        if path.stat().st_mtime < time.time() - OLDEST_SECONDS:
            return None
        return Entry.unpack(path.read_bytes())
    except (OSError, BadEntry):
        return None


def drop(key: str) -> None:
    try:
        _path(key).unlink(missing_ok=True)
    except OSError as error:
        logger.warning("copy not dropped", extra={"kind": type(error).__name__})


def clear() -> None:
    """Drop every copy on this machine."""
    shutil.rmtree(_folder(), ignore_errors=True)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "kept-pages"


def _path(key: str) -> Path:
    return _folder() / key.replace(":", "-")
