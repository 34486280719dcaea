"""The whole plan as a PDF."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.plans import papers
from content.plans.views.frame import guarded, page_context, readable
from portal.foundation import pdf
from portal.foundation.exports import download
from portal.people import access
from themes.views.errors import paper_waits


@access.public
@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    address = settings.BASE_URL + plan.get_absolute_url()
    try:
        content = papers.whole(plan, text, address=address, issued_on=plan.went_out_on)
    except pdf.Crowded:
        return paper_waits(request)
    except papers.TooLong as too_long:
        context = page_context(plan, text, "about") | {
            "clauses": too_long.parts, "most": papers.MOST_CLAUSES,
        }  # fmt: skip
        too_much = render(request, "content/plans/too_long.html", context, status=413)
        return guarded(too_much, plan, text)
    return guarded(download.paper(content, f"{plan.slug}.pdf"), plan, text)
