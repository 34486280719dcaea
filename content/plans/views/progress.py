"""进展: what was done of a planning document, for everybody and for who keeps it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.pages import anchors
from content.plans import services
from content.plans.enums import Family
from content.plans.forms.progress import ProgressForm
from content.plans.models import PlanDocument, ProgressNote
from content.plans.selectors.progress import entries
from content.plans.services.progress import Said
from content.plans.views.frame import guarded, page_context, readable
from content.plans.views.own import readable_or_404, shown_version
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.rights import Action


@access.public
@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Public entries of a planning document, by the period they cover."""
    plan, text = readable(request, slug)
    if plan.family != Family.PLANNING:
        raise Http404
    context = page_context(plan, text, "progress") | {"entries": entries(plan, everybody=True)}
    return guarded(render(request, "content/plans/progress.html", context), plan, text)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Every entry, with what everybody reads of it."""
    plan = _planning_or_404(request, slug, Action.PLAN_READ_INTERNAL)
    context = {
        "plan": plan,
        "entries": entries(plan, everybody=False),
        "may_edit": rights.can(request.user, Action.PLAN_EDIT, plan.owner_unit_id),
    }
    return render(request, "content/plans/desk/progress.html", context)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    return _entry(request, _planning_or_404(request, slug, Action.PLAN_EDIT), None)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Another entry in the place of this one, which stays to be read."""
    note = _note_or_404(request, pk)
    later = ProgressNote.objects.filter(corrects=note).first()
    if later is not None:
        messages.info(request, _("这一条已经更正过，在更正后的那一条上再改。"))
        return redirect("plans_desk:progress", slug=note.document.slug)
    return _entry(request, note.document, note)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:progress_correct", "pk")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Public or not, as the button says."""
    note = _note_or_404(request, pk)
    public = request.POST.get("public") == "yes"
    services.show_progress(note=note, public=public, actor=access.person_of(request))
    messages.success(request, _("这一条已公开。") if public else _("这一条不再公开。"))
    return redirect("plans_desk:progress", slug=note.document.slug)


def _entry(request: HttpRequest, plan: PlanDocument, corrects: ProgressNote | None) -> HttpResponse:
    version = shown_version(plan)
    if version is None:
        raise Http404
    form = ProgressForm(
        request.POST if request.method == "POST" else None,
        version=version,
        asked=request.GET,
        initial=_stored(corrects) if corrects else {"task": request.GET.get("task", "")},
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        public, clause = data.pop("public"), data.pop("clause")
        try:
            said = Said(clause_key=clause.key if clause else "", **data)
            services.note_progress(
                document=plan, said=said, public=public,
                corrects=corrects, actor=access.person_of(request),
            )  # fmt: skip
        except services.PlanRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(
                request, _("已更正，原来的一条还留着。") if corrects else _("已登记。")
            )
            return redirect("plans_desk:progress", slug=plan.slug)
    context = {"plan": plan, "form": form, "corrects": corrects}
    status = 422 if form.errors else 200
    return render(request, "content/plans/desk/progress_form.html", context, status=status)


def _stored(note: ProgressNote) -> dict[str, object]:
    fields = Said.__slots__
    return {name: getattr(note, name) for name in fields} | {
        "clause": None if note.task_id or not note.clause_key
        else anchors.parse(note.clause_key)[1], "public": note.public,
    }  # fmt: skip


def _planning_or_404(request: HttpRequest, slug: str, action: Action) -> PlanDocument:
    """A response plan has no such page."""
    plan = readable_or_404(request.user, slug, action)
    if plan.family != Family.PLANNING:
        raise Http404
    return plan


def _note_or_404(request: HttpRequest, pk: int) -> ProgressNote:
    return get_or_refuse(
        ProgressNote.objects.select_related("document"),
        request.user,
        Action.PLAN_EDIT,
        unit_of=lambda note: note.document.owner_unit_id,
        pk=pk,
    )
