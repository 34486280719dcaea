from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.people import access, services


@access.signed_in
@require_http_methods(["GET", "POST"])
def leave_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Give back one of one's own roles without rights."""
    person = access.person_of(request)
    membership = services.leavable(user=person).select_related("unit").filter(pk=pk).first()
    if membership is None:
        raise Http404
    if request.method == "POST":
        if services.leave(user=person, membership=membership):
            messages.success(request, _("已退出。"))
        return redirect("accounts:me")
    return render(request, "portal/accounts/leave_membership.html", {"membership": membership})
