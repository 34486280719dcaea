"""Whether the server of the search is asked at all, known to every process of the installation.

It is open after a fault, and nobody waits for the server. After a while one reader tries it
again for all others: where that goes well it is closed, and else it stays open as long again.
While the cache is away nothing is known, and everybody tries."""

import time
from enum import Enum
from typing import Final

from django.core.cache import cache

from portal.foundation.cache import CacheAway

OPEN_SECONDS: Final = 10
PROBE_SECONDS: Final = 5
"""A reader who died over the trial is not waited for longer."""

FORGOTTEN_SECONDS: Final = 24 * 3600
_OPEN: Final = "search.circuit.open"
_PROBE: Final = "search.circuit.probe"


class Turn(Enum):
    """What a reader does with the server: ask it; leave it alone; ask it on behalf of all."""

    ASK = "ask"
    LEAVE = "leave"
    PROBE = "probe"


def turn() -> Turn:
    tried_again_at = cache.get(_OPEN)
    if tried_again_at is None:
        return Turn.ASK
    if time.time() < tried_again_at:
        return Turn.LEAVE
    try:
        is_ours = cache.add(_PROBE, 1, timeout=PROBE_SECONDS)
    except CacheAway:
        return Turn.LEAVE
    return Turn.PROBE if is_ours else Turn.LEAVE


def is_closed() -> bool:
    return cache.get(_OPEN) is None


def open_up() -> None:
    cache.set(_OPEN, time.time() + OPEN_SECONDS, timeout=FORGOTTEN_SECONDS)
    cache.delete(_PROBE)


def close() -> None:
    cache.delete_many([_OPEN, _PROBE])
