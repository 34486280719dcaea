"""Whoever agreed to an older notice reads the new one before the next page of their own."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from portal.accounts import notices
from portal.accounts.middleware import SITTING
from portal.foundation.consent.selectors import to_be_agreed_again

LEFT_ALONE: Final = SITTING | frozenset(
    {
        "attempts:start",
        # Nobody has to agree in order to look at, take along or delete what is theirs.
        "accounts:new_notice",
        "accounts:privacy",
        "accounts:export",
        "accounts:delete",
    }
)


class NoticeMiddleware:
    """Pages for everybody stay open, and what was typed before is still taken: only a page that
    is opened leads to the notice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not _is_opened(request):
            return None
        if not _is_ones_own(request, view) or not request.user.is_authenticated:
            return None
        if to_be_agreed_again(request.user, notices.ACCOUNT) is None:
            return None
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        response = HttpResponseRedirect(f"{reverse('accounts:new_notice')}?{query}")
        response["Cache-Control"] = "no-store, private"
        return response


def _is_opened(request: HttpRequest) -> bool:
    """As a page: not a form sent, nor a part that a page asks for."""
    if request.method != "GET" or request.headers.get("X-Requested-With"):
        return False
    return (
        "HX-Request" not in request.headers
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    )


def _is_ones_own(request: HttpRequest, view: Callable[..., Any]) -> bool:
    if request.resolver_match is None or request.resolver_match.view_name in LEFT_ALONE:
        return False
    if request.path_info.startswith("/admin/"):
        return True
    return getattr(view, "access", "public") != "public"
