"""How often one address may report. Nothing of it is kept but a counter in the cache, for as long
as the limit reaches back."""

from typing import Final

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest

APP: Final = "content.errata"
ACTION: Final = "report"


def may_go_on(request: HttpRequest) -> bool:
    """Count one report of this address; False where it is one too many."""
    limits = settings.ERROR_REPORT_RATE_LIMITS
    return bool(ratelimit.consume(request, app=APP, action=ACTION, config=limits))
