"""What a drill found, and what was made of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.drills import services
from content.drills.forms.improving import (
    DoneForm,
    ImprovementFilterForm,
    ImprovementForm,
    WithdrawForm,
)
from content.drills.models import Improvement
from content.drills.refusals import DrillRefused
from content.drills.selectors.drills import readable_by
from content.drills.selectors.improving import improvements_in
from content.drills.views.own import (
    drill_or_404,
    improvement_or_404,
    may_correct,
    may_finish,
)
from content.plans.models import RevisionTrigger
from portal.foundation.locks import ChangedMeanwhile
from portal.foundation.seen import seen_as
from portal.people import access, rights
from portal.people.rights import Action

A_PAGE = 50


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def improvements(request: HttpRequest) -> HttpResponse:
    """Those still to be made, the first due in front; then those that were made."""
    today = timezone.localdate()
    form = ImprovementFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = improvements_in(
        request.user, wanted.get("state", ""), today, own=bool(wanted.get("whose"))
    )
    page = Paginator(found if form.is_valid() else found.none(), A_PAGE).get_page(
        request.GET.get("page")
    )
    readable = set(
        readable_by(request.user)
        .filter(pk__in=[one.drill_id for one in page])
        .order_by()
        .values_list("pk", flat=True)
    )
    return render(
        request,
        "content/drills/improvements.html",
        {
            "form": form,
            "filtered": not form.is_valid() or any(wanted.values()),
            "page": page,
            "rows": [(one, one.stands(today), one.drill_id in readable) for one in page],
        },
        status=200 if form.is_valid() else 422,
    )


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    drill = drill_or_404(request.user, pk, Action.PLAN_EDIT)
    if drill.held_on is None:
        messages.info(request, _("先记录演练，再写发现的问题。"))
        return redirect(drill)
    form = ImprovementForm(
        request.POST if request.method == "POST" else None, user=request.user, asked=request.GET
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.add_improvement(
                drill=drill, token=form.cleaned_data["token"],
                actor=access.person_of(request), **form.values,
            )  # fmt: skip
        except DrillRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("整改已登记。"))
            return redirect(drill)
    context = {
        "form": form, "title": _("登记问题和整改"), "drill": drill, "submit": _("登记"),
        "back": drill.get_absolute_url(),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "content/drills/form.html", context, status=status)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Words, unit and deadline, until it is made."""
    found = _to_correct(request, pk)
    if not found.is_open:
        messages.info(request, _("完成了或者撤回了的整改，不能再改。"))
        return redirect("drills:improvement", pk=pk)
    # The instance of the form takes what was typed, and nothing of that is for the page.
    stored = improvement_or_404(request.user, pk)
    form = ImprovementForm(
        request.POST if request.method == "POST" else None, user=request.user, instance=found,
        asked=request.GET,
    )  # fmt: skip
    back = reverse("drills:improvement", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            services.change_improvement(
                improvement=stored, actor=access.person_of(request), was=form.was, **form.values
            )
        except ChangedMeanwhile:
            return change(request, pk)
        except DrillRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("已保存。"))
            return redirect(back)
    context = {
        "form": form, "title": _("改这条整改"), "drill": stored.drill, "back": back,
        "trigger": _open_trigger(stored),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "content/drills/form.html", context, status=status)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Registered by mistake: it stays, with the reason."""
    found = _to_correct(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    form.lay_beside(seen_as(_words_of(found)))
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_improvement(
                improvement=found, because=form.cleaned_data["because"],
                actor=access.person_of(request), was=_words_of(found),
            )  # fmt: skip
        except ChangedMeanwhile:
            return withdraw(request, pk)
        except DrillRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("已撤回，原因留着。"))
            return redirect("drills:improvement", pk=pk)
    context = {
        "form": form, "title": _("撤回这条整改"), "drill": found.drill, "submit": _("撤回"),
        "danger": True, "back": reverse("drills:improvement", args=[pk]), "about": found.finding,
        "trigger": _open_trigger(found),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "content/drills/form.html", context, status=status)


def _to_correct(request: HttpRequest, pk: int) -> Improvement:
    found = improvement_or_404(request.user, pk)
    if not may_correct(request.user, found):
        raise PermissionDenied(_("整改由组织演练的单位的编辑来改。写错了的，告诉他们。"))
    return found


@access.requires(Action.PLAN_READ_INTERNAL)
@require_http_methods(["GET", "HEAD", "POST"])
def improvement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One item; whoever has to make it says here that it was made."""
    found = improvement_or_404(request.user, pk)
    may = may_finish(request.user, found)
    if request.method == "POST" and not may:
        raise PermissionDenied(_("整改由责任单位或组织演练的单位的编辑来完成。"))
    posted = request.method == "POST"
    form = DoneForm(
        request.POST if posted else None, request.FILES if posted else None,
        has_evidence=found.evidence.exists(),
    )  # fmt: skip
    form.lay_beside(seen_as(_words_of(found)))
    try:
        if posted and form.is_valid() and _finish(request, found, form):
            messages.success(request, _("整改已完成。"))
            return redirect("drills:improvement", pk=pk)
    except ChangedMeanwhile:
        return improvement(request, pk)
    if form.errors:
        # Somebody else may have finished it meanwhile.
        found = improvement_or_404(request.user, pk)
    return render(
        request,
        "content/drills/improvement.html",
        {
            "improvement": found,
            "standing": found.stands(timezone.localdate()),
            "evidence": found.evidence.all(),
            "readable": readable_by(request.user).filter(pk=found.drill_id).exists(),
            "form": form if may and (found.is_open or form.errors) else None,
            "may_propose": _may_propose(request, found) and found.withdrawn_on is None,
            "may_correct": found.is_open and may_correct(request.user, found),
        },
        status=422 if form.errors else 200,
    )


def _finish(request: HttpRequest, found: Improvement, form: DoneForm) -> bool:
    """False with the reason in the form. A file that was good is kept though the rest was not."""
    file = form.cleaned_data["file"]
    try:
        if file is not None:
            services.add_evidence(
                drill=found.drill, improvement=found, data=file.read(), name=file.name,
                actor=access.person_of(request),
            )  # fmt: skip
        services.finish_improvement(
            improvement=found, on=form.cleaned_data["done_on"], note=form.cleaned_data["note"],
            actor=access.person_of(request), was=_words_of(found),
        )  # fmt: skip
    except DrillRefused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    return True


def _open_trigger(found: Improvement) -> RevisionTrigger | None:
    trigger = found.trigger
    return trigger if trigger is not None and trigger.settled_on is None else None


def _words_of(found: Improvement) -> dict[str, object]:
    return {"finding": found.finding, "action": found.action}


def _may_propose(request: HttpRequest, found: Improvement) -> bool:
    return (
        rights.can(request.user, Action.PLAN_EDIT, found.drill.plan.owner_unit_id)
        and rights.can(request.user, Action.PLAN_EDIT, found.drill.owner_unit_id)
    )  # fmt: skip


@access.requires(Action.PLAN_EDIT)
@access.post_only("drills:improvement", "pk")
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a reason to revise the plan, which the editors of the plan then see."""
    found = improvement_or_404(request.user, pk)
    if not _may_propose(request, found):
        raise PermissionDenied(_("修订情形由负责这份预案的编辑登记。把这条整改告诉他们。"))
    try:
        services.propose_revision(improvement=found, actor=access.person_of(request))
    except DrillRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已登记为预案的修订情形，“先修订哪些”里列出这件预案。"))
    return redirect("drills:improvement", pk=pk)
