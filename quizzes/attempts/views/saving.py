"""Saving an answer: by a plain form, or by a script in the background.

Saving is bound to the attempt's own token and not to the session: a login that ended, or a
CSRF cookie that was renewed by signing in again, must not swallow an answer. The token is
secret, lives in the form only and opens nothing but this attempt, so it is what keeps other
sites out; `save` is exempt from the cookie check for that reason.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from portal.people import access
from quizzes.attempts import selectors, services, words
from quizzes.attempts.domain import device
from quizzes.attempts.models import Attempt
from quizzes.attempts.views.runner import holds_token, item_of, question_page, whole, with_note
from quizzes.bank.domain.marking import Response, ResponseRefused
from quizzes.bank.presenting import response_from


def no_store(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Neither browser nor proxy keeps an exam page, signed in or not."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


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
    if sitting is None or not (
        holds_token(request, sitting) or _is_from_its_owner(request, sitting)
    ):
        return _not_from_our_page(request, sitting, slot, here)
    item = item_of(sitting, slot)
    response = response_from(request.POST, item.question_version)
    if request.POST.get("go") == "clear":
        response = Response()
    try:
        saved = _record(request, sitting, slot, response)
    except ResponseRefused as refused:
        is_closed = services.close_if_due(attempt=sitting)
        if _is_scripted(request):
            return _refused(sitting, refused, is_closed=is_closed)
        if is_closed:
            return _onward(request, sitting, _after_closing(sitting))
        return question_page(
            request, sitting, item, response, problem=words.why_refused(refused), status=422
        )
    if _is_background(request):
        return _acknowledged(sitting, slot, saved)
    if (go := request.POST.get("go")) in {"flag", "unflag"}:
        services.flag(attempt=sitting, slot=slot, flagged=go == "flag")
    target = _target(request, sitting, slot, saved)
    # To anybody else signed in, the form sent without the script says whose page it is.
    if _is_scripted(request):
        is_own = request.user.pk == sitting.person_id or not request.user.is_authenticated
        return _acknowledged(sitting, slot, saved, onward=target if is_own else "")
    return _onward(request, sitting, target)


def _is_scripted(request: HttpRequest) -> bool:
    """Sent by a script, which waits for JSON and takes anything else as not heard."""
    return request.headers.get("Accept") == "application/json"


def _is_background(request: HttpRequest) -> bool:
    """Sent by a script with nobody looking: no button was pressed."""
    return _is_scripted(request) and "go" not in request.POST


def _is_from_its_owner(request: HttpRequest, sitting: Attempt) -> bool:
    """What a device kept holds no token. A page of ours that is no page of the attempt, where
    its person signs out, sends it with the token of the cookie instead."""
    if "token" in request.POST or not _is_background(request):
        return False
    return request.user.pk == sitting.person_id and _cookie_agrees(request)


def _cookie_agrees(request: HttpRequest) -> bool:
    passed = csrf_protect(lambda _request: HttpResponse(status=204))(request)
    return passed.status_code == 204


def _acknowledged(
    sitting: Attempt, slot: int, saved: services.Saved, *, onward: str = ""
) -> HttpResponse:
    """`saved`: this answer is the one that counts. `became`: why not, if not; an answer that
    was overtaken is not stored, and its person decides. `first`: nobody had sent it before.
    `go`: `onward`, where a button led, or where a page has to go that shows what does not hold
    any more."""
    became, go = "saved", onward
    if saved.closed:
        became = "late" if saved.late else "saved" if saved.stands else "closed"
        go = _after_closing(sitting, is_late=saved.late)
    elif not saved.stands:
        became = "shown" if saved.unchanged or saved.duplicate else "overtaken"
        note = "shown" if became == "shown" else ""
        go = with_note("attempts:question", note, sitting.public_id, slot)
    return JsonResponse(
        {
            "saved": became == "saved",
            "became": became,
            "first": not saved.duplicate,
            "revision": saved.revision,
            "go": go,
        }
    )


def _refused(sitting: Attempt, refused: ResponseRefused, *, is_closed: bool) -> HttpResponse:
    """An answer that no repetition makes fit: nothing is stored, and the device that kept it
    stops sending it and says `why`."""
    return JsonResponse(
        {
            "saved": False,
            "became": "refused",
            "why": words.why_refused(refused),
            "go": _after_closing(sitting) if is_closed else "",
        },
        status=422,
    )


def _onward(request: HttpRequest, sitting: Attempt, target: str) -> HttpResponseBase:
    """To where the button leads, or to whoever has to sign in first."""
    if not request.user.is_authenticated:
        return access.SignInThen(target)
    if request.user.pk != sitting.person_id:
        return render(request, "quizzes/attempts/other_person.html", {"target": target})
    return redirect(target)


def _record(
    request: HttpRequest, sitting: Attempt, slot: int, response: Response
) -> services.Saved:
    """One form and one choice make one event, however often it is sent; the same form with
    another answer (the browser's back button) is another event."""
    form = _form_id(request)
    seen = whole(request.POST.get("seen", ""), 0)
    arguments: dict[str, Any] = {
        "attempt": sitting,
        "slot": slot,
        "response": response,
        "seen_revision": seen,
        "client_page": form,
        "seconds": _seconds(request),
        "client_time": device.clock(request.POST.get("clock", "")),
        "client_offset": device.offset(request.POST.get("offset", "")),
        "gives_way": _is_background(request),
        "device": hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()[:12],
    }
    chosen = f"{slot}:{seen}:{response.as_json()!r}:{request.POST.get('clock', '')}"
    saved = services.record_answer(client_event_id=uuid5(form, chosen), **arguments)
    again = saved.duplicate and not saved.closed and not saved.stands
    if again and not _is_background(request):
        # A form that came back out of the browser's history: chosen again, so it counts again.
        saved = services.record_answer(client_event_id=uuid4(), **arguments)
    return saved


def _form_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("form", ""))
    except ValueError:
        return uuid4()


