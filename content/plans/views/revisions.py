"""Whether a plan is whole, why it has to be revised, and which plans come first."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.addresses import clause_url
from content.plans.desk_notes import notes_for
from content.plans.domain import skeletons
from content.plans.enums import DUE_KINDS, ClauseKind
from content.plans.forms.revisions import Answer, HazardsForm, SettleForm, TriggerForm
from content.plans.models import Clause, LocalHazard, PlanDocument
from content.plans.selectors.readable import ReadableText, readable_text
from content.plans.selectors.revisions import revisions as revisions_of
from content.plans.selectors.triggers import triggers_of
from content.plans.views.own import readable_or_404, shown_version
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.rights import Action

A_PAGE: Final = 50
NAMED: Final = 3
"""Clauses named beside a part of the skeleton."""


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def revisions(request: HttpRequest) -> HttpResponse:
    found = revisions_of(request.user, timezone.localdate())
    return render(
        request,
        "content/plans/desk/revisions.html",
        {
            "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
            "judged": LocalHazard.objects.exists(),
            "may_judge": rights.covers_root(request.user, Action.PLAN_RULES),
        },
    )


@access.requires(Action.PLAN_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def hazards(request: HttpRequest) -> HttpResponseBase:
    if not rights.covers_root(request.user, Action.PLAN_RULES):
        raise PermissionDenied(_("多发和危害大的灾种全县共用，由县里的管理员来定。"))
    shown = services.hazards_state()
    form = HazardsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.judge_hazards(
                frequent=form.cleaned_data["frequent"],
                dangerous=form.cleaned_data["dangerous"],
                source=form.cleaned_data["source"],
                actor=access.person_of(request),
                shown=shown,
            )
        except ChangedMeanwhile:
            return hazards(request)
        messages.success(request, _("已保存，先修订哪些预案已照它排。"))
        return redirect("plans_desk:revisions")
    status = 422 if form.errors else 200
    return render(request, "content/plans/desk/hazards.html", {"form": form}, status=status)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of a plan against its skeleton, and its reasons to be revised. An editor of the
    owning unit adds a reason here."""
    plan = readable_or_404(request.user, slug)
    may_edit = rights.can(request.user, Action.PLAN_EDIT, plan.owner_unit_id)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied(_("修订情形由负责这份预案的编辑登记。"))
    form = TriggerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_trigger(
                document=plan, actor=access.person_of(request), **form.cleaned_data
            )
        except services.PlanRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("已登记修订情形。"))
            return redirect("plans_desk:check", slug=slug)
    version = shown_version(plan)
    skeleton = skeletons.skeleton_for(plan.kind, plan.title, plan.regime)
    text = readable_text(version, request.user) if version else None
    parts = _parts(plan, text, skeleton) if text and skeleton else []
    return render(
        request,
        "content/plans/desk/check.html",
        {
            "plan": plan,
            "skeleton": skeleton,
            "parts": parts,
            "missing": [one.part.name for one, _clauses in parts if one.is_missing],
            "triggers": triggers_of(plan),
            "is_plan": plan.kind in DUE_KINDS,
            "notes": notes_for(plan, request.user),
            "form": form if may_edit and plan.kind in DUE_KINDS else None,
        },
        status=422 if form.errors else 200,
    )


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def trigger_settle(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """What came of a reason: the version in which the plan was changed, or why it need not be."""
    plan = readable_or_404(request.user, slug, Action.PLAN_EDIT)
    trigger = get_object_or_404(triggers_of(plan), pk=pk)
    form = SettleForm(request.POST if request.method == "POST" else None, trigger=trigger)
    if request.method == "POST" and form.is_valid():
        try:
            _settle(request, form)
        except services.PlanRefused as refused:
            form.add_error("settled_in" if refused.field else None, refused.message)
        except ChangedMeanwhile:
            return trigger_settle(request, slug, pk)
        else:
            messages.success(request, _("已记下。"))
            return redirect("plans_desk:check", slug=slug)
    context = {"plan": plan, "trigger": trigger, "form": form}
    status = 422 if form.errors else 200
    return render(request, "content/plans/desk/settle.html", context, status=status)


def _settle(request: HttpRequest, form: SettleForm) -> None:
    said, actor = form.cleaned_data, access.person_of(request)
    if said["answer"] == Answer.OPEN:
        services.reopen_trigger(trigger=form.trigger, actor=actor, was=form.row_was)
        return
    changed = said["answer"] == Answer.CHANGED
    services.settle_trigger(
        trigger=form.trigger, on=timezone.localdate(), actor=actor, was=form.row_was,
        version=said["settled_in"] if changed else None,
        because="" if changed else said["because"],
    )  # fmt: skip


def _parts(
    plan: PlanDocument, text: ReadableText, skeleton: skeletons.Skeleton
) -> list[tuple[skeletons.Found, list[tuple[Clause, str]]]]:
    """Each part with the first clauses whose headings say it, and their addresses."""
    headed = list(
        text.clauses.filter(kind__in=(ClauseKind.CLAUSE, ClauseKind.ANNEX))
        .exclude(heading="", kind=ClauseKind.CLAUSE)
        .only("anchor", "number", "heading", "page", "position", "kind", "version")
    )
    found = skeletons.check(skeleton, [clause.label for clause in headed])
    public = plan.current_version_id is not None
    return [
        (
            one,
            [
                (headed[at], clause_url(plan.slug, headed[at]) if public else "")
                for at in one.at[:NAMED]
            ],
        )
        for one in found
    ]
