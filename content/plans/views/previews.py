"""谁做什么, 什么情况做什么 and 响应级别 of a draft, for those who make or review the plan: what
readers will see once it is published."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.plans.addresses import proof_url
from content.plans.models import PlanVersion
from content.plans.selectors.readable import ReadableText, readable_text
from content.plans.selectors.responses import shown_ladders
from content.plans.selectors.situations import situations_by_chapter
from content.plans.views.frame import Tab, views_read_out
from content.plans.views.own import version_or_404
from content.plans.views.roles import role_context, roles_context
from content.plans.views.situations import situations_context
from portal.people import access
from portal.people.rights import Action


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, "roles", roles_context)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def role(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    def found(text: ReadableText) -> dict[str, Any]:
        return role_context(text, key, request) | {
            "roles_url": reverse("plans_desk:roles", args=[pk])
        }

    return _page(request, pk, "roles", found, template="role")


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def situations(request: HttpRequest, pk: int) -> HttpResponse:
    def found(text: ReadableText) -> dict[str, Any]:
        return situations_context(situations_by_chapter(text), request)

    return _page(request, pk, "situations", found)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def levels(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, "levels", lambda text: {"ladders": shown_ladders(text)})


def previews_of(version: PlanVersion, text: ReadableText, name: str = "") -> list[Tab]:
    """The views of a draft that the proof leads to. One query at most."""
    return [
        Tab(reverse(f"plans_desk:{key}", args=[version.pk]), label, key == name)
        for key, label in views_read_out(version.document, text, name)
    ]


def _page(
    request: HttpRequest,
    pk: int,
    name: str,
    found: Callable[[ReadableText], dict[str, Any]],
    template: str = "",
) -> HttpResponse:
    """What is `found` in the draft as this person reads it. Once it is published it has pages of
    its own, and its proof leads to them."""
    version = version_or_404(request.user, pk, Action.PLAN_READ_INTERNAL, whole=False)
    if version.is_published:
        return redirect("plans_desk:review", pk=pk)
    text = readable_text(version, request.user)
    read = found(text)
    tabs = previews_of(version, text, name)
    context = {
        "frame": "content/plans/desk/draft.html",
        "is_draft": True,
        "plan": version.document,
        "version": version,
        "tabs": tabs,
        "view": next(tab.label for tab in tabs if tab.is_current),
        "whole_url": reverse("plans_desk:review", args=[version.pk]) + "#proof",
        "places": {
            str(clause.anchor): proof_url(version.pk, clause)
            for clause in text.clauses.only("anchor", "page", "version")
        },
        "language": "zh-Hant" if version.language == "zh-Hant" else "",
    }
    return render(request, f"content/plans/{template or name}.html", context | read)
