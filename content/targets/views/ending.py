"""Drafts thrown away and targets that count no longer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.targets import ending, selectors
from content.targets.enums import RetireReason, TargetState
from content.targets.forms import NoteForm, RetireForm
from content.targets.models import Target
from content.targets.services import TargetRefused
from content.targets.views.own import target_of
from content.targets.wording import TargetRow
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access
from portal.people.rights import Action
from themes import confirm


@access.requires(Action.TARGET_EDIT)
@access.post_only("targets:desk")
def desk_discard(request: HttpRequest, slug: str) -> HttpResponse:
    target = target_of(request, Action.TARGET_EDIT, slug)
    question = confirm.Question(
        question=_("删掉这份草稿？"),
        subject=target.name,
        consequences=[
            _row(target).promise_text,
            _("还没有确认，公开页上从来没有过它。删了不能恢复，可以重新登记。"),
            _("要是从规划里读出的数登记的，那个数回到“等着确认的数字”里。"),
        ],
        label=_("删掉草稿"),
        back=reverse("targets:desk"),
        about=(target.pk,),
        danger=True,
    )
    if target.state == TargetState.DRAFT and not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    try:
        ending.discard_target(target=target, actor=access.person_of(request))
    except TargetRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已删掉“%(name)s”的草稿。") % {"name": target.name})
    return redirect("targets:desk")


@access.requires(Action.TARGET_CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Says what will happen and asks why, on a page of its own: there is no way back."""
    target = target_of(request, Action.TARGET_CONFIRM, slug)
    said = {"name": target.name}
    if target.state == TargetState.DRAFT:
        messages.error(request, _("“%(name)s”还是草稿，删掉就行。") % said)
        return redirect("targets:desk")
    if target.state == TargetState.RETIRED:
        messages.info(request, _("“%(name)s”已经停用了。") % said)
        return redirect(_retired())
    form = RetireForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "row": _row(target)}
        status = 422 if form.is_bound else 200
        return render(request, "content/targets/desk_retire.html", context, status=status)
    ending.retire_target(
        target=target,
        reason=RetireReason(form.cleaned_data["reason"]),
        note=form.cleaned_data["note"],
        actor=access.person_of(request),
    )
    messages.success(request, _("“%(name)s”已停用。") % said)
    return redirect("targets:desk")


@access.requires(Action.TARGET_CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_note(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Put the note of a retired target right, by whoever may have written it."""
    target = target_of(request, Action.TARGET_CONFIRM, slug)
    if target.state != TargetState.RETIRED:
        messages.info(request, _("“%(name)s”没有停用，没有说明可改。") % {"name": target.name})
        return redirect("targets:desk")
    form = NoteForm(
        request.POST if request.method == "POST" else None, initial={"note": target.retired_note}
    )
    if not form.is_valid():
        context = {"form": form, "row": _row(target), "back": _retired()}
        status = 422 if form.is_bound else 200
        return render(request, "content/targets/desk_note.html", context, status=status)
    try:
        changed = ending.correct_note(
            target=target,
            note=form.cleaned_data["note"],
            actor=access.person_of(request),
            was={"retired_note": form.was["note"]},
        )
    except ChangedMeanwhile:
        return desk_note(request, slug)
    messages.success(request, _("已保存。") if changed else _("没有改动。"))
    return redirect(_retired())


def _row(target: Target) -> TargetRow:
    return selectors.rows(Target.objects.filter(pk=target.pk), on=timezone.localdate())[0]


def _retired() -> str:
    return f"{reverse('targets:desk')}?state={TargetState.RETIRED}"
