"""Papers asked for at once: each is made once, and no more at a time than leave the machine a
hand free. Making one takes a whole core for seconds, and anybody may ask for it."""

import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

from portal.foundation.locks import only_one

logger = logging.getLogger(__name__)

PLACES: Final = max(1, (os.cpu_count() or 1) // 2)
"""Papers that all processes of this machine make at a time."""
PATIENCE: Final = 3.0
"""Seconds a request waits for its turn."""
RETRY_SECONDS: Final = 15
_PAUSE: Final = 0.05

# The other threads of a process answer those who only read.
_busy: Final = threading.BoundedSemaphore(2)


class Crowded(Exception):
    """As many papers are being made as may be; nothing is wrong with this one."""


@contextmanager
def turn(name: str) -> Iterator[None]:
    """Inside the block nobody else of this machine makes the paper `name`: whoever enters looks
    first whether it was made meanwhile. A disk that takes no lock leaves it to this process how
    many are made. Raises Crowded."""
    if not _busy.acquire(blocking=False):
        raise Crowded
    try:
        deadline = time.monotonic() + PATIENCE
        with ExitStack() as held:
            _wait(held, [f"paper-{name}"], deadline)
            _wait(held, [f"paper-place-{number}" for number in range(PLACES)], deadline)
            yield
    finally:
        _busy.release()


def _wait(held: ExitStack, names: Sequence[str], deadline: float) -> None:
    """Hold one of the names until `held` ends."""
    while True:
        for name in names:
            with ExitStack() as tried:
                try:
                    is_mine = tried.enter_context(only_one(name))
                except OSError as error:
                    logger.error("paper made without a lock", exc_info=error)
                    return
                if is_mine:
                    held.enter_context(tried.pop_all())
                    return
        if time.monotonic() >= deadline:
            raise Crowded
        time.sleep(_PAUSE)
