"""附件: files beside the entries on progress, for everybody and for who keeps the plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import selectors, services
from content.plans.forms.attachments import AttachmentChangeForm, AttachmentForm
from content.plans.models import ProgressAttachment, ProgressNote
from content.plans.selectors.progress import attachments_of
from content.plans.views.frame import page_context, readable
from portal.foundation.files.keeping import FileLost, as_download, open_kept
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access
from portal.people.access import get_or_refuse
from portal.people.rights import Action
from themes import confirm


@access.public
@require_safe
def public_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """For whoever reads the plan, while the entry and its file are public."""
    plan, text = readable(request, slug)
    found = get_object_or_404(attachments_of(plan), pk=pk)
    try:
        return as_download(open_kept(found), found.public_name)
    except FileLost:
        context = page_context(plan, text, "progress")
        response = render(request, "content/plans/no_attachment.html", context, status=503)
        response["Cache-Control"] = "no-store"
        return response


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def desk_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For who reads every entry of the plan."""
    plans = selectors.visible_to(request.user) | selectors.editable_by(request.user)
    found = get_or_refuse(
        ProgressAttachment.objects.select_related("note__document").filter(
            note__document__in=plans.order_by().values("pk")
        ),
        request.user,
        Action.PLAN_READ_INTERNAL,
        unit_of=lambda one: one.note.document.owner_unit_id,
        pk=pk,
    )
    try:
        return as_download(open_kept(found), found.name)
    except FileLost as lost:
        messages.error(request, str(lost.message))
        return redirect("plans_desk:progress", slug=found.note.document.slug)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of one entry, and the form for another."""
    note = get_or_refuse(
        ProgressNote.objects.select_related("document"),
        request.user,
        Action.PLAN_EDIT,
        unit_of=lambda one: one.document.owner_unit_id,
        pk=pk,
    )
    later = ProgressNote.objects.filter(corrects=note).first()
    if later is not None and request.method != "POST":
        messages.info(request, _("这一条已经更正过，附件在更正后的那一条上。"))
        return redirect("plans_desk:attachments", pk=later.pk)
    posted = request.method == "POST"
    form = AttachmentForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"public": note.public},
    )
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.attach(
                note=note, data=file.read(), name=file.name, title=form.cleaned_data["title"],
                public=form.cleaned_data["public"], actor=access.person_of(request),
            )  # fmt: skip
        except services.PlanRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("附件已收下。"))
            return redirect("plans_desk:attachments", pk=pk)
    files = ProgressAttachment.objects.filter(note=note)
    context = {"note": note, "plan": note.document, "files": files, "form": form}
    status = 422 if form.errors else 200
    return render(request, "content/plans/desk/attachments.html", context, status=status)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _editable_or_404(request, pk)
    posted = request.method == "POST"
    form = AttachmentChangeForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        attachment=found,
    )
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.change_attachment(
                attachment=found, title=form.cleaned_data["title"],
                public=form.cleaned_data["public"], was=form.was,
                data=file.read() if file else None, name=file.name if file else "",
                actor=access.person_of(request),
            )  # fmt: skip
        except services.PlanRefused as refused:
            form.add_error(refused.field or None, refused.message)
        except ChangedMeanwhile:
            return change(request, pk)
        else:
            messages.success(request, _("已保存。"))
            return redirect("plans_desk:attachments", pk=found.note_id)
    context = {"note": found.note, "plan": found.note.document, "file": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "content/plans/desk/attachment.html", context, status=status)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:attachment_change", "pk")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = _editable_or_404(request, pk)
    back = reverse("plans_desk:attachments", args=[found.note_id])
    question = confirm.Question(
        question=_("删除这个附件？"),
        subject=found.title,
        consequences=[_("文件从服务器上删掉，不能恢复。进展的文字不变。")],
        label=_("删除"),
        back=back,
        danger=True,
    )
    if not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    services.remove_attachment(attachment=found, actor=access.person_of(request))
    messages.success(request, _("附件已删除。"))
    return redirect(back)


def _editable_or_404(request: HttpRequest, pk: int) -> ProgressAttachment:
    return get_or_refuse(
        ProgressAttachment.objects.select_related("note__document"),
        request.user,
        Action.PLAN_EDIT,
        unit_of=lambda one: one.note.document.owner_unit_id,
        pk=pk,
    )
