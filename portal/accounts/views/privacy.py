"""One's data: see it, take it along, take consent back, delete it (PIPL art. 15, 45, 47)."""

import json

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts import notices, services
from portal.accounts.forms import DeleteAccountForm
from portal.foundation.audit.services import record
from portal.foundation.consent.models import ConsentRecord
from portal.foundation.consent.selectors import to_be_agreed_again
from portal.foundation.exports import download
from portal.people import access, personal_data


@access.signed_in
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    consents = (
        ConsentRecord.objects.filter(user=access.person_of(request))
        .select_related("notice")
        .order_by("-given_at", "-pk")
    )
    rows = [(one, notices.address_of(one.notice)) for one in consents]
    return render(request, "portal/accounts/privacy.html", {"rows": rows})


@access.signed_in
@require_http_methods(["GET", "POST"])
def new_notice(request: HttpRequest) -> HttpResponse:
    """The new words, for whoever agreed to older ones: agree, or sign out."""
    user = access.person_of(request)
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    go_on = wanted if is_ours else "/me/"
    if to_be_agreed_again(user, notices.ACCOUNT) is None:
        return redirect(go_on)
    notice = notices.current(notices.ACCOUNT)
    error = ""
    if request.method == "POST":
        if request.POST.get("version") == str(notice.version):
            services.agree_to_account_notice(user=user, version=notice.version)
            return redirect(go_on)
        error = _("告知书刚换了新版本。再看一遍，再同意。")
    return render(
        request,
        "portal/accounts/new_notice.html",
        {"notice": notice, "next": go_on, "error": error},
        status=422 if error else 200,
    )


@access.signed_in
@access.post_only("accounts:privacy")
def withdraw_consent(request: HttpRequest, purpose: str) -> HttpResponse:
    if services.withdraw_consent(user=access.person_of(request), purpose=purpose):
        messages.success(request, _("已撤回。撤回以前的处理仍然有效。"))
    else:
        messages.info(request, _("没有可以撤回的同意。"))
    return redirect("accounts:privacy")


@access.signed_in
@reauthentication_required(app="allauth.account")
@require_GET
def export_data(request: HttpRequest) -> HttpResponse:
    """Where the password leads to: a page, for a download would leave its form as it stands."""
    return render(request, "portal/accounts/export.html")


@access.signed_in
@reauthentication_required(app="allauth.account")
@require_GET
def export_file(request: HttpRequest) -> HttpResponse:
    """Everything the portal holds about the person, as one JSON file."""
    person = access.person_of(request)
    content = {
        _("导出时间"): timezone.localtime().isoformat(timespec="seconds"),
        **personal_data.export_all(person),
    }
    record(actor=person, action="accounts.exported", target=person)
    response = download.file(
        json.dumps(content, ensure_ascii=False, indent=2, default=str).encode(),
        "application/json; charset=utf-8",
        f"anlan-my-data-{timezone.localdate().isoformat()}.json",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@access.signed_in
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    form = DeleteAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.erase_account(user=access.person_of(request))
        except services.ErasureRefused as error:
            form.add_error(None, error.message)
        else:
            logout(request)
            return redirect("accounts:deleted")
    status = 422 if form.is_bound else 200
    return render(request, "portal/accounts/delete.html", {"form": form}, status=status)


@access.public
@require_GET
def deleted(request: HttpRequest) -> HttpResponse:
    response = render(request, "portal/accounts/deleted.html")
    response["Cache-Control"] = "no-store"
    return response
