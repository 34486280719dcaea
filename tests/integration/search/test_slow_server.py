"""Writing to a server that is silent or answers a byte now and then: nobody waits for ever, and
who saves waits two seconds."""

import time

import pytest
from django.db.models import Max

from portal.foundation.outbox.models import OutboxCursor, OutboxEvent
from search import engines
from search.documents import services as documents
from search.engines import Batch, ElasticsearchEngine, IndexUnavailable
from search.engines.elasticsearch import connect, schema
from search.engines.elasticsearch import engine as of_server
from search.indexing import jobs
from search.indexing import services as indexing
from tests.integration.search.test_answering import CONSUMER, NOW, StandIn
from tests.samples.indexed import entries
from tests.servers import faulty

pytestmark = pytest.mark.django_db

SLOW = ("silent", "trickling")


@pytest.fixture(params=SLOW)
def slow(request, monkeypatch, make_document):
    monkeypatch.setattr(of_server, "PATIENCE", 0.2)
    monkeypatch.setattr(of_server, "SWAP_PATIENCE", 0.5)
    documents.put([make_document(1)])
    with faulty.running(request.param) as bad:
        address = f"http://127.0.0.1:{bad.server_address[1]}"
        server = ElasticsearchEngine(connect(address), "slow")
        monkeypatch.setattr(engines, "elasticsearch", lambda: server)
        newest = OutboxEvent.objects.aggregate(newest=Max("id"))["newest"]
        OutboxCursor.objects.create(consumer=CONSUMER, position=newest - 1, target=server.place)
        yield server


def test_every_call_of_the_server_is_given_up_in_time(slow, make_document) -> None:
    some = entries([make_document(1)])
    for call in (
        slow.size,
        slow.exists,
        slow.verify,
        slow.deleted_share,
        slow.resume_point,
        lambda: slow.apply(some, []),
        lambda: list(slow.rebuild([Batch("", some)], mark=1)),
        lambda: list(slow.rebuild([Batch("clause:0", some)], mark=1)),
        lambda: slow._write("slow-1", schema.actions(some, ["clause:2"], 1), is_in_use=False),
        lambda: slow._call(lambda it: it.swap("slow-1"), patience=of_server.SWAP_PATIENCE),
        lambda: indexing.rebuild(slow),
        lambda: jobs.feed_server(NOW),
        lambda: jobs.compact_server(NOW),
    ):
        began = time.monotonic()
        with pytest.raises(IndexUnavailable):
            call()
        assert time.monotonic() - began < 2


def test_what_a_job_has_hanging_keeps_no_other_from_going_on(slow) -> None:
    """Neither the lock of the writers nor a place in this process is held for ever."""
    with pytest.raises(IndexUnavailable):
        jobs.feed_server(NOW)
    with slow.exclusive() as is_mine:
        assert is_mine


def test_nothing_is_built_while_somebody_waits_who_saves(
    library, make_document, monkeypatch, tmp_path
) -> None:
    server = StandIn(tmp_path / "server")
    monkeypatch.setattr(engines, "elasticsearch", lambda: server)
    indexing.drain(server)
    server.discard()
    documents.put([make_document(7)])
    assert indexing.drain_server() == 0 and not server.exists()
    jobs.feed_server(NOW)
    assert server.size() == engines.embedded().size() + 1
