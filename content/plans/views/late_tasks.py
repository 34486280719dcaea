"""Tasks past their day, over all planning documents that a person keeps."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.plans.addresses import clause_url
from content.plans.selectors.late_tasks import late_tasks as late_tasks_of
from portal.people import access
from portal.people.rights import Action

A_PAGE: Final = 50


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def late_tasks(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = late_tasks_of(request.user, today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, clause_url(row.task.document.slug, row.clause)) for row in page]
    context = {"page": page, "rows": rows, "today": today}
    return render(request, "content/plans/desk/late_tasks.html", context)
