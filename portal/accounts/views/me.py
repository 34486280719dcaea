"""/me/: what is mine, what I may put right, how I sign in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts import at_work
from portal.accounts import dashboard as sections
from portal.accounts.forms import ProfileForm
from portal.accounts.services.profile import update_profile
from portal.foundation import carried
from portal.foundation.messages.selectors import unread_count
from portal.people import access, rights
from portal.people.domain import phones
from portal.people.enums import STAFF_ROLES
from portal.people.models import User
from portal.people.selectors import held_or_coming


@access.signed_in
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    memberships = (
        held_or_coming(access.person_of(request))
        .select_related("unit")
        .order_by("unit__code", "role")
    )
    return render(
        request,
        "portal/accounts/me.html",
        {
            "person": request.user,
            "memberships": memberships,
            "today": today,
            "staff_roles": STAFF_ROLES,
            "sections": sections.sections_for(request),
            "tiles": at_work.tiles(access.person_of(request), today),
            "doors": at_work.rows(request, access.person_of(request)),
            "unread": unread_count(request.user),
            "form_waits": carried.BACK in request.GET,
        },
    )


@access.signed_in
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    # A row of its own: binding the form writes into its instance, and the page's header
    # must not show a name that was not saved.
    person = User.objects.get(pk=access.person_of(request).pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        changed = update_profile(
            user=person,
            full_name=form.cleaned_data["full_name"],
            adult_confirmed_at=form.adult_confirmed_at(),
        )
        messages.success(request, _("已保存。") if changed else _("没有改动。"))
        return redirect(_then(request))
    status = 422 if form.is_bound else 200
    return render(request, "portal/accounts/profile.html", {"form": form}, status=status)


def _then(request: HttpRequest) -> str:
    """The page that sent the person here to put something right, else /me/."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("accounts:me")


@access.signed_in
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    person = access.person_of(request)
    factors = Authenticator.objects.filter(user=person).exists()
    sessions = UserSession.objects.filter(user=person).count()
    return render(
        request,
        "portal/accounts/security.html",
        {
            "factors": factors,
            "phone_meta": phones.masked(person.phone) or _("还没有"),
            "email_meta": person.email or _("还没有"),
            "factor_meta": _("已开") if factors else _("没开"),
            "factor_icon": "check" if factors else "lock",
            "session_meta": _("%(count)s 台") % {"count": sessions},
            "is_staff": rights.is_staff(request.user),
        },
    )
