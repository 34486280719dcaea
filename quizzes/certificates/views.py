from datetime import datetime
from math import ceil
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.foundation import pdf
from portal.foundation.audit.services import record
from portal.foundation.exports import csv
from portal.people import access
from portal.people.access import get_or_refuse
from portal.people.models import User
from portal.people.rights import Action
from quizzes.certificates import documents, looking_up, second_look, selectors, services, telling
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.forms import RevocationForm, VerificationForm

PAGE_SIZE = 50


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
    response = render(request, "quizzes/certificates/too_many.html", {"again": again}, status=429)
    response["Retry-After"] = str(max(1, ceil((again - timezone.now()).total_seconds())))
    return response


@access.signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    today = timezone.localdate()
    held = [(found, selectors.standing(found, today)) for found in selectors.for_person(person)]
    context = {
        "held": held,
        "waiting": services.waiting(person=person),
        "name_form": telling.name_form(request.path),
    }
    return render(request, "quizzes/certificates/mine.html", context)


@access.signed_in
@access.post_only("certificates:mine")
def claim(request: HttpRequest) -> HttpResponse:
    """Take what waits; the button that says "I am 18 or older" sends `adult`."""
    person = cast(User, request.user)
    take = services.confirm_adult if request.POST.get("adult") else services.issue_waiting
    for certificate in take(person=person):
        messages.success(request, _("已发证：%(title)s") % {"title": certificate.facts["title"]})
    return redirect("certificates:mine")


@access.signed_in
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    certificate = get_object_or_404(selectors.for_person(cast(User, request.user)), number=number)
    return render(
        request,
        "quizzes/certificates/detail.html",
        {
            "certificate": certificate,
            "facts": certificate.facts,
            "verdict": selectors.standing(certificate, timezone.localdate()).verdict,
            "steps": selectors.how_earned(certificate),
            "address": documents.verification_address(certificate),
            "qr": mark_safe(documents.qr_svg(certificate)),  # noqa: S308 - drawn by segno
        },
    )


@access.signed_in
@require_safe
def download(request: HttpRequest, number: str) -> HttpResponse:
    certificate = get_object_or_404(selectors.for_person(cast(User, request.user)), number=number)
    try:
        content = documents.content(certificate)
    except pdf.MissingCharacters as missing:
        record(
            actor=None,
            action="quizzes.certificate.pdf_lacks_characters",
            target=certificate,
            unit_id=certificate.caring_unit_id,
            data={"code_points": [f"U+{ord(one):04X}" for one in missing.characters]},
        )
        messages.error(
            request,
            _("姓名里有字库没有的字：%(characters)s。证书有效，已记下，补字后再下载 PDF。")
            % {"characters": "".join(missing.characters)},
        )
        return redirect("certificates:detail", number=number)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{certificate.number}.pdf"'
    return response


@access.requires(Action.CERTIFICATE_REVOKE)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The register of the units in one's care, 50 a page."""
    typed = request.GET.get("q", "").strip()[:60]
    rows = selectors.search_register(request.user, typed)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    return render(
        request,
        "quizzes/certificates/desk.html",
        {
            "page": page,
            "rows": [(found, selectors.standing(found, today)) for found in page],
            "typed": typed,
            "query": urlencode({"q": typed}) if typed else "",
        },
    )


@access.requires(Action.CERTIFICATE_REVOKE)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_revoke(request: HttpRequest, number: str) -> HttpResponse:
    """Reason first, then once more what will happen: there is no way back."""
    certificate = get_or_refuse(
        selectors.register(request.user),
        request.user,
        Action.CERTIFICATE_REVOKE,
        unit_of=lambda found: found.caring_unit_id,
        number=number,
    )
    form = RevocationForm(request.POST or None)
    is_sound = request.method == "POST" and form.is_valid()
    step = request.POST.get("step")
    if is_sound and step == "revoke" and second_look.was_taken(request, certificate, form):
        services.revoke(
            certificate=certificate,
            reason=RevocationReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            actor=cast(User, request.user),
        )
        messages.success(request, _("已撤销 %(number)s。") % {"number": certificate.number})
        return redirect("certificates:desk")
    context = {
        "form": form,
        "certificate": certificate,
        "status": selectors.standing(certificate, timezone.localdate()),
        "back": reverse("certificates:desk"),
    }
    if is_sound and step != "change" and not certificate.is_revoked:
        context["reason"] = RevocationReason(form.cleaned_data["reason"]).label
        context["look"] = second_look.seal(request, certificate, form)
        context["once_more"] = step == "revoke"
        return render(request, "quizzes/certificates/desk_confirm.html", context)
    return render(request, "quizzes/certificates/desk_revoke.html", context)


@access.requires(Action.REGISTER_EXPORT)
@require_safe
def desk_export(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    header = [_("编号"), _("姓名"), _("单位"), _("证书"), _("有效期自"), _("有效期至"), _("状态")]
    body = [
        [
            found.number,
            found.holder_name,
            found.unit.name if found.unit else "",
            found.facts["title"],
            found.valid_from.isoformat(),
            found.valid_to.isoformat(),
            selectors.STATUS_WORDS[found.status_on(today)],
        ]
        for found in selectors.register(request.user)
    ]
    record(
        actor=cast(User, request.user),
        action="quizzes.certificate.register_exported",
        data={"rows": len(body)},
    )
    response = HttpResponse(csv.render(header, body), content_type=csv.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="certificates-{today:%Y%m%d}.csv"'
    return response
