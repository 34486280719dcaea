"""A plan as data, for whoever may read it: JSON, the schema of it, and a workbook."""

from importlib.resources import files

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.plans.selectors.register import visible_to
from content.plans.selectors.shares import structured_shares
from content.plans.selectors.structure import SCHEMA, structured
from content.plans.selectors.structure_sheets import sheets
from content.plans.views.frame import guarded, readable
from portal.foundation.exports import download, xlsx
from portal.people import access
from portal.people.rights import Action

A_PAGE = 50


@access.public
@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    data = structured(plan, text, request.user, on=timezone.localdate())
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{plan.slug}.json"'
    return guarded(download.asked_again(response), plan, text)


@access.public
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """What `as_json` answers, as JSON Schema (draft-07)."""
    text = files("content.plans").joinpath("schemas", f"{SCHEMA.removeprefix('anlan-')}.json")
    return HttpResponse(text.read_bytes(), content_type="application/schema+json")


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """入库: how much of the register is data, and each plan to take along."""
    plans = Paginator(
        visible_to(request.user).select_related("owner_unit").order_by("level", "title"), A_PAGE
    )
    return render(
        request,
        "content/plans/desk/structure.html",
        {
            "shares": structured_shares(request.user),
            "plans": plans.get_page(request.GET.get("page")),
        },
    )


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def as_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    data = structured(plan, text, request.user, on=timezone.localdate())
    content = xlsx.render(sheets(data))
    return guarded(download.file(content, xlsx.CONTENT_TYPE, f"{plan.slug}.xlsx"), plan, text)
