"""A server of the search that is away, slow or talks nonsense: the embedded engine answers, the
page says so, and the server is asked again by itself."""

import os
import time
from datetime import UTC, datetime

import pytest
from django.db.models import Max

from portal.foundation.outbox import services as outbox
from portal.foundation.outbox.models import OutboxCursor, OutboxEvent
from search import engines, selectors
from search.answering import answered
from search.checks import index_holds_the_rows
from search.documents import services as documents
from search.engines import EmbeddedEngine, IndexUnavailable, QueryRefused, circuit
from search.engines.circuit import Turn
from search.indexing import jobs
from search.indexing import services as indexing
from search.query import Chosen, plan
from tests.samples.asking import get
from tests.samples.indexed import PUBLIC, found
from tests.servers import faulty
from tests.servers.postgresql import free_port

pytestmark = pytest.mark.django_db

CONSUMER = "search.elasticsearch"
NOTICE = "搜索服务器没有应答"
EVERYBODY = frozenset({"public"})
NOW = datetime(2026, 6, 1, tzinfo=UTC)


class StandIn(EmbeddedEngine):
    """A server for these tests, which fails when it is told to."""

    name = "elasticsearch"
    fault: Exception | None = None
    asked = 0

    def within(self, seconds: float) -> "StandIn":
        return self

    def search(self, *args, **kwargs):
        self._fail()
        return super().search(*args, **kwargs)

    def totals(self, *args, **kwargs):
        self._fail()
        return super().totals(*args, **kwargs)

    def _fail(self) -> None:
        self.asked += 1
        if self.fault:
            raise self.fault

    def apply(self, *args, **kwargs) -> None:
        if self.fault:
            raise self.fault
        super().apply(*args, **kwargs)


