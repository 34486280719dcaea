"""One drill: planned, changed, logged, cancelled, read and printed."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.drills import services
from content.drills.enums import State
from content.drills.forms.drills import CancelForm, LogForm, PlannedForm
from content.drills.forms.improving import EvidenceForm
from content.drills.models import Drill, Evidence
from content.drills.papers import report_pdf
from content.drills.refusals import DrillRefused
from content.drills.report import report_of
from content.drills.selectors.drills import plans_to_drill
from content.drills.views.own import drill_or_404
from content.drills.views.year import list_url
from content.plans.models.version import heavy
from portal.foundation import pdf
from portal.foundation.exports import download
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.rights import Action
from portal.people.selectors import open_units
from themes.views.errors import paper_waits


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    initial = {}
    plans = plans_to_drill(request.user)
    plan = plans.filter(slug=_slug(request)).first()
    if plan is not None:
        initial["plan"] = plan.pk
        units = open_units(request.user, Action.PLAN_EDIT)
        if units.filter(pk=plan.owner_unit_id).exists():
            initial["owner_unit"] = plan.owner_unit_id
    form = PlannedForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        initial=initial,
        asked=request.GET,
    )
    if request.method == "POST" and form.is_valid():
        try:
            drill = services.plan_drill(
                token=form.cleaned_data["token"],
                owner_unit=form.cleaned_data["owner_unit"],
                actor=access.person_of(request),
                **form.values,
            )
        except DrillRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("已列入演练计划。"))
            return redirect(drill)
    context = {
        "form": form,
        "title": _("列入演练计划"),
        "no_plan": not plans.exists(),
        "back": list_url(timezone.localdate().year),
    }
    return _form_page(request, "content/drills/form.html", form, context)


def _slug(request: HttpRequest) -> str:
    said = request.GET.get("plan", "")
    # PostgreSQL answers a NUL in a value with an error of its own.
    return said if "\0" not in said else ""


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def drill(request: HttpRequest, pk: int) -> HttpResponse:
    found = drill_or_404(request.user, pk)
    return render(request, "content/drills/drill.html", page_context(request, found))


def page_context(
    request: HttpRequest, found: Drill, evidence_form: EvidenceForm | None = None
) -> dict[str, object]:
    """Context of `content/drills/drill.html`."""
    today = timezone.localdate()
    edits = rights.can(request.user, Action.PLAN_EDIT, found.owner_unit_id)
    shown = Prefetch("evidence", Evidence.objects.order_by("pk"))
    improvements = found.improvements.select_related(
        "responsible_unit", "trigger__settled_in"
    ).defer(*heavy("trigger__settled_in"))
    return {
        "drill": found,
        "evidence": found.evidence.filter(improvement__isnull=True),
        "improvements": [(one, one.stands(today)) for one in improvements.prefetch_related(shown)],
        "report": report_of(found),
        "changed": found.version_id is not None
        and found.version_id != found.plan.current_version_id,
        "may_edit": edits,
        "may_log": edits and found.state in (State.PLANNED, State.HELD),
        "may_cancel": edits and found.state == State.PLANNED,
        "may_reopen": found.state == State.CLOSED
        and rights.can(request.user, Action.PLAN_PUBLISH, found.owner_unit_id),
        "may_evaluate": edits and found.state == State.HELD,
        "evidence_form": (evidence_form or EvidenceForm())
        if edits and found.state == State.HELD
        else None,
        "year_url": list_url((found.held_on or found.planned_on).year),
    }


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = drill_or_404(request.user, pk, Action.PLAN_EDIT)
    form = PlannedForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        instance=found,
        asked=request.GET,
    )

    def save(stored: Drill) -> None:
        services.change_drill(
            drill=stored, actor=access.person_of(request), was=form.was, **form.values
        )

    try:
        return _edit(request, pk, form, save, title=_("改计划"), done=_("已保存。"))
    except ChangedMeanwhile:
        return change(request, pk)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = drill_or_404(request.user, pk, Action.PLAN_EDIT)
    form = LogForm(request.POST if request.method == "POST" else None, instance=found)

    def save(stored: Drill) -> None:
        services.log_drill(
            drill=stored, actor=access.person_of(request), was=form.log_was, **form.values
        )

    done = _("演练已记录。接着传材料、做评估。")
    try:
        return _edit(
            request,
            pk,
            form,
            save,
            title=_("记录演练"),
            done=done,
            template="content/drills/log.html",
        )
    except ChangedMeanwhile:
        return log(request, pk)


def _edit(
    request: HttpRequest,
    pk: int,
    form: PlannedForm | LogForm,
    save: Callable[[Drill], None],
    *,
    title: str,
    done: str,
    template: str = "content/drills/form.html",
) -> HttpResponse:
    """The form of a drill that is there. Its instance takes what was typed, so the page and the
    service get the drill as it is stored."""
    stored = Drill.objects.select_related("plan").get(pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            save(stored)
        except DrillRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, done)
            return redirect(stored)
    back = stored.get_absolute_url()
    context: dict[str, object] = {"form": form, "title": title, "drill": stored, "back": back}
    return _form_page(request, template, form, context)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = drill_or_404(request.user, pk, Action.PLAN_EDIT)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_drill(
                drill=found, because=form.cleaned_data["because"], actor=access.person_of(request)
            )
        except DrillRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("已取消，原因留在计划里。"))
            return redirect(found)
    context = {
        "form": form, "title": _("取消这次演练"), "drill": found, "submit": _("取消演练"),
        "danger": True, "back": found.get_absolute_url(),
    }  # fmt: skip
    return _form_page(request, "content/drills/form.html", form, context)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The drill on A4, as far as it has come."""
    found = drill_or_404(request.user, pk)
    try:
        content = report_pdf(found)
    except pdf.Crowded:
        return paper_waits(request)
    return download.paper(content, f"drill-{found.pk}.pdf")


def _form_page(
    request: HttpRequest, template: str, form: object, context: dict[str, object]
) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, template, context, status=status)
