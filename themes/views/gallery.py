"""Every component in every state, for eyes and for axe."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.people.access import public
from themes.gallery import samples


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The gallery. Not indexed; every display mode is one tap away in the header."""
    context = samples()
    context["list_page"] = Paginator(range(30), 10).page(1)
    context["staff_page"] = Paginator(range(2521), 8).page(3)
    response = render(request, "themes/gallery.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
