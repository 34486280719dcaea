"""Who may open a view. Every view function carries exactly one of these decorators;
an architecture test refuses one without, so that access is denied by default."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.foundation import carried
from portal.people import rights
from portal.people.models import Unit, User
from portal.people.rights import Action, Person

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)
M = TypeVar("M", bound=Model)


def page_to_return_to(request: HttpRequest) -> str:
    """Path and query of the page to show once somebody has signed in.

    A form that was sent cannot be sent again for them, and its address may not open as a page:
    they go back to the page the form stands on, or to the first page after signing in.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    sent_from = request.headers.get("Referer", "")
    hosts, is_secure = {request.get_host()}, request.is_secure()
    if url_has_allowed_host_and_scheme(sent_from, allowed_hosts=hosts, require_https=is_secure):
        path = urlsplit(sent_from)._replace(scheme="", netloc="", fragment="").geturl()
        # Once more without its host: `http://our-host//other/` is ours, `//other/` is not.
        if path and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
            return path
    return resolve_url(settings.LOGIN_REDIRECT_URL)


class SignInThen(HttpResponseRedirect):
    """To sign-in and from there to `target`, for a view that has done with the form what was to
    be done: this redirect stands, where any other would give the form back as lost."""

    def __init__(self, target: str) -> None:
        super().__init__(redirect_to_login(target).url)


class RoleLacks(PermissionDenied):
    """The person holds none of `actions` in any unit; the page that says so names who does."""

    def __init__(self, *actions: Action) -> None:
        self.actions = actions
        super().__init__(_("你的身份没有这项权限。"))


def _marked(view: V, **marks: object) -> V:
    """The view with what the tests of access read from it."""
    for name, value in marks.items():
        setattr(view, name, value)
    return view


def public(view: V) -> V:
    """Anybody may open it, signed in or not."""
    return _marked(view, access="public")


def signed_in(view: View) -> View:
    """Only a signed-in person; the answer is personal and never cached."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        response = view(request, *args, **kwargs)
        _never_cache(response)
        return response

    return _marked(guarded, access="signed_in")


def requires(action: Action) -> Callable[[View], View]:
    """Only a person who holds `action` in some unit. The view still asks for the
    unit of the object at hand, by `get_or_refuse` or `rights.can`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            if not rights.can(request.user, action):
                raise RoleLacks(action)
            response = view(request, *args, **kwargs)
            _never_cache(response)
            return response

        return _marked(guarded, access=action)

    return decorate


def person_of(request: HttpRequest) -> User:
    """Whom `signed_in` or `requires` let through; for the type checker, which cannot see that
    nobody else gets here."""
    return cast(User, request.user)


def post_only(page: str, *shared: str) -> Callable[[View], View]:
    """Only forms are sent here. Whoever opens the address, by its bar or after signing in again
    under a form that had been sent back, is led to `page` (a name), where that form stands;
    `shared` are the parameters that both addresses have."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in {"GET", "HEAD"}:
                return redirect(page, **{name: kwargs[name] for name in shared})
            if request.method != "POST":
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            return view(request, *args, **kwargs)

        return _marked(guarded, form_page=page)

    return decorate


def get_or_refuse(
    queryset: QuerySet[M],
    user: Person,
    action: Action,
    *,
    unit_of: Callable[[M], Unit | int | None],
    **lookup: object,
) -> M:
    """The object, or 404: another unit's object is as good as absent."""
    found = queryset.filter(**lookup).first()
    if found is None or not rights.can_where_it_belongs(user, action, unit_of(found)):
        raise Http404
    return found


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Who opened a page is led to it; who sent a form gets back what it carried."""
    lost = carried.carried(request)
    if lost is not None:
        return carried.page(request, lost, needs_sign_in=True)
    return redirect_to_login(page_to_return_to(request))


def _never_cache(response: HttpResponseBase) -> None:
    if isinstance(response, HttpResponse):
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
