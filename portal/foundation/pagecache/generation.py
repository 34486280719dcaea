"""The number that makes every stored page old at once.

It is "<id of the last purge>.<random>". The random part means that a number lost from
the cache never comes back, so pages stored under it stay dead.
"""

import uuid
from typing import Final

from django.core.cache import BaseCache, caches

KEY: Final = "pages:generation"


def store() -> BaseCache:
    """The cache that all processes share."""
    return caches["pages"]


def begin() -> str:
    """A generation to start with where the cache has none; another process may win."""
    made = _named(0)
    if store().add(KEY, made, timeout=None):
        return made
    return str(store().get(KEY) or made)


def advance(purge_id: int) -> None:
    """Make every page stored so far old."""
    store().set(KEY, _named(purge_id), timeout=None)


def reached(purge_id: int) -> bool:
    """Whether the purge with this id has already taken effect."""
    current = store().get(KEY)
    if not isinstance(current, str):
        return False
    return int(current.partition(".")[0]) >= purge_id


def _named(purge_id: int) -> str:
    return f"{purge_id}.{uuid.uuid4().hex[:12]}"
