"""Engines behind one protocol, and the one that answers here."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import (
    Batch,
    Counts,
    Dimension,
    Engine,
    Entry,
    Hit,
    Hits,
    IndexUnavailable,
    ResumePoint,
)


def embedded() -> EmbeddedEngine:
    """The embedded engine of this installation: always fed, in DATA_DIR/search."""
    return _embedded(Path(settings.DATA_DIR) / "search")


@lru_cache(maxsize=4)
def _embedded(root: Path) -> EmbeddedEngine:
    return EmbeddedEngine(root)


__all__ = [
    "Batch",
    "Counts",
    "Dimension",
    "EmbeddedEngine",
    "Engine",
    "Entry",
    "Hit",
    "Hits",
    "IndexUnavailable",
    "ResumePoint",
    "embedded",
]
