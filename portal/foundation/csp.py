"""Two content security policies: the strict one for everybody, a looser one for the editor."""

from typing import Final

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADMIN: Final = "/admin/"


class PolicyByPathMiddleware(CSPMiddleware):
    """Public pages are cached whole, so their policy may not differ from answer to answer
    and carries no nonce; Wagtail's editor needs more and is never cached."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path.startswith(ADMIN):
            response._csp_replace = dict(settings.ADMIN_CONTENT_SECURITY_POLICY)  # type: ignore[attr-defined]
        return super().process_response(request, response)