def _seconds(request: HttpRequest) -> int:
    opened = whole(request.POST.get("opened", ""), 0)
    return max(0, int(timezone.now().timestamp()) - opened) if opened else 0


def _target(request: HttpRequest, sitting: Attempt, slot: int, saved: services.Saved) -> str:
    """Where the button leads, with a notice if the save was not plain."""
    if saved.closed:
        return _after_closing(sitting, is_late=saved.late)
    note = ""
    if saved.overtaken:
        note = "shown" if saved.unchanged else "overtaken"
    go = request.POST.get("go", "next")
    if note or go in {"flag", "unflag", "clear"}:
        # The person has to see the question that changed under them.
        return with_note("attempts:question", note, sitting.public_id, slot)
    # Shown after signing in, to whom the sign-in page said nothing of the answer.
    note = "" if request.user.is_authenticated else "signedin"
    last = sitting.assessment_version.question_count
    if go == "display":
        here = reverse("attempts:question", args=[sitting.public_id, slot])
        return f"{reverse('themes:display')}?{urlencode({'next': here})}"
    if go == "review" or (go == "next" and slot >= last):
        return with_note("attempts:review", note, sitting.public_id)
    wanted = {"next": slot + 1, "prev": slot - 1}.get(go, whole(go, slot))
    return with_note("attempts:question", note, sitting.public_id, min(max(1, wanted), last))


def _after_closing(sitting: Attempt, *, is_late: bool = False) -> str:
    """The question is not shown any more, whatever became of the answer."""
    return with_note("attempts:result", "late" if is_late else "closed", sitting.public_id)


def _not_from_our_page(
    request: HttpRequest, sitting: Attempt | None, slot: int, here: str
) -> HttpResponse:
    """A save without the token. Its owner gets the page again with the answer filled in; a
    stranger does not learn which attempts and questions there are."""
    if sitting is None or request.user.pk != sitting.person_id:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(here)
    item = item_of(sitting, slot)
    if services.close_if_due(attempt=sitting):
        return redirect(_after_closing(sitting))
    response = response_from(request.POST, item.question_version)
    return question_page(
        request, sitting, item, response, problem=words.notice("again"), status=403
    )
