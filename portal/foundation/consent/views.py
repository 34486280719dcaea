"""The privacy notices, for everybody to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.foundation.consent.selectors import published_notices
from portal.people import access


@access.public
@require_safe
def notice(request: HttpRequest, purpose: str) -> HttpResponse:
    """The words that hold now, and the versions before them."""
    versions = list(published_notices(purpose))
    if not versions:
        raise Http404
    return render(
        request,
        "portal/foundation/consent/notice.html",
        {"notice": versions[0], "older": versions[1:], "shown": versions[0]},
    )


@access.public
@require_safe
def older_notice(request: HttpRequest, purpose: str, version: int) -> HttpResponse:
    """One version that held before, with a word that it no longer does."""
    versions = list(published_notices(purpose))
    shown = next((one for one in versions if one.version == version), None)
    if shown is None:
        raise Http404
    return render(
        request,
        "portal/foundation/consent/notice.html",
        {
            "notice": versions[0],
            "older": [one for one in versions[1:] if one != shown],
            "shown": shown,
        },
    )
