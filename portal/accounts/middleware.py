"""What every request passes because of accounts: a second factor for staff, a page
instead of a crash when a limit is reached."""

from collections.abc import Callable, Collection
from http import HTTPStatus
from typing import Any, Final

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import RateLimited
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from portal.accounts import hashers
from portal.foundation import carried
from portal.foundation.cache import CacheAway
from portal.people import access, rights

FACTORS: Final = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
WAGTAIL_REFUSES: Final = "Sorry, you do not have permission to access this area."
SESSION_MARK: Final = "portal.second_factor"
TOLD_MARK: Final = "portal.told_to_change_password"

SITTING: Final = frozenset(
    {
        "attempts:attempt",
        "attempts:question",
        "attempts:save",
        "attempts:review",
        "attempts:submit",
    }
)
"""Pages of an exam that somebody sits: whatever changes meanwhile, no answer is lost."""

OPEN_WITHOUT_FACTOR: Final = SITTING | frozenset(
    {
        "attempts:result",
        "account_logout",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "themes:display",
        "themes:display_set",
    }
)
"""Besides those: what one needs to set a second factor up, or to leave."""

OPEN_WITH_SHORT_PASSWORD: Final = frozenset(
    {
        "account_change_password",
        "mfa_authenticate",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
"""Besides those: changing it, and keeping the recovery codes just made."""

RETRY_SECONDS: Final = 180
OPEN_PREFIXES: Final = ("/livez", "/readyz")


class ForeignNextMiddleware:
    """A `next` that leads out of the portal is dropped before anybody follows or shows it.

    What redirects asks for itself whether an address is safe. Pages do not, when they hand
    the address on in a hidden field or in the links of their header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("QUERY_STRING"):
            kept = _without_foreign_next(request, request.GET)
            if kept is not None:
                request.META["QUERY_STRING"] = kept.urlencode()
                request.GET = kept  # type: ignore[assignment]  # stubs: a private kind
        if request.method == "POST" and request.path_info.startswith("/accounts/"):
            kept = _without_foreign_next(request, request.POST)
            if kept is not None:
                request.POST = kept  # type: ignore[assignment]  # stubs: a private kind
        return self.get_response(request)


def _without_foreign_next(request: HttpRequest, sent: QueryDict) -> QueryDict | None:
    """None where nothing is to be dropped."""
    wanted = sent.getlist(REDIRECT_FIELD_NAME)
    if not wanted:
        return None
    hosts, is_secure = {request.get_host()}, request.is_secure()
    safe = [
        one
        for one in wanted
        if url_has_allowed_host_and_scheme(one, allowed_hosts=hosts, require_https=is_secure)
    ]
    if safe == wanted:
        return None
    kept = sent.copy()
    kept.setlist(REDIRECT_FIELD_NAME, safe)
    if not safe:
        del kept[REDIRECT_FIELD_NAME]
    kept._mutable = False
    return kept


class SecondFactorMiddleware:
    """Staff reach no page before this session has passed a second factor.

    Roles come and go, so the question is asked on each request, not at sign-in: somebody
    made an editor while signed in is asked on the next click.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _is_open(request):
            return self.get_response(request)
        user = request.user
        if not settings.SECOND_FACTOR_FOR_STAFF or not rights.is_staff(user):
            return self.get_response(request)
        if has_passed(request):
            return self.get_response(request)
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            target = "mfa_reauthenticate"
        elif is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]):
            target = "mfa_reauthenticate_webauthn"
        else:
            target = "mfa_index"
        query = urlencode({REDIRECT_FIELD_NAME: access.page_to_return_to(request)})
        response = HttpResponseRedirect(f"{reverse(target)}?{query}")
        response["Cache-Control"] = "no-store, private"
        return response


