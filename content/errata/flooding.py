"""How often one address may report, of one clause and of all. Nothing of it is kept but counters
in the cache, for as long as the limits reach back."""

from typing import Final
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest

APP: Final = "content.errata"
ACTION: Final = "report"
OF_A_CLAUSE: Final = "report_of_a_clause"


def may_go_on(request: HttpRequest, anchor: UUID) -> bool:
    """Count one report of this address; False where it is one too many."""
    limits = settings.ERROR_REPORT_RATE_LIMITS
    of_all = ratelimit.consume(request, app=APP, action=ACTION, config=limits)
    if not of_all:
        return False
    of_it = {f"{ACTION}-{anchor}": limits[OF_A_CLAUSE]}
    if ratelimit.consume(request, app=APP, action=f"{ACTION}-{anchor}", config=of_it):
        return True
    of_all.rollback()
    return False
