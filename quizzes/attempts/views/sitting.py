"""The runner: one question a page, every move a POST that saves (`saving`), then a redirect."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from portal.people import access
from portal.people.models import User
from quizzes.attempts import extras, selectors, services, words
from quizzes.attempts.counting import counted, counted_for
from quizzes.attempts.domain import timing
from quizzes.attempts.models import Attempt
from quizzes.attempts.results import points, result_of
from quizzes.attempts.views.runner import (
    holds_token,
    item_of,
    own,
    question_page,
    status_of,
    whole,
    with_note,
)
from quizzes.bank.domain.marking import Response
from quizzes.papers.enums import Purpose
from quizzes.papers.notices import at_the_door

SHOWN: Final = 100


@require_GET
@access.signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Everything this person has sat."""
    attempts = list(selectors.of_person(access.person_of(request))[:SHOWN])
    found = counted(
        people={one.person_id for one in attempts},
        papers={one.assessment_id for one in attempts},
    )
    counting = {each.attempt_id for each in found.values() if each.among > 1}
    runs = selectors.runs_of(attempts)
    rows = [
        (
            one,
            words.in_the_list(one, runs.get(one.pk)),
            _("计为成绩") if one.pk in counting else "",
        )
        for one in attempts
    ]
    return render(request, "quizzes/attempts/mine.html", {"rows": rows})


@require_GET
@access.signed_in
def attempt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The place to go on: first unanswered question, or the result."""
    sitting = own(request, public_id)
    if not sitting.is_open:
        return redirect("attempts:result", public_id)
    cells, _counts = selectors.answer_card(sitting)
    unanswered = (cell.number for cell in cells if cell.state == "unanswered")
    return redirect("attempts:question", public_id, next(unanswered, 1))


@require_GET
@access.signed_in
def question(request: HttpRequest, public_id: UUID, slot: int) -> HttpResponse:
    sitting = own(request, public_id)
    if not sitting.is_open:
        return redirect(with_note("attempts:result", request.GET.get("note", ""), public_id))
    item = item_of(sitting, slot)
    return question_page(request, sitting, item, Response.from_json(item.response))


@require_GET
@access.signed_in
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is unanswered and marked, before handing in."""
    sitting = own(request, public_id)
    if not sitting.is_open:
        return redirect("attempts:result", public_id)
    cells, counts = selectors.answer_card(sitting)
    context = {
        "unanswered": [cell for cell in cells if cell.state == "unanswered"],
        "flagged": [cell for cell in cells if cell.is_flagged],
        "cells": cells,
        "counts": counts,
        "note": words.notice(request.GET.get("note", "")),
        **status_of(sitting),
    }
    return render(request, "quizzes/attempts/review.html", context)


def _looked_at_again(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Whoever hands in after the session ended signs in and looks once more. The form holds
    nothing to be given back: every answer was saved on its own page."""

    @wraps(view)
    def guarded(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            return access.SignInThen(with_note("attempts:review", "unsubmitted", public_id))
        return view(request, public_id)

    return guarded


@csrf_exempt
@_looked_at_again
@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand in. Opened by its address, it leads to the page its form stands on."""
    sitting = own(request, public_id)
    if request.method != "POST":
        return redirect("attempts:review", public_id)
    if not holds_token(request, sitting):
        return redirect(with_note("attempts:review", "again", public_id))
    # A voided attempt has no receipt; its result page says why.
    with suppress(services.AttemptVoid):
        services.submit(attempt=sitting)
    return redirect("attempts:result", public_id)


@require_GET
@access.signed_in
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    sitting = own(request, public_id)
    if sitting.is_open:
        return redirect("attempts:attempt", public_id)
    now = timezone.now()
    found = result_of(sitting, now=now)
    practises = sitting.assessment.purpose == Purpose.PRACTICE
    certifies = sitting.assessment.purpose == Purpose.CERTIFICATION
    standing = counted_for(sitting) if found and not practises else None
    passed = bool(standing and found and standing.passed and found.run.passed)
    context = {
        "attempt": sitting,
        "result": found,
        "counts": words.why_it_counts(sitting, standing) if standing else "",
        "practises": practises,
        "answers": words.about_answers(found, certifies=certifies, practises=practises)
        if found
        else "",
        "counts_later": words.about_counts(found) if found else "",
        "line": words.line_to_pass(found) if found else "",
        "headline": words.headline(found, practises=practises, passed=passed),
        "score": points(found.run.score) if found else "",
        "maximum": points(found.run.maximum) if found else "",
        "note": words.notice(request.GET.get("note", "")),
        **(_again(sitting) if found and (practises or not found.run.passed) else {}),
        "earned": extras.registry.collect(sitting) if found and found.run.passed else [],
    }
    return render(request, "quizzes/attempts/result.html", context)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Rules and what is left of the allowance; POST begins or goes on."""
    entrance = selectors.entrance(access.person_of(request), slug)
    if entrance is None:
        raise Http404
    if request.method == "POST":
        try:
            begun = services.start(
                person=access.person_of(request),
                slug=slug,
                number=whole(request.POST.get("number", ""), entrance.next_number),
            )
        except timing.CannotStart as refused:
            return _entrance_page(request, entrance, refused, status=409)
        return redirect("attempts:attempt", begun.attempt.public_id)
    return _entrance_page(request, entrance, _barrier(entrance, access.person_of(request)))


def _entrance_page(
    request: HttpRequest,
    entrance: selectors.Entrance,
    barrier: timing.CannotStart | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "entrance": entrance,
        "version": entrance.version,
        "assessment": entrance.assessment,
        "maximum": points(entrance.version.total_mark) if entrance.version else "",
        "reason": words.why_not(barrier) if barrier else "",
        "left": _left(entrance, barrier),
        "notices": at_the_door.of(entrance.assessment, access.person_of(request)),
    }
    return render(request, "quizzes/attempts/start.html", context, status=status)


def _barrier(entrance: selectors.Entrance, person: User) -> timing.CannotStart | None:
    if entrance.running is not None:
        return None
    if entrance.version is None:
        return services.NotOffered()
    try:
        services.check_keys(entrance.assessment, person)
        services.check(entrance.version, entrance.past, timezone.now())
    except timing.CannotStart as refused:
        return refused
    return None


def _left(entrance: selectors.Entrance, barrier: timing.CannotStart | None) -> int | None:
    """How often the paper still may be sat; None where there is no limit, or where nobody could
    use what is left of it."""
    is_barred = isinstance(barrier, timing.AlreadyClosed | timing.SeesKeys)
    return None if is_barred else entrance.left


def _again(sitting: Attempt) -> dict[str, object]:
    """What keeps this person from sitting the paper again, in words, and how often they may."""
    entrance = selectors.entrance(sitting.person, sitting.assessment.slug)
    if entrance is None:
        return {"again": words.why_not(services.NotOffered())}
    barrier = _barrier(entrance, sitting.person)
    return {
        "again": words.why_not(barrier) if barrier else "",
        "left": _left(entrance, barrier),
    }
