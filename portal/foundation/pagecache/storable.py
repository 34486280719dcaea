"""Which answers are the same for everybody, and under which query they may be kept."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.foundation.pagecache.domain import query_of

LARGEST: Final = 2 * 1024 * 1024
DISPLAY_COOKIE: Final = "display"
NONCE: Final = re.compile(rb"""\snonce\s*=\s*["']?[^\s"'>]""", re.IGNORECASE)
POLICY_HEADERS: Final = ("Content-Security-Policy", "Content-Security-Policy-Report-Only")
CACHEABLE_TYPES: Final = (
    "text/html",
    "text/plain",
    "text/css",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
    "text/xml",
    "text/calendar",
    "image/svg+xml",
)


def vouch(request: HttpRequest, parameters: Mapping[str, object]) -> None:
    """Say which query the answer to `request` follows from, after every value was checked.

    Without it a page asked with a query is not kept: names and values that nobody checked
    could be made up without end. Empty values are left out.
    """
    given = [(name, str(value)) for name, value in parameters.items() if value]
    request.vouched_query = query_of(given)  # type: ignore[attr-defined]


def reason_not_to_store(request: HttpRequest, response: HttpResponse, *, query: str) -> str:
    """Why this answer is not the same for everybody; empty if it may be kept. `query` is the
    one it would be kept under: what stands inside may have taken parameters away since."""
    if response.status_code != 200:
        return "status"
    if response.streaming:
        return "streaming"
    if response.cookies:
        return "set-cookie"
    control = response.get("Cache-Control", "").lower()
    if "no-store" in control or "private" in control:
        return "cache-control"
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    # A reader with no cookie but the display's is everybody: what would vary with the
    # session varies with nothing. Any other header would need to be part of the key.
    is_bare = not set(request.COOKIES) - {DISPLAY_COOKIE}
    if varies - ({"accept-encoding", "cookie"} if is_bare else {"accept-encoding"}):
        return "vary"
    if response.get("Content-Type", "").partition(";")[0].strip() not in CACHEABLE_TYPES:
        return "content-type"
    if "Content-Encoding" in response or "Content-Disposition" in response:
        return "encoding"
    if query and query != getattr(request, "vouched_query", ""):
        return "query"
    return _reason_in_body(request, response)


def _reason_in_body(request: HttpRequest, response: HttpResponse) -> str:
    body = response.content
    if len(body) > LARGEST:
        return "size"
    if any("'nonce-" in response.get(name, "") for name in POLICY_HEADERS):
        return "nonce"
    if NONCE.search(body):
        return "nonce"
    if b"csrfmiddlewaretoken" in body:
        return "csrf"
    # All hosts share a page, so it names none but the one the portal is known by.
    host = request.get_host()
    if host != urlsplit(settings.BASE_URL).netloc and _names(host, body):
        return "host"
    return ""


def _names(host: str, body: bytes) -> bool:
    """Not a longer name or one with another port, which only begin alike."""
    return re.search(rb"//%b(?![\w.:-])" % re.escape(host.encode()), body) is not None
