"""Calls of the server that are given up in time, and its faults under one name."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from elasticsearch import ApiError, ConnectionTimeout

from search.engines.protocol import (
    Crowded,
    IndexDamaged,
    IndexUnavailable,
    NoAnswerInTime,
    QueryRefused,
)

T = TypeVar("T")

KINDS: Final[dict[object, type[IndexUnavailable]]] = {400: QueryRefused, 500: IndexDamaged}
MOST_AT_ONCE: Final = 16
"""Calls of this process, with those that hang on after nobody waits for them any more."""

logger = logging.getLogger(__name__)
_places = threading.Semaphore(MOST_AT_ONCE)


def no_longer_than(seconds: float, call: Callable[[], T]) -> T:
    """What `call` answers, or NoAnswerInTime after `seconds`, whatever the server does: the
    timeouts of a connection begin anew with every byte that trickles in. Crowded if it could not
    even be asked."""
    until = time.monotonic() + seconds
    if seconds <= 0:
        raise NoAnswerInTime("no time left")
    if not _places.acquire(timeout=seconds):
        raise Crowded("too many at once")
    answers: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(call())
        except BaseException as error:
            errors.append(error)
        finally:
            _places.release()

    thread = threading.Thread(target=run, name="elasticsearch", daemon=True)
    thread.start()
    thread.join(max(0, until - time.monotonic()))
    for error in errors:
        raise error
    if not answers:
        raise NoAnswerInTime("no answer in time")
    return answers[0]


@contextmanager
def faults() -> Iterator[None]:
    """Whatever comes back instead of an answer as IndexUnavailable; as QueryRefused where the
    server is well and only this query is not to its taste, as IndexDamaged where it is well and
    only this index cannot be read."""
    try:
        yield
    except IndexUnavailable:
        raise
    except ApiError as error:
        # Of several queries sent together each has a status of its own.
        status = error.body.get("status") if isinstance(error.body, dict) else error.status_code
        logger.warning("elasticsearch refuses", extra={"status": status})
        kind = KINDS.get(status, IndexUnavailable)
        raise kind(type(error).__name__) from error
    except ConnectionTimeout as error:
        raise NoAnswerInTime("no answer in time") from error
    except Exception as error:
        # Garbage fails in any way there is.
        logger.warning("elasticsearch away", extra={"kind": type(error).__name__})
        raise IndexUnavailable(type(error).__name__) from error
