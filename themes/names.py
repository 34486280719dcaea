"""Names that stand in one script on every page: places, offices, people, documents.

An app that keeps named things says where they are; nothing here imports to the right.
"""

from collections.abc import Callable, Iterable
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

from portal.people.models import Unit

KEY: Final = "themes.names"
FOR: Final = 300
"""Seconds until a new name is known."""

_sources: list[Callable[[], Iterable[str]]] = []


def register(source: Callable[[], Iterable[str]]) -> None:
    if source not in _sources:
        _sources.append(source)


def known() -> frozenset[str]:
    """All names; without the database those of the settings."""
    fixed = {settings.SITE_DIVISION_NAME, settings.SITE_OPERATOR, settings.SITE_NAME}
    try:
        found: Iterable[str] = cache.get_or_set(KEY, _read, FOR) or ()
    except DatabaseError:
        found = ()
    return frozenset(name for name in fixed.union(found) if len(name) > 1)


def _read() -> list[str]:
    names = set(Unit.objects.values_list("name", flat=True))
    return sorted(names.union(*(source() for source in _sources)))
