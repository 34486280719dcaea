"""Which engine answers: the server where there is one and it is well, else the embedded one."""

import logging
from collections.abc import Callable
from typing import Final, Generic, NamedTuple, TypeVar

from search import engines
from search.engines import (
    Crowded,
    ElasticsearchEngine,
    Engine,
    IndexUnavailable,
    NoAnswerInTime,
    QueryRefused,
    circuit,
)
from search.engines.circuit import Turn
from search.indexing.health import is_behind

T = TypeVar("T")

SERVER_SECONDS: Final = 0.6
"""How long the server may take over one question, so that with the embedded engine after it the
answer is there within a second."""

EASY_SECONDS: Final = 0.1

logger = logging.getLogger(__name__)


class Answered(NamedTuple, Generic[T]):
    """`is_substitute`: the server should have answered and did not."""

    answer: T
    is_substitute: bool


def answered(ask: Callable[[Engine], T]) -> Answered[T]:
    """What `ask` finds out with one engine; asked anew of the embedded one if the server fails.

    Raises IndexUnavailable if the embedded engine has to answer and cannot.
    """
    try:
        server = engines.elasticsearch()
    except IndexUnavailable:
        return Answered(ask(engines.embedded()), is_substitute=True)
    if server is None:
        return Answered(ask(engines.embedded()), is_substitute=False)
    # What the server has not heard of yet may be a text that was just taken away.
    turn = Turn.LEAVE if is_behind(server) else circuit.turn()
    has_failed = False
    if turn is not Turn.LEAVE:
        try:
            found = ask(server.within(SERVER_SECONDS))
        except QueryRefused:
            _note(turn, is_well=True)
            return Answered(ask(engines.embedded()), is_substitute=False)
        except IndexUnavailable as error:
            logger.warning("search server did not answer", extra={"reason": error.reason})
            _note(turn, is_well=_is_well(server, error))
            has_failed = True
        else:
            _note(turn, is_well=True)
            return Answered(found, is_substitute=False)
    # The circuit forgets what it was told while the cache is away.
    is_substitute = has_failed or not circuit.is_closed()
    return Answered(ask(engines.embedded()), is_substitute=is_substitute)


def _is_well(server: ElasticsearchEngine, fault: IndexUnavailable) -> bool | None:
    """Whether the fault lies with the question and not with the server; None if nobody knows. One
    that takes too long over a hard question answers an easy one, and goes on answering others."""
    if isinstance(fault, Crowded):
        return None
    if not isinstance(fault, NoAnswerInTime):
        return False
    try:
        server.within(EASY_SECONDS).size()
    except Crowded:
        return None
    except IndexUnavailable:
        return False
    return True


def _note(turn: Turn, *, is_well: bool | None) -> None:
    if is_well and turn is Turn.PROBE:
        circuit.close()
    elif is_well is False or (is_well is None and turn is Turn.PROBE):
        circuit.open_up()
