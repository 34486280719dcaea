"""The register for the staff who look after it, and the way to revoke."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
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
from quizzes.certificates.forms import RegisterFilter, RevocationForm
from quizzes.certificates.models import Certificate

PAGE_SIZE = 50


@access.requires(Action.CERTIFICATE_REVOKE)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The register of the units in one's care, 50 a page."""
    asked = RegisterFilter(request.GET)
    rows: QuerySet[Certificate] = Certificate.objects.none()
    if asked.is_valid():
        rows = selectors.search_register(request.user, asked.cleaned_data["q"])
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    return render(
        request,
        "quizzes/certificates/desk.html",
        {
            "page": page,
            "rows": [(found, selectors.standing(found, today)) for found in page],
            "filter": asked,
            "may_edit_schemes": rights.can(request.user, Action.SCHEME_EDIT),
            "query": asked.query(),
        },
        status=422 if asked.errors else 200,
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
def as_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, "csv")


@access.requires(Action.REGISTER_EXPORT)
@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, "xlsx")


def _file(request: HttpRequest, kind: str) -> HttpResponse:
    """The register as it was narrowed. Taking it out is an event itself."""
    today = timezone.localdate()
    asked = RegisterFilter(request.GET)
    back = f"{reverse('certificates:desk')}?{asked.query()}"
    if not asked.is_valid():
        return redirect(back)
    found = selectors.search_register(request.user, asked.cleaned_data["q"])
    if download.is_too_much(found):
        messages.error(
            request,
            _("超过 %(most)s 张，一次导不出来。先查找，再导出。") % {"most": download.MOST},
        )
        return redirect(back)
    header = [_("编号"), _("姓名"), _("单位"), _("证书"), _("有效期自"), _("有效期至"), _("状态")]
    rows = [
        [
            one.number,
            one.holder_name,
            one.unit.name if one.unit else "",
            one.facts["title"],
            one.valid_from,
            one.valid_to,
            selectors.STATUS_WORDS[one.status_on(today)],
        ]
        for one in found
    ]
    for unit_id in rights.uppermost_for(request.user, Action.REGISTER_EXPORT) or [None]:
        record(
            actor=access.person_of(request),
            action="quizzes.certificate.register_exported",
            unit_id=unit_id,
            data={"format": kind, "rows": len(rows), "searched": bool(asked.cleaned_data["q"])},
        )
    return download.table(kind, f"certificates-{today:%Y%m%d}", _("证书"), header, rows)
