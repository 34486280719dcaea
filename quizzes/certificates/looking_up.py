"""Who may look numbers up, and how often.

Numbers count upwards, so whoever tries them all would read every masked name. A number typed
by hand is therefore limited for each address, widely enough for a hall behind one address;
the address in a QR code carries a part that nobody guesses and is not limited at all. Neither
page is ever stored (`never_cache`): a revocation shows at once, and no stored page answers for
the counter.
"""

import time
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any, Final

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from quizzes.certificates.domain import numbers

SALT: Final = "quizzes.certificates.link"
LENGTH: Final = 10
"""Characters of six bits each: 60 bits, guessed only through the limit."""

APP, ACTION = "quizzes.certificates", "look_up"


def signature(number: str, secret: str | None = None) -> str:
    """The part of a QR code's address that cannot be counted up to."""
    digest = salted_hmac(SALT, number, secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode()[:LENGTH]


def is_signed(number: str, given: str) -> bool:
    """Whether the address was printed by us, also under a key that was replaced since."""
    keys: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(signature(number, key), given) for key in keys)


def opens_again(request: HttpRequest, typed: str) -> datetime | None:
    """Count one look-up of this address. None if it may go on, else when it may try again.

    What cannot be a number is not counted: it is never looked up and tells nothing.
    """
    limits = settings.CERTIFICATE_RATE_LIMITS
    if numbers.normalise(typed) is None:
        return None
    if ratelimit.consume(request, app=APP, action=ACTION, config=limits, limit_get=True):
        return None
    now = timezone.now()
    # Where the counter itself was busy no rate is used up: a minute is then enough.
    return max([now + timedelta(minutes=1), *_ends(request, limits)])


def _ends(request: HttpRequest, limits: dict[str, str]) -> list[datetime]:
    """When each rate that is used up lets the next one through."""
    return [
        datetime.fromtimestamp(oldest + rate.duration, tz=timezone.get_current_timezone())
        for rate in ratelimit.get_rates(app=APP, action=ACTION, config=limits)
        if (oldest := _oldest_of_full(request, rate)) is not None
    ]


def _oldest_of_full(request: HttpRequest, rate: ratelimit.Rate) -> float | None:
    key = ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate)
    counted = [at for at in ratelimit.cache.get(key, []) if at > time.time() - rate.duration]
    return min(counted, default=None) if len(counted) >= rate.amount else None
