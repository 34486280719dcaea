"""什么情况做什么: the sentences of a plan by what has happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.plans.selectors.situations import situations_by_chapter
from content.plans.views.frame import guarded, page_context, readable
from portal.people import access


@access.public
@require_safe
def situations(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    context = page_context(plan, text, "situations") | {"chapters": situations_by_chapter(text)}
    return guarded(render(request, "content/plans/situations.html", context), plan, text)
