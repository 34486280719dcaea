"""Rendering the life-saving pages in the normal mode before anybody needs their copies."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory

from portal.foundation.pagecache import generation, lasting

logger = logging.getLogger(__name__)

_sources: Final[list[Callable[[], Iterable[str]]]] = []


def register(source: Callable[[], Iterable[str]]) -> None:
    """Name paths (below `PAGECACHE_LASTING`) of which a copy is always to be kept."""
    if source not in _sources:
        _sources.append(source)


def addresses() -> list[str]:
    """Paths of which there is always to be a copy: the roots, and what the apps name."""
    named = [*settings.PAGECACHE_LASTING, *(path for source in _sources for path in source())]
    return [path for path in dict.fromkeys(named) if lasting.is_lasting(path, "")]


def path_of(page: Any) -> str:
    """The path of a Wagtail page; empty for one under no site."""
    parts = page.get_url_parts()
    return (parts[2] or "") if parts else ""


def renew_outdated() -> int:
    """Render what has no copy of the present state; returns how many pages that were."""
    current = generation.current()
    outdated = [path for path in addresses() if not _is_kept(path, current)]
    if outdated:
        renew(outdated)
    return len(outdated)


def renew(paths: Iterable[str]) -> None:
    """Ask the portal itself for these pages as a stranger would; the page cache keeps them."""
    if not getattr(settings, "PAGECACHE_ENABLED", True):
        return
    base = urlsplit(settings.BASE_URL)
    factory = RequestFactory(SERVER_NAME=base.hostname or "", SERVER_PORT=str(base.port or ""))
    handler = BaseHandler()
    handler.load_middleware()
    for path in paths:
        request = factory.get(path, headers={"host": base.netloc}, secure=base.scheme == "https")
        request.renews_copy = True  # type: ignore[attr-defined]
        response = handler.get_response(request)
        if response.status_code >= 400:
            logger.warning("no copy made", extra={"status": response.status_code})


def _is_kept(path: str, current: str) -> bool:
    copy = lasting.of(path, lasting.NORMAL)
    return copy is not None and copy.entry.generation == current
