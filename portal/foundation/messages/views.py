"""The inbox of a signed-in person, and the mailbox of a demonstration."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from portal.foundation.messages import mailbox as kept
from portal.foundation.messages import selectors, services
from portal.people import access

PAGE = 20


@access.signed_in
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """My messages, newest first."""
    page = Paginator(selectors.inbox(request.user), PAGE).get_page(request.GET.get("page"))
    unread = selectors.unread_count(request.user)
    return render(
        request, "portal/foundation/messages/inbox.html", {"page_obj": page, "unread": unread}
    )


@access.signed_in
@require_safe
def message(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One message of mine. Opening it is reading it."""
    found = selectors.inbox(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    services.mark_read(user=request.user, public_id=public_id)
    return render(request, "portal/foundation/messages/message.html", {"message": found})


@access.signed_in
@access.post_only("foundation:inbox")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of mine as read."""
    services.mark_read(user=request.user)
    return redirect("foundation:inbox")


@access.public
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """What the demonstration would have sent, sign-in codes among it: for whoever sits at
    the machine of a demonstration. The page exists nowhere else."""
    if not kept.is_open_to(request):
        raise Http404
    response = render(
        request, "portal/foundation/messages/mailbox.html", {"items": selectors.mailbox()}
    )
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store, private"
    return response
