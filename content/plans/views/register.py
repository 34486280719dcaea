from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans import selectors
from content.plans.enums import Family
from content.plans.models import PlanDocument
from content.plans.selectors import Choice
from portal.foundation.pagecache.storable import vouch
from portal.people import access

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class FacetChoice:
    url: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    title: str
    choices: list[FacetChoice]


@access.public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:40] for name in ("family", "kind", "hazard")}
    found = selectors.register(request.user, **asked)
    chosen = found.chosen
    page = Paginator(found.documents, PER_PAGE).get_page(request.GET.get("page"))
    offered = {"family": found.families, "kind": found.kinds, "hazard": found.hazards}
    known = {
        name: value
        for name, value in chosen.items()
        if value in {choice.value for choice in offered[name]}
    }
    vouch(request, {**known, "page": page.number if page.number > 1 else ""})
    families = {choice.value: choice.count for choice in found.families}
    facets = [
        _facet(request, "family", _("类别"), found.families, chosen, drop=("kind",)),
        _facet(request, "kind", _("种类"), found.kinds, chosen),
        _facet(request, "hazard", _("灾种"), found.hazards, chosen),
    ]
    response = render(
        request,
        "content/plans/register.html",
        {
            "page_obj": page,
            "rows": [(plan, _said_of(plan)) for plan in page],
            "facets": [group for group in facets if any(c.count for c in group.choices)],
            "total": found.total,
            "responses": families[Family.RESPONSE],
            "plannings": families[Family.PLANNING],
            "filtered": any(chosen.values()),
        },
    )
    return private_if_signed_in(request, response)


def private_if_signed_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A signed-in person may see internal rows: keep such a page out of shared caches."""
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-cache"
    return response


def _said_of(plan: PlanDocument) -> str:
    """Its kind, and what is known of who issued it and when."""
    version = plan.current_version
    day = (version.signed_on or version.published_on) if version else None
    said = [str(plan.get_kind_display()), plan.issuer, day.isoformat() if day else ""]
    return " · ".join(filter(None, said))


def _facet(
    request: HttpRequest,
    name: str,
    title: str,
    choices: Sequence[Choice],
    chosen: dict[str, str],
    drop: tuple[str, ...] = (),
) -> FacetGroup:
    out = []
    for choice in choices:
        is_chosen = chosen[name] == choice.value
        values = {k: v for k, v in chosen.items() if v and k not in (name, *drop)}
        if not is_chosen:
            values[name] = choice.value
        query = urlencode(values)
        out.append(
            FacetChoice(f"{request.path}?{query}" if query else request.path,
                        choice.label, choice.count, is_chosen)
        )  # fmt: skip
    return FacetGroup(title, out)
