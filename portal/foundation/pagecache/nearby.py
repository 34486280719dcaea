"""Stored pages that this process has unpacked already.

Whether one is still good the shared generation says on every request, so nothing here can
outlive a purge; it only saves reading and unpacking.
"""

from collections import OrderedDict
from threading import Lock
from typing import Final

from portal.foundation.pagecache.domain import Entry

MOST_BYTES: Final = 16 * 1024 * 1024


class Nearby:
    """The entries used last, up to `most` bytes of bodies."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Entry | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, key: str, entry: Entry) -> None:
        with self._lock:
            self._forget(key)
            self._entries[key] = entry
            self._bytes += entry.size
            while self._bytes > self._most:
                self._forget(next(iter(self._entries)))

    def _forget(self, key: str) -> None:
        gone = self._entries.pop(key, None)
        if gone is not None:
            self._bytes -= gone.size
