"""Pages for what went wrong. Each says what became of the reader's work and what to do."""

import base64
import hashlib
import re
import sys
from pathlib import Path
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation import carried
from portal.foundation.pdf import turns
from portal.people.access import RoleLacks, public
from portal.people.models import Membership
from portal.people.rights import roles_with
from portal.people.selectors import unit_to_ask

STATIC_PAGES: Final = Path(__file__).resolve().parents[1] / "static" / "themes" / "errors"
RETRY_SECONDS: Final = 120
_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself cannot be read."""
    return render(request, "400.html", status=400)


@public
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: who may see it, what role the reader has, which unit to ask."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    user = getattr(request, "user", None)
    context = {
        "reason": reason,
        "may": roles_with(*exception.actions) if isinstance(exception, RoleLacks) else [],
        "roles": roles_of(request),
        "ask": unit_to_ask(user) if user is not None and user.is_authenticated else None,
    }
    response = render(request, "403.html", context, status=403)
    if context["roles"]:
        # It names what the reader may do and where.
        response["Cache-Control"] = "no-store, private"
    return response


@public
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: where else to look."""
    return render(request, "404.html", status=404)


def put_into_words(request: HttpRequest, refused: HttpResponseNotAllowed) -> None:
    """405, which every view that knows its methods answers without a word; its headers stay. A
    program that takes no HTML gets one line of text."""
    allowed = [method.strip() for method in refused["Allow"].split(",")]
    if request.get_preferred_type(["text/html", "text/plain"]) == "text/html":
        refused["Content-Type"] = "text/html; charset=utf-8"
        refused.content = render_to_string("405.html", {"opens": "GET" in allowed}, request)
        return
    refused["Content-Type"] = "text/plain; charset=utf-8"
    refused.content = _("这个地址不接受 %(method)s，可以用 %(allowed)s。") % {
        "method": request.method,
        "allowed": "、".join(allowed),
    }


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token no longer fits: sign-in changed meanwhile, or cookies are off."""
    if (lost := carried.carried(request)) is not None:
        return carried.page(request, lost, needs_sign_in=False)
    return render(request, "403_csrf.html", status=403)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is away: a plain file, because whatever failed may be
    what templates need. Django calls it while the error is being handled. The page that answers
    a form has no link: by one, what was typed would be lost."""
    is_away = database_is_away(sys.exception())
    away = "unavailable_form.html" if request.method == "POST" else "unavailable.html"
    page = (STATIC_PAGES / (away if is_away else "500.html")).read_text("utf-8")
    response = HttpResponse(page, status=503 if is_away else 500)
    if is_away:
        response["Retry-After"] = str(RETRY_SECONDS)
    response["Content-Security-Policy"] = policy_for(page)
    response["Cache-Control"] = "no-store"
    return response


def paper_waits(request: HttpRequest) -> HttpResponse:
    """503: more papers are asked for at once than are made at a time; try again shortly."""
    response = render(request, "503_paper.html", status=503)
    response["Retry-After"] = str(turns.RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def database_is_away(error: BaseException | None) -> bool:
    """Whether the error, or one that it came from, says that no database answers."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def policy_for(page: str) -> str:
    """A policy that allows exactly the page's own style block and nothing else."""
    match = _STYLE.search(page)
    digest = hashlib.sha256((match.group(1) if match else "").encode()).digest()
    style = base64.b64encode(digest).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def roles_of(request: HttpRequest) -> list[str]:
    """The reader's present roles as words: 青河镇编辑. Empty for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    memberships = Membership.objects.filter(user=user).valid_on(timezone.localdate())
    return [
        _("%(unit)s%(role)s") % {"unit": m.unit.name, "role": m.get_role_display()}
        for m in memberships.select_related("unit")
    ]
