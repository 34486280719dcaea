"""Copies of life-saving pages in plain files: they are read though database and cache are away.

The last copy of each page under `PAGECACHE_LASTING` in each mode, kept on every machine that
rendered it. A page that changes or is no longer served takes its copies along.
"""

import logging
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from django.conf import settings

from portal.foundation.pagecache.domain import BadEntry, Entry

logger = logging.getLogger(__name__)

OLDEST_SECONDS: Final = 30 * 24 * 3600
NORMAL: Final = "normal"
MODE: Final = re.compile(r"[a-z0-9._-]{1,40}", re.ASCII)
LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was at `saved_at` (seconds since the epoch)."""

    entry: Entry
    saved_at: float


def is_lasting(path: str, query: str) -> bool:
    """Whether the page at this address is worth a copy: no query, so their number is small."""
    return not query and any(
        path == start or (start != "/" and path.startswith(start))
        for start in settings.PAGECACHE_LASTING
    )


def keep(path: str, mode: str, entry: Entry) -> None:
    """Replace the copy in one step; a disk that refuses costs only the copy."""
    file = _file(path, mode)
    if file is None:
        return
    partial = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.write_bytes(entry.pack())
        partial.replace(file)
    except OSError as error:
        logger.warning("no copy kept", extra={"kind": type(error).__name__})


def find(path: str, mode: str) -> Copy | None:
    """The copy in this mode; the normal mode's where there is none, or only one from before
    the page was last rendered in the normal mode after a change."""
    normal = of(path, NORMAL)
    if mode in ("", NORMAL):
        return normal
    own = of(path, mode)
    if own is None or normal is None:
        return own or normal
    is_same_state = own.entry.generation == normal.entry.generation
    return own if is_same_state or own.saved_at > normal.saved_at else normal


def of(path: str, mode: str) -> Copy | None:
    """The copy in exactly this mode."""
    file = _file(path, mode)
    if file is None:
        return None
    try:
        saved_at = file.stat().st_mtime
        if saved_at < time.time() - OLDEST_SECONDS:
            return None
        return Copy(Entry.unpack(file.read_bytes()), saved_at)
    except (OSError, BadEntry):
        return None


def drop(path: str) -> None:
    """Drop the copies of one address in all modes."""
    _remove(f"{_name(path)}@*")


def drop_page(path: str) -> None:
    """Drop the copies of a page, of what lies below it, and of the pages above, which list it."""
    _remove(f"{_name(path)}*")
    for above in _above(path):
        drop(above)


def _above(path: str) -> Iterator[str]:
    parts = path.strip("/").split("/")
    for count in range(len(parts)):
        yield "/" + "".join(f"{part}/" for part in parts[:count])


def _remove(pattern: str) -> None:
    for file in _folder().glob(pattern):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            logger.warning("copy not dropped", extra={"kind": type(error).__name__})


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "kept-pages"


def _name(path: str) -> str:
    # Escapes "/", "@" and everything that means something in a pattern.
    return quote(path, safe="")


def _file(path: str, mode: str) -> Path | None:
    name, mode = _name(path), mode or NORMAL
    if len(name) > LONGEST_NAME or not MODE.fullmatch(mode):
        return None
    return _folder() / f"{name}@{mode}"
