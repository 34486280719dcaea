"""Feeding a real server that is starting, full, slow or holds something else than it should."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig, TransportApiResponse

from search import engines
from search.documents import services as documents
from search.documents.models import SearchDocument
from search.engines import IndexUnavailable
from search.engines.elasticsearch import engine as of_server
from search.engines.elasticsearch.indexes import Indexes
from search.indexing import jobs
from search.indexing import services as indexing
from search.indexing.health import is_behind
from tests.samples.indexed import build, found

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def fed(make_document, server, monkeypatch):
    monkeypatch.setattr(engines, "elasticsearch", lambda: server)
    documents.put([make_document(1), make_document(2)])
    jobs.feed_server(NOW)
    return server


STARTING = {
    "error": {"type": "search_phase_execution_exception", "reason": "all shards failed"},
    "status": 503,
}


@contextmanager
def while_it_starts(server) -> Iterator[None]:
    """The server knows the index and its fields, and nobody can read or write it yet."""
    transport = type(server.client.transport)
    perform = transport.perform_request

    def start(self, method: str, target: str, **given):
        if not any(name in target for name in ("/_search", "/_count", "/_bulk", "/_msearch")):
            return perform(self, method, target, **given)
        node = NodeConfig("http", "127.0.0.1", 9200)
        headers = HttpHeaders({"x-elastic-product": "Elasticsearch"})
        return TransportApiResponse(ApiResponseMeta(503, "1.1", headers, 0.0, node), STARTING)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(transport, "perform_request", start)
        yield


def test_an_index_that_the_server_is_still_starting_is_never_given_up(fed, make_document) -> None:
    before = fed._indexes().current()
    with while_it_starts(fed):
        with pytest.raises(IndexUnavailable):
            jobs.feed_server(NOW)
        with pytest.raises(IndexUnavailable):
            fed.verify()
        documents.put([make_document(3, text="排涝泵站演练。")])
        with pytest.raises(IndexUnavailable):
            jobs.feed_server(NOW)
        assert [before] == list(fed.client.indices.get(index=f"{fed.prefix}-*")), "none begun"
    assert fed.verify() and fed._indexes().current() == before
    jobs.feed_server(NOW)
    assert found(fed, "排涝") == ["clause:3"]
    assert fed._indexes().current() == before


def test_an_index_that_takes_nothing_is_kept_as_long_as_it_can_be_read(fed, make_document) -> None:
    before = fed._indexes().current()
    blocked = "index.blocks.read_only_allow_delete"
    fed.client.indices.put_settings(index=before, settings={blocked: True})
    documents.put([make_document(3)])
    with pytest.raises(IndexUnavailable):
        jobs.feed_server(NOW)
    assert found(fed, "演练") == ["clause:1", "clause:2"]
    fed.client.indices.put_settings(index=before, settings={blocked: None})
    assert jobs.feed_server(NOW) == "处理了 1 批改动"
    assert fed._indexes().current() == before


def test_an_index_that_a_server_in_health_cannot_read_is_built_anew(fed) -> None:
    before = fed._indexes().current()
    fed.client.indices.close(index=before)
    assert not fed.verify()
    assert jobs.feed_server(NOW) == "索引与条目对不上，已重建，共 2 条"
    assert fed._indexes().current() != before
    assert found(fed, "演练") == ["clause:1", "clause:2"]


def test_the_check_reads_documents_and_not_only_the_list_of_fields(fed) -> None:
    """Asked with the grants of nobody the server would look at none."""
    asked = []
    perform = type(fed.client.transport).perform_request

    def note(transport, method, target, **given):
        answer = perform(transport, method, target, **given)
        asked.append((target, answer.body))
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(fed.client.transport), "perform_request", note)
        assert fed.verify()
    (answer,) = [body for target, body in asked if "_search" in target]
    assert len(answer["hits"]["hits"]) == 1
    assert all(each["buckets"] for name, each in answer["aggregations"].items()
               if name not in ("division", "hazard", "year"))  # fmt: skip


def test_a_batch_too_large_for_one_request_goes_in_several(server, make_document) -> None:
    asked = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(of_server, "BULK_BYTES", 2_000)
        write = Indexes.write
        patched.setattr(
            Indexes,
            "write",
            lambda it, **given: asked.append(len(given["actions"])) or write(it, **given),
        )
        build(server, [make_document(number) for number in range(10)])
        server.apply([], [f"clause:{number}" for number in range(9)])
    assert sum(asked) == 19 and 1 < max(asked) < 9
    assert found(server, "演练") == ["clause:9"]


def test_a_server_that_was_left_for_another_and_is_taken_again_is_built_anew(
    new_server, make_document, monkeypatch
) -> None:
    """Its index is whole and of today's rules, and has missed who may no longer find what."""
    one, other = new_server(), new_server()
    documents.put([make_document(1), make_document(2)])
    for server in (one, other):
        monkeypatch.setattr(engines, "elasticsearch", lambda server=server: server)
        assert is_behind(server)
        jobs.feed_server(NOW)
        assert not is_behind(server)
    documents.put([make_document(1, grants=frozenset({"unit:7"}))])
    jobs.feed_server(NOW)
    monkeypatch.setattr(engines, "elasticsearch", lambda: one)
    assert is_behind(one), "nobody asks it"
    assert indexing.drain_server() == 0
    jobs.feed_server(NOW)
    assert not is_behind(one)
    assert found(one, "演练") == ["clause:2"]


def test_an_index_put_back_from_a_backup_of_the_server_is_built_anew(fed, make_document) -> None:
    documents.put([make_document(1, grants=frozenset({"unit:7"}))])
    jobs.feed_server(NOW)
    build(fed, [make_document(1), make_document(2)])
    assert fed.size() == SearchDocument.objects.count()
    jobs.feed_server(NOW)
    assert found(fed, "演练") == ["clause:2"]
