"""What the library covers: tables whose sums add up, and gaps by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.plans.selectors.coverage import coverage as covered
from portal.people import access
from portal.people.rights import Action


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    found = covered(request.user)
    return render(
        request,
        "content/plans/desk/coverage.html",
        {
            "found": found,
            "sectors": [(one.label, number) for one, number in found.sectors if number],
            "sector_gaps": [one.label for one, number in found.sectors if not number],
            "texts": found.texts.items(),
        },
    )
