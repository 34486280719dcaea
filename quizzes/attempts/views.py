"""The runner: one question a page, every move a POST that saves, then a redirect.

Saving is bound to the attempt's own token and not to the session: a login that ended, or a
CSRF cookie that was renewed by signing in again, must not swallow an answer. The token is
secret, lives in the form only and opens nothing but this attempt, so it is what keeps other
sites out; `save` is exempt from the cookie check for that reason.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from portal.people import access
from quizzes.attempts import selectors, services, words
from quizzes.attempts.domain import timing
from quizzes.attempts.models import Attempt, AttemptItem
from quizzes.attempts.results import points, result_of
from quizzes.bank.domain.marking import Response, ResponseRefused
from quizzes.bank.presenting import response_from, stem_line, view_of


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the error summary."""

    url: str
    message: str


def no_store(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Neither browser nor proxy keeps an exam page, signed in or not."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


@require_GET
@access.signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Everything this person has sat."""
    attempts = selectors.of_person(request.user)  # type: ignore[arg-type]
    return render(request, "quizzes/attempts/mine.html", {"attempts": attempts[:100]})


@require_GET
@access.signed_in
def attempt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The place to go on: first unanswered question, or the result."""
    sitting = _own(request, public_id)
    if not sitting.is_open:
        return redirect("attempts:result", public_id)
    cells, _counts = selectors.answer_card(sitting)
    unanswered = (cell.number for cell in cells if cell.state == "unanswered")
    return redirect("attempts:question", public_id, next(unanswered, 1))


@require_GET
@access.signed_in
def question(request: HttpRequest, public_id: UUID, slot: int) -> HttpResponse:
    sitting = _own(request, public_id)
    if not sitting.is_open:
        return redirect(_with_note("attempts:result", request.GET.get("note", ""), public_id))
    item = _item(sitting, slot)
    return _question_page(request, sitting, item, Response.from_json(item.response))


@csrf_exempt
@access.public
@no_store
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, public_id: UUID, slot: int) -> HttpResponseBase:
    """Store the answer, then go where the button says. Works without a session."""
    here = reverse("attempts:question", args=[public_id, slot])
    if request.method != "POST":
        return redirect(here)
    sitting = selectors.by_public_id(public_id)
    if sitting is None:
        raise Http404
    item = _item(sitting, slot)
    if not _holds_token(request, sitting):
        return _not_from_our_page(request, sitting, item, here)
    response = response_from(request.POST, item.question_version)
    if request.POST.get("go") == "clear":
        response = Response()
    try:
        saved = _record(request, sitting, slot, response)
    except ResponseRefused as refused:
        return _question_page(
            request, sitting, item, response, problem=words.why_refused(refused), status=422
        )
    if request.POST.get("go") == "flag":
        services.flag(attempt=sitting, slot=slot, flagged=not item.flagged)
    target = _target(request, sitting, slot, saved)
    if not request.user.is_authenticated:
        return redirect_to_login(target)
    if request.user.pk != sitting.person_id:
        return render(request, "quizzes/attempts/other_person.html", {"target": target})
    return redirect(target)


@require_GET
@access.signed_in
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is unanswered and marked, before handing in."""
    sitting = _own(request, public_id)
    if not sitting.is_open:
        return redirect("attempts:result", public_id)
    cells, counts = selectors.answer_card(sitting)
    context = {
        "unanswered": [cell for cell in cells if cell.state == "unanswered"],
        "flagged": [cell for cell in cells if cell.is_flagged],
        "cells": cells,
        "counts": counts,
        "note": words.notice(request.GET.get("note", "")),
        **_status(sitting),
    }
    return render(request, "quizzes/attempts/review.html", context)


@csrf_exempt
@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand in. Signing in again after a lost session leads here by GET: look once more."""
    sitting = _own(request, public_id)
    if request.method != "POST":
        return redirect("attempts:review", public_id)
    if not _holds_token(request, sitting):
        return redirect(_with_note("attempts:review", "again", public_id))
    # A voided attempt has no receipt; its result page says why.
    with suppress(services.AttemptVoid):
        services.submit(attempt=sitting)
    return redirect("attempts:result", public_id)


