"""System checks: settings that fail silently otherwise."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from portal.foundation.loopback import foreign_hosts

PAGE_CACHE: Final = "portal.foundation.pagecache.middleware.PageCacheMiddleware"
SESSION: Final = "django.contrib.sessions.middleware.SessionMiddleware"
DEMONSTRATION_MAIL: Final = "portal.foundation.messages.mail.DemonstrationMailBackend"
DEMONSTRATION_SMS: Final = "portal.foundation.messages.sms.DemonstrationAdapter"


@register()
def page_cache_order(app_configs: Any, **_options: Any) -> Sequence[CheckMessage]:
    """Behind the session the page cache would save nothing and store nothing."""
    order = list(settings.MIDDLEWARE)
    if PAGE_CACHE in order and SESSION in order and order.index(PAGE_CACHE) > order.index(SESSION):
        return [
            Error(
                "PageCacheMiddleware stands behind SessionMiddleware.",
                hint="Put it right after the middleware that sets request.display.",
                id="foundation.E001",
            )
        ]
    return []


@register()
def demonstration_stays_at_home(app_configs: Any, **_options: Any) -> Sequence[CheckMessage]:
    """The mailbox and the known passwords of a demonstration are not for a network."""
    hosts = foreign_hosts(settings.ALLOWED_HOSTS)
    if not settings.DEMONSTRATION or not hosts:
        return []
    return [
        (Error if settings.SECURE_SSL_REDIRECT else Warning)(
            f"DEMONSTRATION is on, but ALLOWED_HOSTS names {', '.join(hosts)}.",
            hint="Turn DEMONSTRATION off, or allow localhost only. The mailbox is closed.",
            id="foundation.E002" if settings.SECURE_SSL_REDIRECT else "foundation.W002",
        )
    ]


@register(Tags.security, deploy=True)
def office_can_be_reached(app_configs: Any, **_options: Any) -> Sequence[CheckMessage]:
    """PIPL article 17 wants the contact of whoever holds the data; the notice names the foot."""
    if settings.SITE_PHONE:
        return []
    return [
        Warning(
            "SITE_PHONE is not set: the personal-information notice sends people to the foot of "
            "the page for a telephone, and there is none.",
            hint="Set SITE_PHONE to the office's telephone.",
            id="foundation.W003",
        )
    ]


@register()
def demonstration_adapters(app_configs: Any, **_options: Any) -> Sequence[CheckMessage]:
    """A real portal that keeps its mail in a table tells nobody anything."""
    if settings.DEMONSTRATION:
        return []
    found: list[CheckMessage] = []
    for setting, value in (
        ("EMAIL_BACKEND", DEMONSTRATION_MAIL),
        ("SMS_ADAPTER", DEMONSTRATION_SMS),
    ):
        if getattr(settings, setting, "") == value:
            found.append(
                Warning(
                    f"{setting} is the demonstration's, but DEMONSTRATION is off.",
                    hint=f"Set {setting}, or nothing is sent.",
                    id="foundation.W001",
                )
            )
    return found
