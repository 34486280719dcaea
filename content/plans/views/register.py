from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans import selectors
from content.plans.domain.facets import FACETS
from content.plans.enums import Family
from content.plans.models import PlanDocument
from content.plans.selectors import Register
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

    @property
    def narrows(self) -> bool:
        """A single choice that nobody made leaves what is there."""
        return len(self.choices) > 1 or any(choice.is_chosen for choice in self.choices)


@access.public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    found = selectors.register(
        request.user, {name: request.GET.get(name, "")[:40] for name in FACETS}
    )
    page = Paginator(found.documents, PER_PAGE).get_page(request.GET.get("page"))
    if found.found:
        vouch(request, {**found.chosen, "page": page.number if page.number > 1 else ""})
    all_invented = all(plan.is_demonstration for plan in page)
    titles = {
        "family": _("类别"), "kind": _("种类"), "level": _("层级"), "division": _("行政区划"),
        "hazard": _("灾种"),
    }  # fmt: skip
    facets = [_facet(request, name, titles[name], found) for name in FACETS]
    response = render(
        request,
        "content/plans/register.html",
        {
            "page_obj": page,
            "rows": [
                (plan, _said_of(plan), _tag(plan, all_invented=all_invented)) for plan in page
            ],
            "all_invented": all_invented,
            "any_invented": any(plan.is_demonstration for plan in page),
            "facets": [group for group in facets if group.narrows],
            "found": found.found,
            "total": found.total,
            "responses": found.families.get(Family.RESPONSE, 0),
            "plannings": found.families.get(Family.PLANNING, 0),
            "filtered": any(found.chosen.values()),
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
    day = plan.went_out_on
    said = [str(plan.get_kind_display()), plan.issuer, day.isoformat() if day else ""]
    return " · ".join(filter(None, said))


def _tag(plan: PlanDocument, *, all_invented: bool) -> str:
    """What every row would repeat, the note above them says once."""
    invented = plan.is_demonstration and not all_invented
    if plan.is_historic:
        return _("历史，示范") if invented else _("历史")
    if plan.has_run_out:
        return _("规划期已过，示范") if invented else _("规划期已过")
    return _("示范") if invented else ""


def _facet(request: HttpRequest, name: str, title: str, found: Register) -> FacetGroup:
    """Choosing again what is chosen lets go of it; another family lets go of the kind, too."""
    dropped = (name, "kind") if name == "family" else (name,)
    kept = {key: value for key, value in found.chosen.items() if value and key not in dropped}
    choices = []
    for choice in found.choices[name]:
        is_chosen = found.chosen[name] == choice.value
        query = urlencode(kept if is_chosen else {**kept, name: choice.value})
        url = f"{request.path}?{query}" if query else request.path
        choices.append(FacetChoice(url, choice.label, choice.count, is_chosen))
    return FacetGroup(title, choices)
