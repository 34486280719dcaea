"""Keeping people of other units out of whatever the admin says of a page."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from content.pages.backends import ENTRY
from content.pages.models import KnowledgePage

NAMES: Final = ("page_id", "page_to_move_id")
"""What Wagtail calls the page in the addresses of its views."""


class ForeignPageMiddleware:
    """Refuses before the view: some of Wagtail's ask for a right only after they have put the
    title of the newest draft into a message, and some ask for none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        match = request.resolver_match
        if match is None or "wagtailadmin_pages" not in match.namespaces:
            return
        named = next((kwargs[name] for name in NAMES if name in kwargs), None)
        user = request.user
        # Who may not enter at all hears so from the view.
        if named is None or user.is_superuser or not user.has_perm(ENTRY):
            return
        page = KnowledgePage.objects.filter(pk=named).first()
        if page is None or page.specific_deferred.permissions_by_rights(user):
            return
        raise PermissionDenied(_("你的身份没有这项权限。"))
