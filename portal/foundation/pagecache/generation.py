"""The number that makes every stored page old at once.

It is "<id of the last purge>.<random>". The random part means that a number lost from
the cache never comes back, so pages stored under it stay dead.
"""

import uuid
from typing import Final

from django.core.cache import BaseCache, caches

KEY: Final = "pages:generation"


def store() -> BaseCache:
    """The cache for pages that all processes share."""
    return caches["pages"]


def number() -> BaseCache:
    """The cache for the generation alone: among the pages it would be thrown out with them."""
    return caches["generation"]


def current() -> str:
    """The generation now; where the cache has none, one to start with. Another process may win."""
    found = number().get(KEY)
    if isinstance(found, str):
        return found
    made = _named(0)
    if number().add(KEY, made, timeout=None):
        return made
    return str(number().get(KEY) or made)


def advance(purge_id: int) -> None:
    """Make every page stored so far old."""
    number().set(KEY, _named(purge_id), timeout=None)


def reached(purge_id: int) -> bool:
    """Whether the purge with this id has already taken effect."""
    found = number().get(KEY)
    if not isinstance(found, str):
        return False
    return int(found.partition(".")[0]) >= purge_id


def _named(purge_id: int) -> str:
    return f"{purge_id}.{uuid.uuid4().hex[:12]}"
