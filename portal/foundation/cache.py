"""Caches that cost speed when they are away, never an answer.

A read that fails is a miss, a write that fails is forgotten. `add` that fails raises
CacheAway: limits and one-time codes, which are built on it, then let nobody through, and the
reader is told that it is us, not that it was too often.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

T = TypeVar("T")
logger = logging.getLogger(__name__)


class CacheAway(Exception):
    """Nothing can be counted or claimed at the moment."""


class _Forgiving(BaseCache):
    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return _try(lambda: super(_Forgiving, self).get(key, default, version), default)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return _try(lambda: super(_Forgiving, self).get_many(keys, version), {})

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return _try(lambda: super(_Forgiving, self).has_key(key, version), False)

    def add(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """False only where somebody else holds the key. Raises CacheAway."""
        added = _try(lambda: super(_Forgiving, self).add(key, *args, **kwargs), None)
        # Looked at again: the files' own `add` is made of `set`, whose failure is forgotten.
        if added is None or (added and not self.has_key(key, kwargs.get("version"))):
            raise CacheAway
        return added

    def get_or_set(self, key: Any, default: Any, *args: Any, **kwargs: Any) -> Any:
        """Made of `add`, yet of use without it."""
        try:
            return super().get_or_set(key, default, *args, **kwargs)
        except CacheAway:
            return default() if callable(default) else default

    def set(self, *args: Any, **kwargs: Any) -> None:
        _try(lambda: super(_Forgiving, self).set(*args, **kwargs), None)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return _try(lambda: super(_Forgiving, self).set_many(data, *args, **kwargs), list(data))

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return _try(lambda: super(_Forgiving, self).touch(*args, **kwargs), False)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return _try(lambda: super(_Forgiving, self).delete(*args, **kwargs), False)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        _try(lambda: super(_Forgiving, self).delete_many(*args, **kwargs), None)


class FileCache(_Forgiving, FileBasedCache):
    """In files that all processes of one machine share."""

    def _createdir(self) -> None:
        # Also called when a thread opens the cache, where a failure would be everybody's.
        _try(super()._createdir, None)  # type: ignore[misc]


class SharedCache(_Forgiving, RedisCache):
    """In Redis, for several machines."""


def _try(action: Callable[[], T], otherwise: T) -> T:
    try:
        return action()
    except Exception as error:
        logger.warning("cache away", extra={"kind": type(error).__name__})
        return otherwise
