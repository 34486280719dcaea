"""Whether a request, or the whole portal, stays on this machine."""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest

NAMES: Final = ("localhost", "testserver")  # The second is what Django's test client asks for.
FORWARDED: Final = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_local(host: str) -> bool:
    """A name or address that never leaves this machine: "localhost", 127.0.0.1, [::1]."""
    name = host.strip("[]").lower()
    if name in NAMES:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def foreign_hosts(hosts: Iterable[str]) -> list[str]:
    """The names of ALLOWED_HOSTS under which others reach the portal."""
    return [host for host in hosts if not is_local(host)]


def is_at_this_machine(request: HttpRequest) -> bool:
    """The portal answers to local names only, and nobody stands between: a proxy on this
    machine comes from loopback too, but says for whom it asks."""
    return (
        not foreign_hosts(settings.ALLOWED_HOSTS)
        and is_local(request.META.get("REMOTE_ADDR", ""))
        and not any(name in request.META for name in FORWARDED)
    )
