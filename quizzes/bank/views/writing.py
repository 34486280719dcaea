"""Writing a question, and its next version."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.pages import anchors
from portal.people import access
from portal.people.access import person_of
from portal.people.rights import Action
from portal.people.selectors import open_units
from quizzes.bank import release, selectors, services, words
from quizzes.bank.domain.lifecycle import FormOutdated
from quizzes.bank.domain.questions import QuestionNotWellFormed
from quizzes.bank.enums import QuestionKind
from quizzes.bank.forms import QuestionForm, initial_of
from quizzes.bank.models import Question
from quizzes.bank.views.access import REFUSALS, question_of


@access.requires(Action.QUESTION_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new question, from a clause or paragraph when `?source=` names one."""
    kind = request.GET.get("kind", QuestionKind.SINGLE)
    if kind not in QuestionKind.values:
        raise Http404
    source = request.POST.get("source_key", "") or request.GET.get("source", "")
    units = open_units(person_of(request), Action.QUESTION_EDIT)
    usual = selectors.usual_unit(person_of(request), units)
    form = QuestionForm(
        request.POST or None,
        kind=kind,
        units=units,
        divisions=selectors.divisions_above(units),
        initial={"source_key": source, "owner_unit": usual},
    )
    if request.method == "POST" and form.is_valid():
        try:
            question = services.create_question(
                by=person_of(request),
                owner_unit=form.cleaned_data["owner_unit"],
                wording=form.wording(),
                filing=form.filing(),
                creation_key=form.cleaned_data["creation_key"] or form.initial["creation_key"],
            )
        except QuestionNotWellFormed as error:
            form.add_faults(error)
        except REFUSALS as error:
            form.add_error(None, words.refusal(error))
        else:
            messages.success(request, _("存成草稿了。看一遍样子，再送审。"))
            return redirect(question)
    return _form_page(request, form, source, question=None)


@access.requires(Action.QUESTION_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new version of a question; the old one stays as it was."""
    question = question_of(request, public_id, Action.QUESTION_EDIT)
    form = _form_of(question, request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.new_version(
                question=question,
                by=person_of(request),
                wording=form.wording(),
                filing=form.filing(),
                drawn=form.cleaned_data["drawn"],
            )
        except QuestionNotWellFormed as error:
            form.add_faults(error)
        except FormOutdated:
            question.refresh_from_db()
            form.catch_up(_form_of(question, request))
        except REFUSALS as error:
            form.add_error(None, words.refusal(error))
        else:
            messages.success(request, _("新版本存好了，送审后才会用。"))
            return redirect(question)
    return _form_page(request, form, str(form["source_key"].value() or ""), question=question)


def _form_of(
    question: Question, request: HttpRequest, sent: QueryDict | None = None
) -> QuestionForm:
    latest = selectors.latest_version(question)
    key = release.key_for_editor(latest, editor=person_of(request))
    units = selectors.editable_units(person_of(request))
    return QuestionForm(
        sent,
        kind=question.kind,
        units=units,
        divisions=selectors.divisions_above(units),
        is_new=False,
        initial=initial_of(latest, key),
    )


def _form_page(
    request: HttpRequest, form: QuestionForm, source: str, question: Question | None
) -> HttpResponse:
    context = {
        "form": form,
        "question": question,
        "kinds": QuestionKind.choices,
        "source": source,
        "anchor": anchors.resolve(source) if source else None,
    }
    return render(request, "quizzes/bank/form.html", context, status=422 if form.errors else 200)
