"""The register for the staff who look after it, and the way to revoke."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.foundation.audit.services import record
from portal.foundation.exports import download
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.rights import Action
from quizzes.certificates import second_look, selectors, services
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.forms import RevocationForm

PAGE_SIZE = 50


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
            "may_edit_schemes": rights.can(request.user, Action.SCHEME_EDIT),
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
            actor=access.person_of(request),
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
        actor=access.person_of(request),
        action="quizzes.certificate.register_exported",
        data={"rows": len(body)},
    )
    return download.table("csv", f"certificates-{today:%Y%m%d}", _("证书"), header, body)
