"""Read the reader's display choices; turn our text into Traditional characters on request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers

from themes.domain.display import COOKIE_NAME, Display, Script, parse_cookie
from themes.views import errors

UNTOUCHED_PREFIXES = ("/admin/", "/django-admin/")


class DisplayMiddleware:
    """Sets `request.display` from the cookie. HTML answers vary on it; nothing here sets one.

    Stands outside page caches, conditional answers and compression, which all need to know the
    display.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        display = parse_cookie(request.COOKIES.get(COOKIE_NAME, ""))
        request.display = display  # type: ignore[attr-defined]
        response = self.get_response(request)
        if _is_html(response) and not request.path.startswith(UNTOUCHED_PREFIXES):
            patch_vary_headers(response, ["Cookie"])
        return response


class TraditionalMiddleware:
    """Converts our HTML to Traditional characters for a reader who chose them.

    Rewrites the body, so it stands inside page caches, conditional answers and compression.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            display_of(request).script is Script.HANT
            and isinstance(response, HttpResponse)
            and _is_html(response)
            and not response.has_header("Content-Encoding")
            and not request.path.startswith(UNTOUCHED_PREFIXES)
        ):
            _to_traditional(response)
        return response


class MethodMiddleware:
    """Gives the answer to a wrong method its page. Stands next to the views, inside whatever
    rewrites or packs bodies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            errors.put_into_words(request, response)
        return response


def display_of(request: HttpRequest) -> Display:
    """The reader's display, also where the middleware did not run (tests, error handlers)."""
    found = getattr(request, "display", None)
    return found if isinstance(found, Display) else Display()


def _is_html(response: HttpResponseBase) -> bool:
    return response.get("Content-Type", "").partition(";")[0].strip().lower() == "text/html"


def _to_traditional(response: HttpResponse) -> None:
    # The converter loads dictionaries; most requests never need it.
    from themes.names import known
    from themes.traditional import convert_page

    charset = response.charset or "utf-8"
    try:
        source = response.content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return
    response.content = convert_page(source, known()).encode(charset)
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))
