"""Looking a number up, without signing in."""

from datetime import datetime, timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.people import access
from quizzes.certificates import looking_up, selectors
from quizzes.certificates.forms import VerificationForm


@csrf_exempt
@access.public
@never_cache
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Enter a number by hand; a right one leads to the address that the QR code has."""
    if "number" not in request.GET:
        return render(request, "quizzes/certificates/verify.html", {"form": VerificationForm()})
    form = VerificationForm(request.GET)
    if not form.is_valid():
        return render(request, "quizzes/certificates/verify.html", {"form": form})
    typed = form.cleaned_data["number"]
    if again := looking_up.opens_again(request, typed):
        return _too_many(request, again)
    found = selectors.verify(typed, on=timezone.localdate())
    if found.certificate is not None:
        return redirect(found.certificate)
    return render(
        request, "quizzes/certificates/verify.html", {"form": form, "found": found}, status=404
    )


@csrf_exempt
@access.public
@never_cache
@require_safe
def verify_certificate(request: HttpRequest, number: str, signature: str = "") -> HttpResponse:
    """What a QR code leads to. Without its signature, or with a wrong one, it counts as typed."""
    if not looking_up.is_signed(number, signature) and (
        again := looking_up.opens_again(request, number)
    ):
        return _too_many(request, again)
    found = selectors.verify(number, on=timezone.localdate())
    context = {
        "form": VerificationForm(initial={"number": number[:60]}),
        "found": found,
        "facts": selectors.public_facts(found.certificate) if found.certificate else [],
        "looked_up": timezone.localtime(),
    }
    return render(
        request,
        "quizzes/certificates/verify.html",
        context,
        status=200 if found.certificate else 404,
    )


def _too_many(request: HttpRequest, again: datetime) -> HttpResponse:
    # The page names a minute: the one in which the limit ends would still be refused.
    minute = (again + timedelta(minutes=1)).replace(second=0, microsecond=0)
    response = render(request, "quizzes/certificates/too_many.html", {"again": minute}, status=429)
    response["Retry-After"] = str(max(1, ceil((again - timezone.now()).total_seconds())))
    return response