@pytest.fixture
def server(library, monkeypatch, tmp_path) -> StandIn:
    engine = StandIn(tmp_path / "server")
    monkeypatch.setattr(engines, "elasticsearch", lambda: engine)
    indexing.drain(engine)
    return engine


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of the circuit on by so many seconds."""
    passed = [0.0]
    monkeypatch.setattr(circuit.time, "time", lambda now=time.time: now() + passed[0])

    def move(seconds: float) -> None:
        passed[0] += seconds

    return move


@pytest.fixture
def fed_server(library, settings):
    """Whatever answers at the address has heard of everything."""

    def at(port: int) -> None:
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{port}"
        newest = OutboxEvent.objects.aggregate(newest=Max("id"))["newest"]
        fed = {"position": newest, "target": engines.elasticsearch().place}
        OutboxCursor.objects.update_or_create(consumer=CONSUMER, defaults=fed)

    return at


def total(text: str = "应急演练") -> tuple[int, bool]:
    answer = selectors.find(text, Chosen(values={}), EVERYBODY)
    return answer.total, answer.is_substitute


def test_a_server_that_is_well_answers(server) -> None:
    server.apply([], ["clause:1"])
    assert total() == (6, False), "asked of the server, which lacks one"
    assert NOTICE not in get("/search/?q=应急演练")


@pytest.mark.parametrize("fault", faulty.FAULTS)
def test_whatever_the_server_does_the_answer_is_there_within_a_second(fed_server, fault) -> None:
    began = time.monotonic()
    assert total() == (7, False)
    alone = time.monotonic() - began
    with faulty.running(fault) as bad:
        fed_server(bad.server_address[1])
        began = time.monotonic()
        assert total() == (7, True)
        assert time.monotonic() - began - alone < 1
        assert NOTICE in get("/search/?q=应急演练")
        assert bad.asked <= 2, "nobody else waits for it"


def test_a_server_that_is_gone_costs_nothing_but_a_notice(fed_server) -> None:
    fed_server(free_port())
    body = get("/search/?q=应急演练")
    assert "找到 7 条" in body and NOTICE in body
    assert circuit.turn() is Turn.LEAVE


def test_the_notice_stands_also_while_what_failed_is_not_remembered(
    fed_server, monkeypatch
) -> None:
    fed_server(free_port())
    monkeypatch.setattr(circuit, "open_up", lambda: None)
    assert NOTICE in get("/search/?q=应急演练")
    assert circuit.is_closed()


def test_whom_to_call_stands_before_what_is_only_about_us(fed_server) -> None:
    fed_server(free_port())
    body = get("/search/?q=地震了")
    assert body.index('href="tel:120"') < body.index(NOTICE)


@pytest.mark.parametrize(
    "senseless",
    [
        {"ELASTICSEARCH_URL": "not an address"},
        {"ELASTICSEARCH_URL": "https://127.0.0.1:9", "ELASTICSEARCH_CA": "/not/there.pem"},
        {"ELASTICSEARCH_URL": "http://127.0.0.1:9", "ELASTICSEARCH_INDEX": "*"},
        {"ELASTICSEARCH_URL": "http://127.0.0.1:9", "ELASTICSEARCH_INDEX": "Anlan,other"},
    ],
)
def test_settings_that_make_no_sense_cost_nothing_but_a_notice(
    library, settings, senseless
) -> None:
    for name, value in senseless.items():
        setattr(settings, name, value)
    assert total() == (7, True)
    (warning,) = index_holds_the_rows(databases=["default"])
    assert warning.id == "search.W003"


def test_it_closes_by_itself_once_the_server_is_well(server, later) -> None:
    server.fault = IndexUnavailable("gone")
    assert total() == (7, True)
    server.fault, before = None, server.asked
    assert total() == (7, True) and server.asked == before
    later(circuit.OPEN_SECONDS + 1)
    assert total() == (7, False) and server.asked > before
    assert circuit.is_closed()


def test_one_reader_tries_for_all_and_where_that_fails_it_stays_open(server, later) -> None:
    circuit.open_up()
    later(circuit.OPEN_SECONDS + 1)
    assert [circuit.turn() for _ in range(3)] == [Turn.PROBE, Turn.LEAVE, Turn.LEAVE]
    circuit.open_up()
    assert circuit.turn() is Turn.LEAVE
    later(circuit.OPEN_SECONDS + 1)
    server.fault = IndexUnavailable("still gone")
    before = server.asked
    assert total() == (7, True) and total() == (7, True)
    assert server.asked == before + 1


def test_what_one_process_found_out_all_know(server, settings, tmp_path) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "portal.foundation.cache.FileCache",
            "LOCATION": tmp_path / "cache",
        }
    }
    child = os.fork()
    if child == 0:
        circuit.open_up()
        os._exit(0)
    os.waitpid(child, 0)
    assert circuit.turn() is Turn.LEAVE
    assert total() == (7, True)


def test_a_query_that_the_server_refuses_says_nothing_of_the_server(server) -> None:
    server.fault = QueryRefused("BadRequestError")
    assert total() == (7, False)
    assert circuit.is_closed()


def test_an_index_that_has_not_heard_of_a_change_is_not_asked(server, make_document) -> None:
    """It may still count what was just taken away or hidden."""
    documents.put([make_document(1, grants=frozenset({"unit:7"}))])
    indexing.drain()
    before = server.asked
    assert total() == (6, False) and server.asked == before
    jobs.feed_server(NOW)
    assert total() == (6, False) and server.asked > before


def test_a_server_that_was_never_fed_is_not_asked(library, monkeypatch, tmp_path) -> None:
    engine = StandIn(tmp_path / "server")
    monkeypatch.setattr(engines, "elasticsearch", lambda: engine)
    assert total() == (7, False) and engine.asked == 0
    assert indexing.drain_server() == 0 and not engine.exists()


def test_each_engine_has_its_own_place_among_the_events(server, make_document) -> None:
    server.fault = IndexUnavailable("gone")
    documents.put([make_document(50, text="排涝泵站演练。")])
    assert indexing.drain() == 1
    with pytest.raises(IndexUnavailable):
        indexing.drain_server()
    assert found(engines.embedded(), "排涝") == ["clause:50"]
    assert not circuit.is_closed(), "the next who saves does not wait"
    assert total("排涝") == (1, True)
    server.fault = None
    assert indexing.drain_server() == 0
    assert jobs.feed_server(NOW) == "处理了 1 批改动"
    assert found(server, "排涝") == ["clause:50"]


def test_who_saves_waits_two_seconds_at_most(fed_server, make_document) -> None:
    with faulty.running("silent") as bad:
        fed_server(bad.server_address[1])
        documents.put([make_document(51)])
        began = time.monotonic()
        with pytest.raises(IndexUnavailable):
            indexing.drain_server()
        assert time.monotonic() - began < indexing.SERVER_SECONDS + 1
        assert indexing.drain_server() == 0 and bad.asked == 1


def test_the_job_fails_while_the_server_is_away_and_gives_nothing_up(server) -> None:
    documents.remove(["clause:1"])
    server.fault = IndexUnavailable("full")
    with pytest.raises(IndexUnavailable):
        jobs.feed_server(NOW)
    server.fault = None
    assert server.exists()
    assert jobs.feed_server(NOW) == "处理了 1 批改动"


def test_without_a_server_no_event_is_kept_for_it(library, settings) -> None:
    outbox.begin(CONSUMER)
    settings.ELASTICSEARCH_URL = ""
    assert jobs.feed_server(NOW) is None and jobs.compact_server(NOW) is None
    assert not OutboxCursor.objects.filter(consumer=CONSUMER).exists()


def test_a_server_that_comes_back_after_it_was_switched_off_is_built_anew(
    server, make_document
) -> None:
    outbox.forget(CONSUMER)
    documents.remove(["clause:1"])
    OutboxEvent.objects.all().delete()
    jobs.feed_server(NOW)
    assert server.size() == engines.embedded().size() - 1


def test_the_check_tells_what_the_server_lacks(server) -> None:
    assert index_holds_the_rows(databases=["default"]) == []
    server.apply([], ["clause:1"])
    (warning,) = index_holds_the_rows(databases=["default"])
    assert warning.id == "search.W004" and "--engine elasticsearch" in warning.hint


def test_where_neither_answers_it_is_said(server, monkeypatch) -> None:
    server.fault = IndexUnavailable("gone")
    engines.embedded().discard()
    with pytest.raises(IndexUnavailable):
        answered(lambda engine: engine.search(plan("演练", PUBLIC), limit=1))
