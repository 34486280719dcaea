"""The evaluation of a drill, by the sheet that the county set."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.drills import services
from content.drills.enums import GradeWord, State
from content.drills.forms.evaluating import EvaluationForm, ReopenForm
from content.drills.models import Drill, Evaluation, Sheet
from content.drills.refusals import DrillRefused
from content.drills.views.own import drill_or_404
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.rights import Action
from themes import confirm


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Saved as often as one likes; “完成评估” saves, asks once more, and closes."""
    drill = drill_or_404(request.user, pk, Action.PLAN_EDIT)
    if drill.state != State.HELD:
        messages.info(
            request,
            _("评估已经完成，不能再改。")
            if drill.state == State.CLOSED
            else _("先记录演练，再评估。"),
        )
        return redirect(drill)
    stored: Evaluation | None = getattr(drill, "evaluation", None)
    sheet = stored.sheet if stored else _sheet(request, drill)
    if sheet is None:
        context = {"drill": drill, "may_set": rights.covers_root(request.user, Action.PLAN_RULES)}
        return render(request, "content/drills/no_sheet.html", context)
    closing = "close" in request.POST
    form = EvaluationForm(
        request.POST if request.method == "POST" else None,
        for_sheet=sheet, stored=stored, drill=drill,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_evaluation(
                drill=drill, sheet=sheet, scores=form.scores, actor=access.person_of(request),
                revision=stored.revision if stored else 0, **form.values,
            )  # fmt: skip
            if not closing:
                messages.success(request, _("已保存，还没有完成评估。"))
                return redirect(drill)
            form = _as_saved(request, form, saved)
            if form.say_what_is_missing():
                return _close(request, drill, saved)
        except DrillRefused as refused:
            known = refused.field in form.fields
            form.add_error(refused.field if known else None, refused.message)
        except ChangedMeanwhile:
            return evaluation(request, pk)
    elif closing:
        form.say_what_is_missing()
    return render(
        request,
        "content/drills/evaluation.html",
        {"drill": drill, "sheet": sheet, "form": form},
        status=422 if form.errors else 200,
    )


def _as_saved(request: HttpRequest, form: EvaluationForm, saved: Evaluation) -> EvaluationForm:
    """The form that was sent, on a page that has seen what was saved with it."""
    drawn_from = partial(EvaluationForm, for_sheet=saved.sheet, stored=saved, drill=form.drill)
    drawn = drawn_from()
    sent = request.POST.copy()
    sent["seen"], sent["revision"] = drawn.initial["seen"], str(saved.revision)
    again = drawn_from(sent)
    again.full_clean()
    return again


@access.requires(Action.PLAN_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever reviews lets those who evaluate correct what was closed, and says why."""
    drill = drill_or_404(request.user, pk, Action.PLAN_PUBLISH)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and hasattr(drill, "evaluation"):
        try:
            services.reopen_evaluation(
                evaluation=drill.evaluation, reason=form.cleaned_data["reason"],
                actor=access.person_of(request),
            )  # fmt: skip
        except DrillRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("评估已重新打开，原来的得分和原因留在下面。"))
            return redirect(drill)
    elif drill.state != State.CLOSED:
        messages.info(request, _("评估还没有完成，直接改就行。"))
        return redirect(drill)
    context = {
        "form": form, "title": _("重新打开评估"), "drill": drill, "submit": _("重新打开"),
        "back": drill.get_absolute_url(),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "content/drills/form.html", context, status=status)


def _sheet(request: HttpRequest, drill: Drill) -> Sheet | None:
    """The sheet in force; while nothing is saved, the one that the page showed."""
    sheets = Sheet.objects.filter(kind=drill.sheet_kind)
    shown = request.POST.get("sheet", "")
    number = int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 10 else 0
    return sheets.filter(pk=number).first() or sheets.first()


def _close(request: HttpRequest, drill: Drill, saved: Evaluation) -> HttpResponse:
    """What is complete is closed once its score was seen; what was filled in is kept before."""
    result = services.result_of(saved)
    question = confirm.Question(
        question=_("完成评估？"),
        subject=drill.title,
        consequences=[
            _("得分 %(score)s，等级“%(grade)s”。")
            % {"score": result.score, "grade": GradeWord(result.grade.value).label},
            _("完成以后，记录、材料、打分和结论都不能再改，除非审核员写明原因重新打开。"),
            _("问题和整改还可以登记。"),
        ],
        label=_("完成评估"),
        back=reverse("drills:evaluation", args=[drill.pk]),
    )
    if not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    services.close_evaluation(evaluation=saved, actor=access.person_of(request))
    messages.success(request, _("评估已完成。"))
    return redirect(drill)
