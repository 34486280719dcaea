"""什么情况做什么: the sentences of a plan by what has happened."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.plans.selectors.situation_pages import pages_of
from content.plans.selectors.situations import Chapter, situations_by_chapter
from content.plans.views.frame import guarded, page_context, readable
from portal.foundation.pagecache.storable import vouch
from portal.people import access


@access.public
@require_safe
def situations(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    shown = situations_context(situations_by_chapter(text), request)
    number = shown["page_obj"].number
    vouch(request, {"page": number if number > 1 else ""})
    context = page_context(plan, text, "situations") | shown
    return guarded(render(request, "content/plans/situations.html", context), plan, text)


def situations_context(chapters: Sequence[Chapter], request: HttpRequest) -> dict[str, Any]:
    """The page that is asked for; the nearest where there is none of that number."""
    page = Paginator(pages_of(chapters), 1).get_page(request.GET.get("page"))
    (parts,) = page.object_list
    return {"page_obj": page, "parts": parts}