@require_GET
@access.signed_in
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    sitting = _own(request, public_id)
    if sitting.is_open:
        return redirect("attempts:attempt", public_id)
    now = timezone.now()
    found = result_of(sitting, now=now)
    context = {
        "attempt": sitting,
        "result": found,
        "score": points(found.run.score) if found else "",
        "maximum": points(found.run.maximum) if found else "",
        "note": words.notice(request.GET.get("note", "")),
        "again": _again(sitting) if found and not found.run.passed else "",
    }
    return render(request, "quizzes/attempts/result.html", context)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Rules and what is left of the allowance; POST begins or goes on."""
    entrance = selectors.entrance(request.user, slug)  # type: ignore[arg-type]
    if entrance is None:
        raise Http404
    if request.method == "POST":
        try:
            begun = services.start(
                person=request.user,  # type: ignore[arg-type]
                slug=slug,
                number=_whole(request.POST.get("number", ""), entrance.next_number),
            )
        except timing.CannotStart as refused:
            return _entrance_page(request, entrance, words.why_not(refused), status=409)
        return redirect("attempts:attempt", begun.attempt.public_id)
    return _entrance_page(request, entrance, _why_not_now(entrance))


def _entrance_page(
    request: HttpRequest, entrance: selectors.Entrance, reason: str, status: int = 200
) -> HttpResponse:
    context = {
        "entrance": entrance,
        "version": entrance.version,
        "assessment": entrance.assessment,
        "maximum": points(entrance.version.total_mark) if entrance.version else "",
        "reason": reason,
    }
    return render(request, "quizzes/attempts/start.html", context, status=status)


def _why_not_now(entrance: selectors.Entrance) -> str:
    if entrance.running is not None:
        return ""
    if entrance.version is None:
        return words.why_not(services.NotOffered())
    try:
        services.check(entrance.version, entrance.past, timezone.now())
    except timing.CannotStart as refused:
        return words.why_not(refused)
    return ""


def _again(sitting: Attempt) -> str:
    """When this person may sit the paper again, in words."""
    entrance = selectors.entrance(sitting.person, sitting.assessment.slug)
    return _why_not_now(entrance) if entrance else ""


def _own(request: HttpRequest, public_id: UUID) -> Attempt:
    """The person's own attempt, closed if its time is over; anybody else's is absent."""
    sitting = selectors.by_public_id(public_id)
    if sitting is None or sitting.person_id != request.user.pk:
        raise Http404
    services.close_if_due(attempt=sitting)
    return sitting


def _item(sitting: Attempt, slot: int) -> AttemptItem:
    item = selectors.item_at(sitting, slot)
    if item is None:
        raise Http404
    return item


def _holds_token(request: HttpRequest, sitting: Attempt) -> bool:
    return constant_time_compare(request.POST.get("token", ""), sitting.upload_token)


def _record(
    request: HttpRequest, sitting: Attempt, slot: int, response: Response
) -> services.Saved:
    """One form and one answer make one event, however often it is sent; the same form with
    another answer (the browser's back button) is another event."""
    form = _form_id(request)
    stored = response.as_json()
    seen = _whole(request.POST.get("seen", ""), 0)
    arguments: dict[str, Any] = {
        "attempt": sitting,
        "slot": slot,
        "response": response,
        "seen_revision": seen,
        "seconds": _seconds(request),
        "device": hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()[:12],
    }
    saved = services.record_answer(
        client_event_id=uuid5(form, f"{slot}:{seen}:{stored!r}"), **arguments
    )
    if saved.duplicate and not saved.closed and saved.response != stored:
        # A form that came back out of the browser's history: chosen again, so it counts again.
        saved = services.record_answer(client_event_id=uuid4(), **arguments)
    return saved


def _form_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("form", ""))
    except ValueError:
        return uuid4()


def _seconds(request: HttpRequest) -> int:
    opened = _whole(request.POST.get("opened", ""), 0)
    return max(0, int(timezone.now().timestamp()) - opened) if opened else 0


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else otherwise


def _target(request: HttpRequest, sitting: Attempt, slot: int, saved: services.Saved) -> str:
    """Where the button leads, with a notice if the save was not plain."""
    if saved.closed:
        return _with_note(
            "attempts:result", "late" if saved.late else "closed", sitting.public_id
        )
    note = ""
    if saved.overtaken:
        note = "shown" if saved.unchanged else "overtaken"
    go = request.POST.get("go", "next")
    if note or go in {"flag", "clear"}:
        # The person has to see the question that changed under them.
        return _with_note("attempts:question", note, sitting.public_id, slot)
    last = sitting.assessment_version.question_count
    if go == "review" or (go == "next" and slot >= last):
        return reverse("attempts:review", args=[sitting.public_id])
    wanted = {"next": slot + 1, "prev": slot - 1}.get(go, _whole(go, slot))
    return reverse(
        "attempts:question", args=[sitting.public_id, min(max(1, wanted), last)]
    )


def _with_note(name: str, note: str, *args: object) -> str:
    address = reverse(name, args=args)
    return f"{address}?note={note}" if words.notice(note) else address


def _not_from_our_page(
    request: HttpRequest, sitting: Attempt, item: AttemptItem, here: str
) -> HttpResponse:
    """A save without the token. Its owner gets the page again with the answer filled in."""
    if request.user.pk != sitting.person_id:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(here)
    response = response_from(request.POST, item.question_version)
    return _question_page(
        request, sitting, item, response, problem=words.notice("again"), status=403
    )


def _status(sitting: Attempt) -> dict[str, Any]:
    """What stands in the head of every page of a running attempt."""
    return {
        "attempt": sitting,
        "remaining": timing.remaining(sitting.deadline_at, timezone.now()),
    }


def _question_page(
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
        **_status(sitting),
    }
    return render(request, "quizzes/attempts/question.html", context, status=status)
