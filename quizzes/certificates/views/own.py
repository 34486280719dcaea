"""A person's own certificates: the list, what waits, the certificate and its PDF."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.foundation import pdf
from portal.foundation.audit.services import record
from portal.people import access
from quizzes.certificates import documents, selectors, services, telling


@access.signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    person = access.person_of(request)
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
    person = access.person_of(request)
    take = services.confirm_adult if request.POST.get("adult") else services.issue_waiting
    for certificate in take(person=person):
        messages.success(request, _("已发证：%(title)s") % {"title": certificate.facts["title"]})
    return redirect("certificates:mine")


@access.signed_in
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    certificate = get_object_or_404(selectors.for_person(access.person_of(request)), number=number)
    today = timezone.localdate()
    return render(
        request,
        "quizzes/certificates/detail.html",
        {
            "certificate": certificate,
            "facts": certificate.facts,
            "verdict": selectors.standing(certificate, today).verdict,
            "steps": selectors.how_earned(certificate),
            "next_one": selectors.next_one(certificate, today),
            "address": documents.verification_address(certificate),
            "qr": mark_safe(documents.qr_svg(certificate)),  # noqa: S308 - drawn by segno
        },
    )


@access.signed_in
@require_safe
def download(request: HttpRequest, number: str) -> HttpResponse:
    certificate = get_object_or_404(selectors.for_person(access.person_of(request)), number=number)
    try:
        content = documents.content(certificate)
    except documents.Withdrawn:
        messages.error(request, _("这张证书已撤销，不再提供 PDF。"))
        return redirect("certificates:detail", number=number)
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
