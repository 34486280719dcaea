"""Display settings: an ordinary page and the address that sets the cookie."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.people.access import public
from themes import choices
from themes.domain.display import (
    COOKIE_AGE,
    COOKIE_NAME,
    Display,
    Palette,
    safe_target,
)
from themes.middleware import display_of


@public
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    """Four groups of choices, each with a sample of itself."""
    target = _target(request)
    return render(
        request,
        "themes/display.html",
        {
            "groups": choices.groups(display_of(request)),
            "next": "/" if target.startswith(request.path) else target,
        },
    )


@public
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Set or forget the cookie, then go back to where the reader was."""
    display = chosen_display(request)
    response = HttpResponseRedirect(_target(request))
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    if display.is_default:
        response.delete_cookie(COOKIE_NAME, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE_NAME,
            display.cookie,
            max_age=COOKIE_AGE,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def chosen_display(request: HttpRequest) -> Display:
    """The present display with the query's choices applied.

    The settings page asks for colour and contrast apart; high contrast has its own colours and
    wins. Links elsewhere name a palette directly.
    """
    display = display_of(request).with_choices(
        {name: request.GET.get(name, "") for name in ("elder", "palette", "script")}
    )
    contrast = request.GET.get("contrast")
    if contrast == "high":
        display = replace(display, palette=Palette.HC)
    elif contrast == "normal" and display.palette is Palette.HC and "palette" not in request.GET:
        display = replace(display, palette=Palette.LIGHT)
    return display


def _target(request: HttpRequest) -> str:
    target = safe_target(request.GET.get("next", "/"))
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return "/"
    return target
