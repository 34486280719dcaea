"""在这份文件里找: what one plan says of a word, one place after the other."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans import search as offered
from content.plans.selectors.finding import chosen_in, found_in
from content.plans.selectors.readable import ReadableText
from content.plans.views.frame import guarded, page_context, readable
from portal.people import access
from search import query
from search.asking import RETRY_AFTER_SECONDS, answer_to, grants_of, kept_by_nobody
from search.selectors import Answer

A_PAGE: Final = 20


@access.public
@require_safe
def find(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    typed = query.read(request.GET.get("q", ""))
    grants = grants_of(request)
    context = page_context(plan, text, "find") | {
        "view": _("在这份文件里找"),
        "typed": typed,
        # The search knows nothing of restricted plans.
        "is_searched": bool(offered.grants_of(plan)),
    }
    status = 200
    if typed.used and context["is_searched"]:
        answer = answer_to(typed, chosen_in(plan), grants)
        if answer is None:
            context["is_down"], status = True, 503
        elif not answer.plan.asks_nothing:
            context |= _found(request, answer, text, grants)
    response = render(request, "content/plans/find.html", context, status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return guarded(kept_by_nobody(response, grants), plan, text)


def _found(
    request: HttpRequest, answer: Answer, text: ReadableText, grants: frozenset[str]
) -> dict[str, Any]:
    found = found_in(answer, text, grants)
    return {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "places": sum(one.places for one in found),
        "answer": answer,
    }
