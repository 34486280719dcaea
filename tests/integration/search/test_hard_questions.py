"""One question that is too hard for the server, and what others then get."""

import time

import pytest

from search import engines, selectors
from search.engines import (
    Crowded,
    EmbeddedEngine,
    IndexUnavailable,
    NoAnswerInTime,
    QueryRefused,
    circuit,
)
from search.engines.circuit import Turn
from search.indexing import services as indexing
from search.query import Chosen
from tests.integration.search.test_answering import EVERYBODY, StandIn, total

pytestmark = pytest.mark.django_db


class Server(StandIn):
    is_slow = False

    def size(self) -> int:
        if self.is_slow:
            raise NoAnswerInTime("no answer in time")
        return super().size()


@pytest.fixture
def server(library, monkeypatch, tmp_path) -> Server:
    engine = Server(tmp_path / "server")
    monkeypatch.setattr(engines, "elasticsearch", lambda: engine)
    indexing.drain(engine)
    return engine


@pytest.fixture
def trying_again(server, monkeypatch):
    """The circuit is open, and the next reader tries the server for all."""
    circuit.open_up()
    monkeypatch.setattr(
        circuit.time, "time", lambda now=time.time: now() + circuit.OPEN_SECONDS + 1
    )


def test_one_hard_question_keeps_nobody_else_from_the_server(server) -> None:
    for _ in range(3):
        server.fault = NoAnswerInTime("no answer in time")
        assert total() == (7, True), "answered all the same, and it is said"
        server.fault = None
        assert total() == (7, False)


def test_a_server_that_is_slow_over_an_easy_question_too_is_left_alone(server) -> None:
    server.fault, server.is_slow = NoAnswerInTime("no answer in time"), True
    assert total() == (7, True)
    assert not circuit.is_closed()


def test_a_crowd_in_this_process_says_nothing_of_the_server(server) -> None:
    server.fault = Crowded("too many at once")
    assert total() == (7, True)
    assert circuit.is_closed()


@pytest.mark.parametrize("fault", [NoAnswerInTime("no answer in time"), QueryRefused("syntax")])
def test_who_tries_with_a_question_it_does_not_take_lets_the_others_ask(
    server, trying_again, fault
) -> None:
    server.fault = fault
    total()
    assert circuit.is_closed()
    server.fault = None
    assert total() == (7, False)


@pytest.mark.parametrize("fault", [Crowded("too many at once"), IndexUnavailable("gone")])
def test_who_tries_and_learns_nothing_good_leaves_it_to_another(
    server, trying_again, fault
) -> None:
    server.fault = fault
    assert total() == (7, True)
    assert circuit.turn() is Turn.LEAVE


def test_all_counts_of_a_page_are_asked_for_at_once(server, monkeypatch) -> None:
    asked = []
    counts_of = EmbeddedEngine.counts_of

    def note(engine, what):
        asked.append(len(what))
        return counts_of(engine, what)

    monkeypatch.setattr(EmbeddedEngine, "counts_of", note)
    chosen = Chosen(values={"kind": ("clause",), "hazard": ("earthquake",), "year": ("2026",)})
    answer = selectors.find("应急演练", chosen, EVERYBODY)
    assert answer.total == 5 and not answer.is_substitute
    assert asked == [4]
    assert set(answer.counts) == set(selectors.COUNTED.values())
    assert answer.documents == 1
