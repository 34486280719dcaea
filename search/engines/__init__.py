"""Engines behind one protocol, and those that answer here."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from search.engines.elasticsearch import ElasticsearchEngine, connect
from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import (
    Batch,
    Counts,
    Crowded,
    Dimension,
    Engine,
    Entry,
    Hit,
    Hits,
    IndexDamaged,
    IndexUnavailable,
    NoAnswerInTime,
    QueryRefused,
    ResumePoint,
)

PREFIX: Final = re.compile("[a-z][a-z0-9-]{0,60}")


def embedded() -> EmbeddedEngine:
    """The embedded engine of this installation: always fed, in DATA_DIR/search."""
    return _embedded(Path(settings.DATA_DIR) / "search")


@lru_cache(maxsize=4)
def _embedded(root: Path) -> EmbeddedEngine:
    return EmbeddedEngine(root)


def elasticsearch() -> ElasticsearchEngine | None:
    """The engine of the server, if this installation has one. Raises IndexUnavailable if what the
    settings say of it makes no sense."""
    if not settings.ELASTICSEARCH_URL:
        return None
    # It stands before a `*` where indexes are looked for that may be deleted.
    if PREFIX.fullmatch(settings.ELASTICSEARCH_INDEX) is None:
        raise IndexUnavailable("ELASTICSEARCH_INDEX")
    return _elasticsearch(
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_CA,
        settings.ELASTICSEARCH_INDEX,
        # Its connections belong to one process.
        os.getpid(),
    )


@lru_cache(maxsize=4)
def _elasticsearch(url: str, key: str, ca: str, prefix: str, _: int) -> ElasticsearchEngine:
    return ElasticsearchEngine(connect(url, key, ca), prefix)


__all__ = [
    "Batch",
    "Counts",
    "Crowded",
    "Dimension",
    "ElasticsearchEngine",
    "EmbeddedEngine",
    "Engine",
    "Entry",
    "Hit",
    "Hits",
    "IndexDamaged",
    "IndexUnavailable",
    "NoAnswerInTime",
    "QueryRefused",
    "ResumePoint",
    "elasticsearch",
    "embedded",
]
