"""One question: how candidates see it, its key, its versions, and its next step."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from content.pages import anchors
from content.pages.rendering import render_markdown
from portal.people import access, rights
from portal.people.access import person_of
from portal.people.rights import Action
from quizzes.bank import release, selectors, services, steps, uses, words
from quizzes.bank.enums import QuestionState
from quizzes.bank.forms import ReadForm, ReasonForm
from quizzes.bank.models import Question
from quizzes.bank.presenting import stem_line, view_of
from quizzes.bank.views.access import REFUSALS, question_of

IDS: Final = {"return_form": "return_%s", "retire_form": "retire_%s"}
"""The two forms with a reason stand on one page, so their fields need ids of their own."""


@require_GET
@access.signed_in
def question(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Preview as a candidate sees it, key and explanation, versions, next steps."""
    return _question_page(request, question_of(request, public_id))


def _question_page(
    request: HttpRequest,
    found: Question,
    *,
    reason: tuple[str, ReasonForm] | None = None,
    problem: str = "",
) -> HttpResponse:
    """`reason`: which of the two forms with a reason was sent, and what was typed."""
    person = person_of(request)
    latest = selectors.latest_version(found)
    key = release.key_for_editor(latest, editor=person)
    view = view_of(latest)
    accepted = dict(key.accepted)
    context: dict[str, Any] = {
        "question": found,
        "latest": latest,
        "view": view,
        "key": key,
        "explanation": render_markdown(key.explanation),
        "right": "、".join(choice.letter for choice in view.choices if choice.id in key.correct),
        "accepted": [(blank.label, " | ".join(accepted[blank.id])) for blank in view.blanks],
        "uses": uses.of(found, person),
        "versions": [
            (each, stem_line(each.stem, 80)) for each in found.versions.select_related("created_by")
        ],
        "anchor": anchors.resolve(latest.source_key) if latest.source_key else None,
        "may_edit": rights.can(person, Action.QUESTION_EDIT, found.owner_unit_id)
        and found.state != QuestionState.RETIRED,
        "may_review": rights.can(person, Action.QUESTION_REVIEW, found.owner_unit_id)
        and found.state != QuestionState.RETIRED,
        "may_list": rights.can(person, Action.QUESTION_EDIT),
        "is_newer": latest.pk != found.published_version_id,
        **{name: ReasonForm(auto_id=auto_id) for name, auto_id in IDS.items()},
        "problems": [{"url": "", "message": problem}] if problem else [],
    }
    if reason:
        context[reason[0]] = reason[1]
    status = 422 if reason or problem else 200
    return render(request, "quizzes/bank/question.html", context, status=status)


@access.post_only("bank:question", "public_id")
@access.requires(Action.QUESTION_EDIT)
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = question_of(request, public_id, Action.QUESTION_EDIT)
    return _step(
        request,
        found,
        lambda: services.submit_for_review(question=found, by=person_of(request)),
        _("已送审。"),
    )


@access.post_only("bank:question", "public_id")
@access.requires(Action.QUESTION_REVIEW)
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = question_of(request, public_id, Action.QUESTION_REVIEW)
    return _step(
        request,
        found,
        lambda: services.publish(
            question=found, by=person_of(request), read=ReadForm(request.POST).number()
        ),
        _("已发布，可以编进试卷。"),
    )


@access.post_only("bank:question", "public_id")
@access.requires(Action.QUESTION_REVIEW)
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The source changed, the question still agrees with it."""
    found = question_of(request, public_id, Action.QUESTION_REVIEW)
    return _step(
        request,
        found,
        lambda: services.confirm_source(
            question=found,
            by=person_of(request),
            read_hash=request.POST.get("read", "")[:64],
        ),
        _("已确认，题目照旧使用。"),
    )


@access.post_only("bank:question", "public_id")
@access.requires(Action.QUESTION_REVIEW)
def send_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = question_of(request, public_id, Action.QUESTION_REVIEW)
    take = partial(services.return_to_author, read=ReadForm(request.POST).number())
    return _step_with_reason(request, found, take, _("已退回，附了原因。"), "return_form")


@access.post_only("bank:question", "public_id")
@access.requires(Action.QUESTION_REVIEW)
def retire(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = question_of(request, public_id, Action.QUESTION_REVIEW)
    done = _("已停用。已发布的试卷不受影响。")
    return _step_with_reason(request, found, services.retire, done, "retire_form")


def _step(
    request: HttpRequest,
    found: Question,
    take: Callable[[], Question],
    done: str,
    reason: tuple[str, ReasonForm] | None = None,
) -> HttpResponse:
    def refused(error: Exception) -> HttpResponse:
        found.refresh_from_db()
        return _question_page(request, found, reason=reason, problem=words.refusal(error))

    return steps.take(request, take, refusals=REFUSALS, refused=refused, done=done, then=found)


def _step_with_reason(
    request: HttpRequest, found: Question, take: Callable[..., Question], done: str, sent: str
) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id=IDS[sent])
    if not form.is_valid():
        return _question_page(request, found, reason=(sent, form))
    reason = form.cleaned_data["reason"]
    return _step(
        request,
        found,
        lambda: take(question=found, by=person_of(request), reason=reason),
        done,
        (sent, form),
    )