class StaffPasswordMiddleware:
    """Staff whose password may be shorter than staff's must be change it before anything else.

    A hash does not tell a length. So only passwords that were long enough when they were set
    or typed get the stronger hash of staff (`AccountAdapter`); any other is to be changed.
    Somebody promoted with a long password passes by signing in again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _is_open(
            request, OPEN_WITHOUT_FACTOR | OPEN_WITH_SHORT_PASSWORD
        ):
            return self.get_response(request)
        user = request.user
        if not user.is_authenticated or not rights.is_staff(user):
            return self.get_response(request)
        if not user.has_usable_password():
            return self.get_response(request)
        if hashers.is_strong_enough(user.password, strong=True):
            return self.get_response(request)
        if request.session.get(TOLD_MARK) != user.pk:
            request.session[TOLD_MARK] = user.pk
            messages.warning(
                request,
                _("工作人员的密码至少 %(least)s 个字符。换一个长的，再办别的事。")
                % {"least": settings.PASSWORD_MINIMUM_LENGTH_STAFF},
            )
        response = HttpResponseRedirect(reverse("account_change_password"))
        response["Cache-Control"] = "no-store, private"
        return response


def has_passed(request: HttpRequest) -> bool:
    """Whether this session proved, or set up, a second factor that still exists."""
    user = request.user
    if not is_mfa_enabled(user, FACTORS):
        return False
    if request.session.get(SESSION_MARK) == user.pk:
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def _is_open(request: HttpRequest, names: Collection[str] = OPEN_WITHOUT_FACTOR) -> bool:
    path = request.path_info
    static, media = settings.STATIC_URL, settings.MEDIA_URL
    if path.startswith(OPEN_PREFIXES) or (static != "/" and path.startswith(static)):
        return True
    if media and media != "/" and path.startswith(media):
        return False
    try:
        return resolve(path).view_name in names
    except Resolver404:
        return False


class RefusalMiddleware:
    """Somebody signed in who lacks a right gets told so, by 403 wherever it is.

    Wagtail's admin sends them to the sign-in page, which sends whoever is signed in back:
    without this the browser goes round in circles. Whom it lets in at all it sends to its
    front page instead, with a sentence on it. A page written while the session ended comes back
    to its writer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseRedirect):
            return response
        if isinstance(response, access.SignInThen):
            return response
        if not _leads_to_sign_in(response) and not _is_refused_by_wagtail(request, response):
            return response
        if request.path_info.startswith("/accounts/"):
            return response
        if not request.user.is_authenticated:
            typed = carried.carried(request)
            return carried.page(request, typed, needs_sign_in=True) if typed else response
        for _message in messages.get_messages(request):
            pass  # read, so that Wagtail's own sentence is not shown on some later page
        refuse: Callable[..., HttpResponseBase] = get_resolver().resolve_error_handler(403)
        return refuse(request, exception=PermissionDenied(_("你的身份没有这项权限。")))


def _leads_to_sign_in(response: HttpResponseRedirect) -> bool:
    return response.url.partition("?")[0] == reverse("account_login")


def _is_refused_by_wagtail(request: HttpRequest, response: HttpResponseRedirect) -> bool:
    """What `wagtail.admin.auth.permission_denied` does: to the front page, and this sentence."""
    if response.url != reverse("wagtailadmin_home"):
        return False
    sentence = _(WAGTAIL_REFUSES)
    waiting = messages.get_messages(request)
    said = [str(message) for message in waiting]
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # looked at, not shown
    return any(sentence in words for words in said)


class RateLimitMiddleware:
    """What ends a flow in its middle becomes a page: 429 where allauth says that it was too
    often, 503 where nothing can be counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            # It holds what was typed, and holds only for a while.
            response["Cache-Control"] = "no-store, private"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RateLimited):
            response: HttpResponse = respond_429(request)
            return response
        if isinstance(exception, CacheAway):
            context = {"is_sign_in": request.path_info.startswith("/accounts/login/")}
            response = render(request, "503.html", context, status=503)
            response["Retry-After"] = str(RETRY_SECONDS)
            response["Cache-Control"] = "no-store, private"
            return response
        return None


def client_ip(request: HttpRequest) -> str:
    """The address to count limits for. X-Forwarded-For counts only as far as our own
    proxies wrote it (`ALLAUTH_TRUSTED_PROXY_COUNT`), counted from the end."""
    try:
        address: Any = get_client_ip(request)
    except ImproperlyConfigured:
        # Fewer entries than proxies: the request did not come through them.
        address = request.META.get("REMOTE_ADDR")
    if not address:
        raise PermissionDenied(_("看不出请求从哪里来。"))
    return str(address)
