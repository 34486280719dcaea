"""A form that could not be taken, because its session or its token was gone: what was typed goes
back to its person on a page that sends it once more."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

_CSRF_FIELD: Final = "csrfmiddlewaretoken"
_ASKED_FIELD: Final = "asked_again"
"""Whom this page already asked to send the form again ("" for whoever was not signed in)."""
BACK: Final = "back"
"""In the query of the page after signing in: another window waits with a form."""
_UNREADABLE = (
    BadRequest, MultiPartParserError, RequestDataTooBig, TooManyFieldsSent, UnreadablePostError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """Where the form was sent, and every value in it. `asked`: who was asked once before to send
    it again, None where nobody was."""

    address: str
    fields: list[tuple[str, str]]
    had_files: bool
    asked: str | None = None


def carried(request: HttpRequest) -> Carried | None:
    """What a form of ours carried; None where nothing would be lost, where a password was in it,
    and for what another site sent: nobody is asked to send that."""
    if request.method != "POST" or not _is_ours(request):
        return None
    try:
        sent, had_files = request.POST, bool(request.FILES)
    except _UNREADABLE:
        return None
    fields = [
        (name, value)
        for name, values in sent.lists()
        if name not in {_CSRF_FIELD, _ASKED_FIELD}
        for value in values
    ]
    if not fields or any("password" in name for name, _value in fields):
        return None
    return Carried(request.get_full_path(), fields, had_files, sent.get(_ASKED_FIELD))


def page(request: HttpRequest, found: Carried, *, needs_sign_in: bool) -> HttpResponse:
    """403: nothing was written; how to send the same again.

    A token is of one sign-in, so the one in this page is stale as soon as its person signs in
    elsewhere; `again.mjs` fetches the one that holds then. Where no script runs the form comes
    back once more. Only when it comes back a second time to the same person the browser keeps no
    cookies."""
    person = str(request.user.pk or "")
    home = resolve_url(settings.LOGIN_REDIRECT_URL)
    context = {
        "carried": found,
        "needs_sign_in": needs_sign_in,
        "sign_in": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': f'{home}?{BACK}=1'})}",
        "fresh": home,
        "asked_field": _ASKED_FIELD,
        "person": person,
        "keeps_no_cookie": not needs_sign_in and found.asked == person,
    }
    response = render(request, "form_again.html", context, status=403)
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store, private"
    return response


def _is_ours(request: HttpRequest) -> bool:
    sent_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return "://" in sent_from and url_has_allowed_host_and_scheme(
        sent_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
