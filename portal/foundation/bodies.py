"""How large a request may be, decided by its head, before a byte of its body is read.

Django bounds what it holds in memory, not the files that it writes to the temporary folder.
"""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string


class BodySizeMiddleware:
    """Refuses a body over the limit (413), one of unknown length (411), and one that only
    somebody signed in may send (403)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or ""
        if not announced:
            if "HTTP_TRANSFER_ENCODING" in request.META:
                return _refusal(411)
        elif not (announced.isascii() and announced.isdecimal()):
            return _refusal(400)
        elif len(announced) > len(str(2**63)) or int(announced) > largest(request):
            return _refusal(413)
        elif int(announced) > settings.BODY_MAX_SIZE_OF_STRANGERS and not _is_signed_in(request):
            return _refusal(403)
        return self.get_response(request)


def largest(request: HttpRequest) -> int:
    """Bytes that a body to this address may have, for whoever is signed in."""
    for start, size in settings.BODY_MAX_SIZE_BY_PATH.items():
        if request.path_info.startswith(start):
            return int(size)
    return int(settings.BODY_MAX_SIZE)


def _is_signed_in(request: HttpRequest) -> bool:
    """Asked before any other middleware, of large bodies only: anybody can make a cookie up, so
    the session that it names is looked for."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return bool(key) and SESSION_KEY in store(key)


def _refusal(status: int) -> HttpResponse:
    response = HttpResponse(
        render_to_string("portal/foundation/body_refused.html", {"status": status}), status=status
    )
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; img-src 'self'"
    return response
