"""任务分工: who does what until when, as everybody may read it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.plans.addresses import clause_url
from content.plans.enums import Family
from content.plans.selectors.tasks import TaskRow, tasks_in
from content.plans.views.frame import guarded, page_context, readable
from portal.foundation.pagecache.storable import vouch
from portal.people import access

A_PAGE: Final = 100


@access.public
@require_safe
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirmed tasks and projects, of one unit where ?unit= names one of them, with what public
    entries say of each; what is overdue first, the longest of all ahead."""
    plan, text = readable(request, slug)
    if plan.family != Family.PLANNING:
        raise Http404
    every = tasks_in(text, everybody=True, on=timezone.localdate())
    names = sorted({name for row in every for name in row.units})
    unit = request.GET.get("unit", "")
    unit = unit if unit in names else ""
    shown = [row for row in every if not unit or unit in row.units]
    shown.sort(key=_overdue_first)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    vouch(request, {"unit": unit, "page": page.number if page.number > 1 else ""})
    context = page_context(plan, text, "tasks") | {
        "page": page,
        "rows": [(row, clause_url(plan.slug, row.clause)) for row in page],
        "columns": _filled(shown),
        "names": names,
        "unit": unit,
        "count": len(shown),
        "late": sum(row.standing.is_late for row in shown),
    }
    return guarded(render(request, "content/plans/tasks.html", context), plan, text)


def _overdue_first(row: TaskRow) -> date:
    """What is not overdue stays in the order of the text."""
    return row.task.due_on if row.standing.is_late and row.task.due_on else date.max


def _filled(rows: Sequence[TaskRow]) -> set[str]:
    """The columns that somebody fills; a column of nothing but gaps is left out."""
    found: set[str] = set()
    for row in rows:
        task, standing = row.task, row.standing
        said = {
            "leads": task.leads,
            "helps": task.helps,
            "when": task.deadline or task.recurring or task.due_on,
            "far": standing.is_late or standing.note,
        }
        found |= {name for name, value in said.items() if value}
    return found
