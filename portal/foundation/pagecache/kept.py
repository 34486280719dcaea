"""A kept copy as it is shown: it says that it is one, and from when."""

import re
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from portal.foundation.pagecache.lasting import Copy

START_OF_TEXT: Final = re.compile(rb"<main\b[^>]*>|<body\b[^>]*>")
MARKUP: Final = "text/html"


def answer_kept(request: HttpRequest, copy: Copy, *, status_header: str) -> HttpResponse:
    """The copy, with a line above its text that says so."""
    headers = dict(copy.entry.headers)
    body = copy.entry.plain()
    content_type = next((v for n, v in headers.items() if n.lower() == "content-type"), "")
    if content_type.startswith(MARKUP):
        body = _with_line(body, copy.saved_at)
    response = HttpResponse(b"" if request.method == "HEAD" else body)
    for name, value in headers.items():
        response[name] = value
    response["Content-Length"] = str(len(body))
    # Nobody is to have it once the portal is back.
    response["Cache-Control"] = "no-store"
    response[status_header] = "kept"
    return response


def _with_line(body: bytes, saved_at: float) -> bytes:
    saved = localtime(datetime.fromtimestamp(saved_at, UTC))
    line = render_to_string("portal/foundation/pagecache/kept.html", {"saved": saved}).encode()
    starts = list(START_OF_TEXT.finditer(body))
    at = starts[-1].end() if starts else 0
    return body[:at] + line + body[at:]
