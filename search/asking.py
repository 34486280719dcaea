"""Who asks the search, and the answer to what was asked."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from portal.people import rights
from portal.people.rights import Person
from search import selectors
from search.engines import IndexUnavailable
from search.indexing import services as indexing
from search.query import Chosen, Typed
from search.selectors import Answer

PUBLIC: Final = frozenset({"public"})
RETRY_AFTER_SECONDS: Final = 120


def grants_of(request: HttpRequest) -> frozenset[str]:
    """Without a session cookie the session is left alone, so that the answer stays the same
    for everybody."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return PUBLIC
    return rights.grants_for(request.user)


def person_of(request: HttpRequest) -> Person:
    """Who asks, by the same rule."""
    return AnonymousUser() if settings.SESSION_COOKIE_NAME not in request.COOKIES else request.user


def answer_to(typed: Typed, chosen: Chosen, grants: frozenset[str]) -> Answer | None:
    """The answer; after a failure once more from a repaired index; None if that failed too."""
    try:
        return selectors.find(typed.used, chosen, grants)
    except IndexUnavailable:
        try:
            return selectors.find(typed.used, chosen, grants) if indexing.repair() else None
        except IndexUnavailable:
            return None


def kept_by_nobody(response: HttpResponse, grants: frozenset[str]) -> HttpResponse:
    """Never in the shared page cache: an edit is found at once, and made-up queries would push
    the guides out of it."""
    patch_cache_control(response, private=True, no_cache=True)
    if grants != PUBLIC:
        patch_cache_control(response, no_store=True)
    return response
