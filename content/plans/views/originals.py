"""The file a plan was read from, as it came, for its readers."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.plans import services
from content.plans.selectors.originals import original_for_readers
from content.plans.views.frame import page_context, readable
from portal.foundation.files.keeping import as_download
from portal.people import access


@access.public
@require_safe
def original(request: HttpRequest, slug: str) -> HttpResponseBase:
    plan, text = readable(request, slug)
    found = original_for_readers(plan, text)
    if found is None:
        raise Http404
    try:
        file = services.open_original(original=found)
    except services.OriginalLost:
        context = page_context(plan, text, "about")
        return _unkept(render(request, "content/plans/no_original.html", context, status=503))
    return _unkept(as_download(file, found.name))


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """Once a clause is hidden, no cache may go on handing out the file."""
    response["Cache-Control"] = "no-store"
    return response
