"""The workbench: look at the parse beside the original, publish, keep the register."""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.desk_notes import notes_for
from content.plans.enums import VersionState
from content.plans.forms.listing import DeskFilterForm
from content.plans.forms.register import DocumentForm
from content.plans.models import FormerDays, Intake, PlanDocument, PlanVersion
from content.plans.selectors.desk import DeskState, desk_plans, desk_rows
from content.plans.selectors.former_days import days_in, former_days
from content.plans.selectors.review import answered_to, approved_for, waiting_for
from content.plans.selectors.widenings import open_widening, proposed_by, widenings_for
from content.plans.tiles import tiles_for
from content.plans.views.back import back_to
from content.plans.views.own import version_or_404
from content.plans.views.publishing import named, named_days, refused
from content.plans.views.visibility import PROPOSED
from portal.foundation.files.keeping import as_download
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.rights import Action
from themes import confirm

A_PAGE = 50
LISTED = 20
"""Of what waits above the list; the rest is counted."""


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    person = access.person_of(request)
    form = DeskFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = desk_plans(
        person, words=wanted.get("q", ""), kind=wanted.get("kind", ""),
        state=wanted.get("state", ""),
    )  # fmt: skip
    page = Paginator(found if form.is_valid() else found.none(), A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = desk_rows(person, list(page))
    worked_on = {row.plan for row in rows}
    to_review, answered = waiting_for(person), answered_to(person)
    to_publish = approved_for(person)
    to_confirm, proposed = widenings_for(person), proposed_by(person)
    uploads = Intake.objects.unfinished().filter(actor=person).select_related("original")
    filtered = not form.is_valid() or any(wanted.values())
    return render(
        request,
        "content/plans/desk/list.html",
        {
            "tiles": tiles_for(
                person, timezone.localdate(), len({one.version.document_id for one in to_review})
            ),
            "to_review": to_review[:LISTED],
            "to_review_count": len(to_review),
            "to_publish": to_publish[:LISTED],
            "to_publish_more": len(to_publish[LISTED:]),
            "to_confirm": to_confirm[:LISTED],
            "to_confirm_more": len(to_confirm[LISTED:]),
            "proposed": proposed[:LISTED],
            "proposed_more": len(proposed[LISTED:]),
            "answered": answered[:LISTED],
            "answered_more": len(answered[LISTED:]),
            "form": form,
            "filtered": filtered,
            "unsettled": wanted.get("state") == DeskState.UNSETTLED,
            "page": page,
            "rows": rows,
            "readable": [plan for plan in page if plan not in worked_on],
            "uploads": uploads[:LISTED],
            "may_edit": rights.can(person, Action.PLAN_EDIT),
        },
        status=200 if form.is_valid() else 422,
    )


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The uploaded bytes as they came, for those who edit the plan or decide on it."""
    version = version_or_404(request.user, pk, Action.PLAN_READ_INTERNAL)
    if version.upload is None:
        raise Http404
    try:
        file = services.open_original(original=version.upload)
    except services.OriginalLost as lost:
        messages.error(request, str(lost.message))
        return redirect("plans_desk:review", pk=version.pk)
    return as_download(file, version.upload.name)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    question = confirm.Question(
        question=_("删除这份草稿？"),
        subject=named(version),
        consequences=_after_discarding(version),
        label=_("删除草稿"),
        back=reverse("plans_desk:review", args=[pk]),
        danger=True,
    )
    is_draft = version.state == VersionState.DRAFT
    if is_draft and not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    try:
        services.discard_draft(version=version, actor=access.person_of(request))
    except services.PlanRefused as refusal:
        return refused(request, refusal, pk)
    messages.success(request, _("草稿已删除"))
    return redirect("plans_desk:list")


def _after_discarding(version: PlanVersion) -> list[str]:
    alone = not version.document.versions.exclude(pk=version.pk).exists()
    return [
        _("草稿和它的原件一起删掉，不能恢复。"),
        *([_("这份文件没有别的版本，登记也一起删掉。")] if alone else []),
    ]


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_or_refuse(
        PlanDocument.objects.select_related("owner_unit"),
        request.user,
        Action.PLAN_EDIT,
        unit_of=lambda p: p.owner_unit_id,
        slug=slug,
    )
    # The form writes what was typed into its row; the page names the plan as it is stored.
    form = DocumentForm(
        request.POST or None, instance=copy(plan), user=request.user, asked=request.GET
    )
    family, level = plan.family, plan.level
    if request.method == "POST" and form.is_valid():
        try:
            proposed = services.change_or_propose(
                document=plan, actor=access.person_of(request), **form.changes()
            )
        except services.PlanRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            if proposed is not None:
                messages.info(request, PROPOSED)
            if plan.family != family:
                words = _("已保存，这份文件现在是“%(family)s”。再看一遍这一类要填的内容。")
                messages.success(request, words % {"family": plan.get_family_display()})
                return redirect(request.get_full_path())
            if plan.level != level and "level" not in form.changed_data:
                words = _("已保存，层级跟着地区改成“%(level)s”。")
                messages.success(request, words % {"level": plan.get_level_display()})
            else:
                messages.success(request, _("已保存"))
            return redirect(back_to(request))
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request,
        "content/plans/desk/change.html",
        {
            "form": form,
            "plan": plan,
            "drafts": desk_rows(request.user, [plan])[0].drafts,
            "notes": notes_for(plan, request.user),
            "proposed": open_widening(plan, None),
            "former": [(one.version.number, _said_of(one)) for one in former_days(plan)],
            "back": back_to(request),
        },
        status=status,
    )


def _said_of(former: FormerDays) -> str:
    words = named_days(days_in(former))
    if not former.filed_with:
        return words
    return _("%(days)s，送 %(unit)s 备案") % {"days": words, "unit": former.filed_with}
