"""What all pages of one plan share: who reads it, its tabs, and what stays out of caches."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from content.plans import selectors
from content.plans.enums import Family, Visibility
from content.plans.models import PlanDocument
from content.plans.models.version import heavy
from content.plans.selectors.changes import published_versions
from content.plans.selectors.progress import has_progress
from content.plans.selectors.readable import ReadableText, grades_for
from content.plans.selectors.responses import may_have_levels
from content.plans.selectors.tasks import has_tasks


@dataclass(frozen=True, slots=True)
class Step:
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    is_current: bool


def readable(request: HttpRequest, slug: str) -> tuple[PlanDocument, ReadableText]:
    """The plan and its version in force, as far as the person may read it; Http404 for whoever
    may read none of it."""
    plans = selectors.visible_to(request.user).select_related(
        "current_version", "replaced_by", "division", "owner_unit"
    )
    plan = get_object_or_404(
        plans.defer(*heavy("current_version", but=("fields", "notes"))), slug=slug
    )
    if plan.current_version is None:
        raise Http404
    grades = grades_for(request.user, plan.owner_unit_id)
    return plan, ReadableText(plan.current_version, grades)


def guarded(
    response: HttpResponse, plan: PlanDocument, text: ReadableText, *, personal: bool = False
) -> HttpResponse:
    """Pages that not everybody may read, or read so, stay out of every cache."""
    if personal or plan.visibility != Visibility.PUBLIC or not text.is_for_all:
        response["Cache-Control"] = "no-store, private"
    return response


def page_context(plan: PlanDocument, text: ReadableText, name: str) -> dict[str, Any]:
    """Context of `content/plans/base.html`; `name` is the address of the page."""
    version = text.version
    aims = selectors.clauses_with_aims(text).exists()
    tabs = [("document", _("全文")), *views_read_out(plan, text, name)]
    if aims or name == "targets":
        tabs.append(("targets", _("目标")))
    if name == "tasks" or has_tasks(plan, text):
        tabs.append(("tasks", _("任务分工")))
    if name == "progress" or has_progress(plan):
        tabs.append(("progress", _("进展")))
    if name == "references" or selectors.citations_of(plan, text).exists():
        tabs.append(("references", _("依据与引用")))
    if name == "changes" or (version.number > 1 and published_versions(plan, before=version)):
        tabs.append(("changes", _("改了什么")))
    tabs.append(("about", _("文件信息")))
    return {
        "plan": plan,
        "version": version,
        "trail": [
            Step(reverse("plans:list"), _("预案库")),
            Step(f"{reverse('plans:list')}?family={plan.family}", str(plan.get_family_display())),
        ],
        "tabs": [
            Tab(reverse(f"plans:{key}", args=[plan.slug]), label, key == name)
            for key, label in tabs
        ],
        "whole_url": plan.get_absolute_url(),
        "view": next((label for key, label in tabs[1:] if key == name), ""),
        "historic": _historic(plan),
        "historic_title": "" if plan.is_historic else _("规划期已过。"),
        "current_url": plan.successor.get_absolute_url() if plan.successor else "",
        "issued_on": plan.went_out_on,
        "language": "zh-Hant" if version.language == "zh-Hant" else "",
    }


def views_read_out(plan: PlanDocument, text: ReadableText, name: str = "") -> list[tuple[str, str]]:
    """The pages that show what was read out of a text, each with its label; one query at most.
    What is called by its address (`name`) is there also where it has nothing to show."""
    views = [("roles", _("谁做什么"))]
    if name == "situations" or plan.family == Family.RESPONSE:
        views.append(("situations", _("什么情况做什么")))
    if name == "levels" or may_have_levels(plan, text):
        views.append(("levels", _("响应级别")))
    return views


def _historic(plan: PlanDocument) -> str:
    if not plan.is_historic and not plan.has_run_out:
        return ""
    if not plan.is_historic:
        if plan.period_start == plan.period_end:
            return _("这是 %(year)s 年的文件。") % {"year": plan.period_end}
        return _("规划期 %(start)s—%(end)s 年，还没有登记代替它的文件。") % {
            "start": plan.period_start, "end": plan.period_end,
        }  # fmt: skip
    if plan.period_start and plan.period_end:
        return _("规划期 %(start)s—%(end)s 年已满，仅供查阅。") % {
            "start": plan.period_start, "end": plan.period_end,
        }  # fmt: skip
    return _("已不再执行，仅供查阅。")
