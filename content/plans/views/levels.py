"""响应级别: in which situation which level is started, and what is done then."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.plans.selectors.responses import shown_ladders
from content.plans.views.frame import guarded, page_context, readable
from portal.people import access


@access.public
@require_safe
def levels(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    context = page_context(plan, text, "levels") | {"ladders": shown_ladders(text)}
    return guarded(render(request, "content/plans/levels.html", context), plan, text)
