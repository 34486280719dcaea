"""The middleware before all others: a stored page is answered before anything else runs.

Only readers without a session get and feed it, and only what is the same for all of them is
kept. Where the portal itself fails, everybody gets the last copy there is.
"""

import hashlib
import logging
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from portal.foundation.pagecache import generation, lasting
from portal.foundation.pagecache.domain import (
    BadEntry,
    Entry,
    accepts,
    canonical_query,
    etag_matches,
)
from portal.foundation.pagecache.kept import answer_kept
from portal.foundation.pagecache.nearby import Nearby
from portal.foundation.pagecache.storable import DISPLAY_COOKIE, reason_not_to_store

logger = logging.getLogger(__name__)
R = TypeVar("R")

FRESH_SECONDS: Final = 600
JITTER: Final = 0.1
# Long after it went stale a page still answers while the database is away.
KEPT_SECONDS: Final = 7 * 24 * 3600
LOCK_SECONDS: Final = 10
WAIT_SECONDS: Final = 2.0
WAIT_STEP: Final = 0.03
DISPLAY_VALUE: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}", re.ASCII)
NOT_STORED: Final = frozenset(
    {
        "age",
        "cache-control",
        "content-encoding",
        "content-length",
        "date",
        "etag",
        "expires",
        "server-timing",
        "vary",
        "x-request-id",
    }
)
STATUS_HEADER: Final = "X-Page-Cache"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one page in one mode is kept."""

    key: str
    path: str
    query: str
    mode: str

    @property
    def is_lasting(self) -> bool:
        return lasting.is_lasting(self.path, self.query)


class PageCacheMiddleware:
    """Serves and stores whole responses.

    Put it before everything but what reads the display cookie into `request.display`:
    that one must know the mode first, and adds "Vary: Cookie" to what leaves the house,
    which inside would forbid storing. Key: scheme, path, sorted query, display mode,
    fingerprint of the static files; all hosts are one portal. PAGECACHE_ENABLED = False
    turns it off.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.nearby = Nearby()
        # New static files have new names: pages from before a deployment point to old ones.
        self.release = str(getattr(staticfiles_storage, "manifest_hash", "") or "")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slot = self._slot(request)
        if slot is None:
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # What everybody reads is better than nothing while the database is away.
            response = self.get_response(request)
            return _in_place_of(response, request, slot, None)
        try:
            current, entry = self._look_up(slot)
        except Exception as error:
            # A cache that is away costs speed, never an answer.
            logger.warning("page cache unreachable", extra={"kind": type(error).__name__})
            return self._render_and_store(request, slot, "", None)
        is_fresh = entry is not None and entry.fresh_until > time.time()
        if entry is not None and is_fresh and not getattr(request, "renews_copy", False):
            return _answer(request, entry, "hit")
        return self._render(request, slot, current, entry)

    def _slot(self, request: HttpRequest) -> Slot | None:
        """None where the answer may depend on more than the address and the mode."""
        if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
            return None
        if "HTTP_RANGE" in request.META or not getattr(settings, "PAGECACHE_ENABLED", True):
            return None
        query = canonical_query(request.META.get("QUERY_STRING", ""))
        if query is None:
            return None
        mode = mode_of(request)
        request.get_host()  # refuses a host that is not ours
        address = f"{request.scheme}://{request.path}?{query}"
        return Slot(
            key=_cache_key(address, mode, self.release),
            path=request.path,
            query=query,
            mode=mode,
        )

    def _look_up(self, slot: Slot) -> tuple[str, Entry | None]:
        """(generation now, the stored page of this generation or None)."""
        current = generation.current()
        near = self.nearby.get(slot.key)
        if near is not None and near.generation == current and near.fresh_until > time.time():
            return current, near
        try:
            entry = Entry.unpack(generation.store().get(slot.key))
        except BadEntry:
            return current, None
        if entry.generation != current:
            return current, None
        self.nearby.put(slot.key, entry)
        return current, entry

    def _render(
        self, request: HttpRequest, slot: Slot, current: str, stale: Entry | None
    ) -> HttpResponse:
        """Let one request render; the others get the stale page, or wait a little for it."""
        lock = f"{slot.key}:lock"
        is_mine = _try(lambda: generation.store().add(lock, 1, timeout=LOCK_SECONDS), default=True)
        if not is_mine:
            if stale is not None:
                return _answer(request, stale, "stale")
            awaited = self._wait_for(slot, lock)
            if awaited is not None:
                return _answer(request, awaited, "hit")
        try:
            return self._render_and_store(request, slot, current, stale)
        finally:
            if is_mine:
                _try(lambda: generation.store().delete(lock), default=False)

    def _wait_for(self, slot: Slot, lock: str) -> Entry | None:
        """The page another request is rendering, if it comes soon."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            time.sleep(WAIT_STEP)
            found = _try(lambda: self._look_up(slot)[1], default=None)
            if found is not None:
                return found
            if _try(lambda: generation.store().get(lock), default=None) is None:
                # The other one has finished without storing: this page is not for keeping.
                return None
        return None

    def _render_and_store(
        self, request: HttpRequest, slot: Slot, current: str, stale: Entry | None
    ) -> HttpResponse:
        encodings = request.META.pop("HTTP_ACCEPT_ENCODING", "")
        condition = request.META.pop("HTTP_IF_NONE_MATCH", "")
        since = request.META.pop("HTTP_IF_MODIFIED_SINCE", "")
        # Inside nothing may compress or answer 304, or there is no whole page to keep.
        method, request.method = request.method, "GET"
        try:
            response = self.get_response(request)
        finally:
            request.method = method
            for name, value in (
                ("HTTP_ACCEPT_ENCODING", encodings),
                ("HTTP_IF_NONE_MATCH", condition),
                ("HTTP_IF_MODIFIED_SINCE", since),
            ):
                if value:
                    request.META[name] = value
        instead = _in_place_of(response, request, slot, stale)
        if instead is not response:
            return instead
        reason = reason_not_to_store(request, response, query=slot.query)
        if reason:
            response[STATUS_HEADER] = f"pass; {reason}"
            if slot.is_lasting and reason == "status" and response.status_code < 500:
                lasting.drop(slot.path)
            return response
        entry = Entry.of(
            response.content,
            headers=[(n, v) for n, v in response.items() if n.lower() not in NOT_STORED],
            mode=slot.mode,
            # The one from before rendering: a purge meanwhile makes this page old at once.
            generation=current,
            fresh_until=time.time() + FRESH_SECONDS * (1 + JITTER * random.random()),  # noqa: S311
        )
        if current:
            _try(
                lambda: generation.store().set(slot.key, entry.pack(), timeout=KEPT_SECONDS),
                default=None,
            )
        # One that a purge has overtaken is the page as it was before.
        if slot.is_lasting and _try(generation.current, default="") in ("", current):
            lasting.keep(slot.path, slot.mode, entry)
        return _answer(request, entry, "miss")


def mode_of(request: HttpRequest) -> str:
    """The display as the themes understood the cookie, so that made-up values share one page;
    without them the cookie itself, if it is of a harmless form."""
    display = getattr(request, "display", None)
    if display is not None:
        return str(display.key)
    value = request.COOKIES.get(DISPLAY_COOKIE, "")
    return value if DISPLAY_VALUE.fullmatch(value) else ""


def _cache_key(address: str, mode: str, release: str) -> str:
    # Hashed: file names and cache servers allow neither the length nor the Chinese.
    name = hashlib.blake2b(f"{release}\n{mode}\n{address}".encode(), digest_size=20).hexdigest()
    return f"pages:{name}"


def _in_place_of(
    response: HttpResponse, request: HttpRequest, slot: Slot, stale: Entry | None
) -> HttpResponse:
    """The page as it was, if there is one and the portal fails to make it."""
    if response.status_code < 500:
        return response
    if stale is not None:
        return _answer(request, stale, "stale")
    kept = lasting.find(slot.path, slot.mode) if slot.is_lasting else None
    return response if kept is None else answer_kept(request, kept, status_header=STATUS_HEADER)


def _answer(request: HttpRequest, entry: Entry, status: str) -> HttpResponse:
    """The stored page in the encoding the browser takes, or 304."""
    response: HttpResponse
    if etag_matches(request.META.get("HTTP_IF_NONE_MATCH", ""), entry.etag):
        response = HttpResponseNotModified()
    else:
        encodings = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if accepts(encodings, "br"):
            response, coding = HttpResponse(entry.br), "br"
        elif accepts(encodings, "gzip"):
            response, coding = HttpResponse(entry.gz), "gzip"
        else:
            response, coding = HttpResponse(entry.plain()), ""
        for name, value in entry.headers:
            response[name] = value
        if coding:
            response["Content-Encoding"] = coding
        response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
    response["ETag"] = entry.etag
    # Browsers ask again each time, else 长辈版 is not on the very next page.
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Accept-Encoding"
    response[STATUS_HEADER] = status
    return response


def _try(action: Callable[[], R], *, default: R) -> R:
    """The cache is never worth an error page."""
    try:
        return action()
    except Exception as error:
        logger.warning("page cache unreachable", extra={"kind": type(error).__name__})
        return default
