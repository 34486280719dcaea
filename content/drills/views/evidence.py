"""Photos and papers of a drill, for those who may read it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.drills import services
from content.drills.forms.improving import EvidenceForm
from content.drills.refusals import DrillRefused
from content.drills.views.drills import page_context
from content.drills.views.own import drill_or_404, evidence_or_404
from portal.foundation.files.keeping import FileLost, as_download, open_kept
from portal.people import access
from portal.people.rights import Action


@access.requires(Action.PLAN_EDIT)
@access.post_only("drills:drill", "pk")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    drill = drill_or_404(request.user, pk, Action.PLAN_EDIT)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.add_evidence(
                drill=drill, data=file.read(), name=file.name,
                caption=form.cleaned_data["caption"], actor=access.person_of(request),
            )  # fmt: skip
        except DrillRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("材料已收下。"))
            return redirect(drill)
    context = page_context(request, drill, form)
    if context["evidence_form"] is None:
        for said in form.errors.values():
            messages.error(request, str(said[0]))
        return redirect(drill)
    return render(request, "content/drills/drill.html", context, status=422)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    evidence = evidence_or_404(request.user, pk)
    try:
        file = open_kept(evidence)
    except FileLost as lost:
        messages.error(request, str(lost.message))
        return redirect("drills:list")
    return as_download(file, evidence.name)


@access.requires(Action.PLAN_EDIT)
@access.post_only("drills:list")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request.user, pk)
    drill = drill_or_404(request.user, evidence.drill_id, Action.PLAN_EDIT)
    try:
        services.remove_evidence(evidence=evidence, actor=access.person_of(request))
    except DrillRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("材料已删除。"))
    return redirect(drill)
