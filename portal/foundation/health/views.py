"""Addresses for load balancers and timers; they say no more than well or not."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from portal.foundation.health.selectors import readiness
from portal.people import access

NO_STORE = {"Cache-Control": "no-store"}


@access.public
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers=NO_STORE)


@access.public
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 if this process can serve, 503 if not; a missing cache is said but does no harm."""
    checks = readiness()
    is_ready = all(check.is_well for check in checks if check.is_needed)
    return JsonResponse(
        {
            "ready": is_ready,
            **{check.name: "ok" if check.is_well else "failed" for check in checks},
        },
        status=200 if is_ready else 503,
        headers=NO_STORE,
    )
