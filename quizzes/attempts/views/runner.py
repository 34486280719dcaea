"""What the runner's views share: whose attempt it is, its token, the page of a question."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from quizzes.attempts import selectors, services, words
from quizzes.attempts.domain import timing
from quizzes.attempts.models import Attempt, AttemptItem
from quizzes.attempts.results import points
from quizzes.bank.domain.marking import Response
from quizzes.bank.presenting import stem_line, view_of


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the error summary."""

    url: str
    message: str


def own(request: HttpRequest, public_id: UUID) -> Attempt:
    """The person's own attempt, closed if its time is over; anybody else's is absent."""
    sitting = selectors.by_public_id(public_id)
    if sitting is None or sitting.person_id != request.user.pk:
        raise Http404
    services.close_if_due(attempt=sitting)
    return sitting


def item_of(sitting: Attempt, slot: int) -> AttemptItem:
    item = selectors.item_at(sitting, slot)
    if item is None:
        raise Http404
    return item


def holds_token(request: HttpRequest, sitting: Attempt) -> bool:
    return constant_time_compare(request.POST.get("token", ""), sitting.upload_token)


def whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else otherwise


def with_note(name: str, note: str, *args: object) -> str:
    address = reverse(name, args=args)
    return f"{address}?note={note}" if words.notice(note) else address


def status_of(sitting: Attempt) -> dict[str, Any]:
    """What stands in the head of every page of a running attempt."""
    return {
        "attempt": sitting,
        "unsaved": sitting.last_saved_at is None,
        "remaining": timing.remaining(sitting.deadline_at, timezone.now()),
    }


def question_page(
    request: HttpRequest,
    sitting: Attempt,
    item: AttemptItem,
    response: Response,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    cells, counts = selectors.answer_card(sitting, current=item.slot)
    view = view_of(item.question_version, order=item.option_order, response=response)
    first = f"#{view.blanks[0].name}" if view.blanks else "#answer"
    context = {
        "item": item,
        "question": view,
        "kind_label": _("%(kind)s %(points)s 分")
        % {"kind": view.kind_label, "points": points(item.max_mark)},
        "title_words": stem_line(item.question_version.stem, limit=30),
        "cells": cells,
        "counts": counts,
        "total": counts.total,
        "note": words.notice(request.GET.get("note", "")),
        "problems": [Problem(first, problem)] if problem else [],
        "form_id": uuid4(),
        "opened": int(timezone.now().timestamp()),
        **status_of(sitting),
    }
    return render(request, "quizzes/attempts/question.html", context, status=status)
