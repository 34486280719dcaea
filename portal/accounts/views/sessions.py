from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts import services
from portal.people import access


@access.signed_in
@access.post_only("usersessions_list")
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one sign-in; ending the one in use signs out."""
    if not services.end_session(user=access.person_of(request), pk=pk):
        raise Http404
    messages.success(request, _("那台设备已退出登录。"))
    return redirect("usersessions_list")
