"""没有数字的目标: the editor names a measurable proxy for each, or says why there is none."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.enums import Visibility
from content.plans.forms.goals import DeclineForm, ProxyForm
from content.plans.models import PlanVersion
from content.plans.selectors.goals import Goal, goals_of
from content.plans.views.drawing import draw_target
from content.plans.views.own import version_or_404
from content.targets.coverage import whole_place
from content.targets.selectors import free_address
from portal.people import access, rights
from portal.people.rights import Action

A_PAGE = 20


@access.requires(Action.TARGET_EDIT)
@require_safe
def goals(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.TARGET_EDIT, whole=False)
    return render(request, "content/plans/desk/goals.html", _page(request, version))


def _page(request: HttpRequest, version: PlanVersion) -> dict[str, object]:
    """Those that wait first, the others below, each in reading order."""
    found = sorted(goals_of(version), key=lambda one: one.answer is not None)
    return {
        "version": version,
        "plan": version.document,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "waiting": sum(one.answer is None for one in found),
        "may_measure": _may_measure(version),
    }


def _may_measure(version: PlanVersion) -> bool:
    """A target rests on what everybody can read."""
    document = version.document
    return document.current_version_id == version.pk and document.visibility == Visibility.PUBLIC


@access.requires(Action.TARGET_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def proxy(request: HttpRequest, pk: int, anchor: UUID, start: int) -> HttpResponse:
    """The goal beside the form of a target that is to stand for it."""
    version = version_or_404(request.user, pk, Action.TARGET_EDIT, whole=False)
    goal = _goal_or_404(version, anchor, start)
    if goal.answer is not None or not goal.clause.is_public or not _may_measure(version):
        messages.info(request, _("这一句现在不能设：已经处理过，或者文件还没公开发布。"))
        return redirect("plans_desk:goals", pk=pk)
    form = ProxyForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        initial=_suggestion(version, goal),
    )
    if request.method == "POST" and form.is_valid() and _set(request, goal, form):
        return redirect("plans_desk:goals", pk=pk)
    context = {
        "form": form, "goal": goal, "version": version, "plan": version.document,
        "may_define": rights.covers_root(request.user, Action.TARGET_CONFIRM),
        "place": whole_place().name,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "content/plans/desk/goal_proxy.html", context, status=status)


@access.requires(Action.TARGET_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk: int, anchor: UUID, start: int) -> HttpResponse:
    """Say why nothing measures the goal."""
    version = version_or_404(request.user, pk, Action.TARGET_EDIT, whole=False)
    goal = _goal_or_404(version, anchor, start)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.decline_goal(
                goal=goal, reason=form.cleaned_data["reason"], actor=access.person_of(request)
            )
        except services.PlanRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("已记下这一句量不了，理由也记下了。"))
            return redirect("plans_desk:goals", pk=pk)
    context = {"form": form, "goal": goal, "version": version, "plan": version.document}
    status = 422 if form.errors else 200
    return render(request, "content/plans/desk/goal_decline.html", context, status=status)


@access.requires(Action.TARGET_EDIT)
@access.post_only("plans_desk:goals", "pk")
def reopen(request: HttpRequest, pk: int, anchor: UUID, start: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.TARGET_EDIT, whole=False)
    goal = _goal_or_404(version, anchor, start)
    services.reopen_goal(goal=goal, actor=access.person_of(request))
    return redirect("plans_desk:goals", pk=pk)


def _set(request: HttpRequest, goal: Goal, form: ProxyForm) -> bool:
    drawn = draw_target(request, form, goal.clause, partial(services.set_proxy, goal=goal))
    if drawn is None:
        return False
    target, binding = drawn
    done, sent = _("“%(name)s”已设为替代指标。"), _("“%(name)s”已送到目标台账，等管理员确认。")
    messages.success(request, (done if binding else sent) % {"name": target.name})
    return True


def _suggestion(version: PlanVersion, goal: Goal) -> dict[str, object]:
    document, year = version.document, timezone.localdate().year
    start = document.period_start or year
    return {
        "starts": f"{start}-01-01",
        "due": f"{document.period_end or max(year, start)}-12-31",
        "unit": document.owner_unit_id,
        "slug": free_address(f"{document.slug[:40]}-{goal.goal.digest[:6]}"),
        "public": True,
    }


def _goal_or_404(version: PlanVersion, anchor: UUID, start: int) -> Goal:
    for one in goals_of(version, anchor=anchor):
        if one.goal.start == start:
            return one
    raise Http404
