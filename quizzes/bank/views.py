"""The bank's screens for editors and reviewers, at /bank/."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from content.pages import anchors
from portal.people import access, rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.bank import release, selectors, services, words
from quizzes.bank.domain.lifecycle import (
    QuestionStepRefused,
    ReasonMissing,
    SourceMoved,
    SourceUnknown,
)
from quizzes.bank.domain.questions import QuestionNotWellFormed
from quizzes.bank.enums import QuestionKind, QuestionState
from quizzes.bank.forms import FilterForm, QuestionForm, ReasonForm, initial_of
from quizzes.bank.models import Question
from quizzes.bank.presenting import stem_line, view_of

PAGE = 50
REFUSALS = (QuestionStepRefused, ReasonMissing, SourceMoved, SourceUnknown)


@require_GET
@access.requires(Action.QUESTION_EDIT)
def index(request: HttpRequest) -> HttpResponse:
    return _listing(request, queue=False)


@require_GET
@access.requires(Action.QUESTION_REVIEW)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this reviewer."""
    return _listing(request, queue=True)


def _listing(request: HttpRequest, *, queue: bool) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    person = _person(request)
    found = selectors.review_queue(person) if queue else selectors.filtered(person, wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for question in page.object_list:
        question.line = stem_line(question.latest_stem)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "page": page,
        "is_queue": queue,
        "kinds": QuestionKind.choices,
        "waiting": selectors.review_queue(person).count()
        if rights.can(person, Action.QUESTION_REVIEW)
        else 0,
        "may_edit": rights.can(person, Action.QUESTION_EDIT),
    }
    return render(request, "quizzes/bank/list.html", context)


@access.requires(Action.QUESTION_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new question, from a clause or paragraph when `?source=` names one."""
    kind = request.GET.get("kind", QuestionKind.SINGLE)
    if kind not in QuestionKind.values:
        raise Http404
    source = request.POST.get("source_key", "") or request.GET.get("source", "")
    units = selectors.editable_units(_person(request))
    form = QuestionForm(
        request.POST or None,
        kind=kind,
        units=units,
        divisions=selectors.divisions_above(units),
        initial={"source_key": source, "owner_unit": selectors.usual_unit(_person(request), units)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            question = services.create_question(
                by=_person(request),
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
    question = _question(request, public_id, Action.QUESTION_EDIT)
    latest = selectors.latest_version(question)
    key = release.key_for_editor(latest, editor=_person(request))
    units = selectors.editable_units(_person(request))
    form = QuestionForm(
        request.POST or None,
        kind=question.kind,
        units=units,
        divisions=selectors.divisions_above(units),
        is_new=False,
        initial=initial_of(latest, key),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.new_version(
                question=question,
                by=_person(request),
                wording=form.wording(),
                filing=form.filing(),
            )
        except QuestionNotWellFormed as error:
            form.add_faults(error)
        except REFUSALS as error:
            form.add_error(None, words.refusal(error))
        else:
            messages.success(request, _("新版本存好了，送审后才会用。"))
            return redirect(question)
    return _form_page(request, form, str(form["source_key"].value() or ""), question=question)


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


@require_GET
@access.signed_in
def question(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Preview as a candidate sees it, key and explanation, versions, next steps."""
    return _question_page(request, _question(request, public_id))


def _question_page(
    request: HttpRequest, found: Question, *, reason_form: ReasonForm | None = None
) -> HttpResponse:
    person = _person(request)
    latest = selectors.latest_version(found)
    key = release.key_for_editor(latest, editor=person)
    view = view_of(latest)
    accepted = dict(key.accepted)
    context = {
        "question": found,
        "latest": latest,
        "view": view,
        "key": key,
        "right": "、".join(choice.letter for choice in view.choices if choice.id in key.correct),
        "accepted": [(blank.label, " | ".join(accepted[blank.id])) for blank in view.blanks],
        "versions": found.versions.select_related("created_by"),
        "anchor": anchors.resolve(latest.source_key) if latest.source_key else None,
        "may_edit": rights.can(person, Action.QUESTION_EDIT, found.owner_unit_id)
        and found.state != QuestionState.RETIRED,
        "may_review": rights.can(person, Action.QUESTION_REVIEW, found.owner_unit_id)
        and found.state != QuestionState.RETIRED,
        "is_newer": latest.pk != found.published_version_id,
        "reason_form": reason_form or ReasonForm(),
    }
    return render(
        request, "quizzes/bank/question.html", context, status=422 if reason_form else 200
    )


@require_POST
@access.requires(Action.QUESTION_EDIT)
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _question(request, public_id, Action.QUESTION_EDIT)
    return _step(
        request,
        found,
        lambda: services.submit_for_review(question=found, by=_person(request)),
        _("已送审。"),
    )


@require_POST
@access.requires(Action.QUESTION_REVIEW)
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _question(request, public_id, Action.QUESTION_REVIEW)
    return _step(
        request,
        found,
        lambda: services.publish(question=found, by=_person(request)),
        _("已发布，可以编进试卷。"),
    )


@require_POST
@access.requires(Action.QUESTION_REVIEW)
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The source changed, the question still agrees with it."""
    found = _question(request, public_id, Action.QUESTION_REVIEW)
    return _step(
        request,
        found,
        lambda: services.confirm_source(question=found, by=_person(request)),
        _("已确认，题目照旧使用。"),
    )


@require_POST
@access.requires(Action.QUESTION_REVIEW)
def send_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _question(request, public_id, Action.QUESTION_REVIEW)
    return _step_with_reason(request, found, services.return_to_author, _("已退回，附了原因。"))


@require_POST
@access.requires(Action.QUESTION_REVIEW)
def retire(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _question(request, public_id, Action.QUESTION_REVIEW)
    return _step_with_reason(request, found, services.retire, _("已停用。已发布的试卷不受影响。"))


def _step(
    request: HttpRequest, found: Question, take: Callable[[], Question], done: str
) -> HttpResponse:
    try:
        take()
    except REFUSALS as error:
        messages.error(request, words.refusal(error))
    else:
        messages.success(request, done)
    return redirect(found)


def _step_with_reason(
    request: HttpRequest, found: Question, take: Callable[..., Question], done: str
) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _question_page(request, found, reason_form=form)
    reason = form.cleaned_data["reason"]
    return _step(
        request,
        found,
        lambda: take(question=found, by=_person(request), reason=reason),
        done,
    )


def _question(request: HttpRequest, public_id: UUID, action: Action | None = None) -> Question:
    """The question if this person keeps its unit; another unit's is absent."""
    person = _person(request)
    if not (rights.can(person, Action.QUESTION_EDIT) or rights.can(person, Action.QUESTION_REVIEW)):
        raise PermissionDenied(_("只有编辑、教官和审核员能看题库。"))
    found = selectors.visible_to(person).filter(public_id=public_id).first()
    if found is None or (
        action is not None and not rights.can(person, action, found.owner_unit_id)
    ):
        raise Http404
    return found


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
