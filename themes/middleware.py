"""Read the reader's display choices; turn our text into Traditional characters on request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from themes.domain.display import COOKIE_NAME, Display, Script, parse_cookie

UNTOUCHED_PREFIXES = ("/admin/", "/django-admin/")


class DisplayMiddleware:
    """Sets `request.display` and converts HTML when the reader chose Traditional script.

    Stands outside everything that looks at the finished body (ETag, compression), because it
    rewrites it. HTML answers vary on the cookie; nothing here sets one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        display = parse_cookie(request.COOKIES.get(COOKIE_NAME, ""))
        request.display = display  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or response.streaming or not _is_html(response):
            return response
        if request.path.startswith(UNTOUCHED_PREFIXES):
            return response
        patch_vary_headers(response, ["Cookie"])
        if display.script is Script.HANT and not response.has_header("Content-Encoding"):
            _to_traditional(response)
        return response


def display_of(request: HttpRequest) -> Display:
    """The reader's display, also where the middleware did not run (tests, error handlers)."""
    found = getattr(request, "display", None)
    return found if isinstance(found, Display) else Display()


def _is_html(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").partition(";")[0].strip().lower() == "text/html"


def _to_traditional(response: HttpResponse) -> None:
    # The converter loads dictionaries; most requests never need it.
    from themes.traditional import convert_page

    charset = response.charset or "utf-8"
    try:
        source = response.content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return
    response.content = convert_page(source).encode(charset)
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))
    if response.has_header("ETag"):
        etag = response["ETag"]
        response["ETag"] = f'{etag[:-1]}-hant"' if etag.endswith('"') else etag
