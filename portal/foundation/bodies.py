"""How large a request may be, decided by its head, before a byte of its body is read.

Django bounds what it holds in memory, not the files that it writes to the temporary folder.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string


class BodySizeMiddleware:
    """Refuses a body over the limit (413) and one of unknown length (411)."""

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
        return self.get_response(request)


def largest(request: HttpRequest) -> int:
    """Bytes that a body to this address may have."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        for start, size in settings.BODY_MAX_SIZE_BY_PATH.items():
            if request.path_info.startswith(start):
                return int(size)
    return int(settings.BODY_MAX_SIZE)


def _refusal(status: int) -> HttpResponse:
    response = HttpResponse(
        render_to_string("portal/foundation/body_refused.html", {"status": status}), status=status
    )
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; img-src 'self'"
    return response
