"""An administrator resets the second factor of somebody in the own units."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts import services
from portal.accounts.forms import ResetFactorForm
from portal.people import access, selectors
from portal.people.models import User
from portal.people.rights import Action


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def reset_second_factor(request: HttpRequest, public_id: UUID) -> HttpResponse:
    actor = access.person_of(request)
    person = selectors.visible_people(actor).filter(public_id=public_id).first()
    if person is None:
        raise Http404
    return _reset(request, actor, person)


@reauthentication_required(app="allauth.account")
def _reset(request: HttpRequest, actor: User, person: User) -> HttpResponse:
    form, refused = ResetFactorForm(request.POST or None), ""
    try:
        services.refuse_reset(actor=actor, user=person)
        if request.method == "POST" and form.is_valid():
            reset = services.reset_second_factor(
                actor=actor,
                user=person,
                reason=services.ResetReason(form.cleaned_data["reason"]),
            )
            if reset.kinds:
                messages.success(request, _("已重设，也退出了他所有设备上的登录。请当面告诉本人。"))
            else:
                messages.info(request, _("这个人没有第二步验证，不用重设。"))
            return redirect("people:person", person.public_id)
    except services.ResetRefused as error:
        refused = error.message
    context = {
        "person": person,
        "form": form,
        "refused": refused,
        "has_factor": Authenticator.objects.filter(user=person).exists(),
    }
    status = 403 if refused else 422 if form.is_bound else 200
    return render(request, "portal/accounts/reset_factor.html", context, status=status)
