"""What was given up over a slow server and is carried out later all the same."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from search import engines
from search.documents import services as documents
from search.engines import Batch, IndexDamaged, IndexUnavailable
from search.engines.elasticsearch import schema
from search.engines.elasticsearch.indexes import Indexes
from search.indexing import jobs
from search.indexing import services as indexing
from search.query import Filters
from tests.samples.indexed import build, entries, found

pytestmark = pytest.mark.slow

NOW = datetime(2026, 6, 1, tzinfo=UTC)
STAFF = Filters(grants=frozenset({"staff"}))


def test_an_older_state_of_a_document_never_takes_the_place_of_a_newer(
    server, make_document
) -> None:
    before = entries([make_document(1)])
    hidden = entries([make_document(1, grants=frozenset({"staff"}))])
    build(server, [make_document(1)])
    server.apply(hidden, [], as_of=8)
    server.apply(hidden, [], as_of=8)
    with pytest.raises(IndexDamaged):
        server.apply(before, [], as_of=7)
    assert found(server, "演练") == [] and found(server, "演练", STAFF) == ["clause:1"]
    server.apply([], ["clause:1"], as_of=9)
    with pytest.raises(IndexDamaged):
        server.apply(before, [], as_of=8)
    assert server.size() == 0, "it does not come back"
    server.apply(before, [], as_of=10)
    assert found(server, "演练") == ["clause:1"]


def test_what_was_meant_for_an_index_that_has_gone_goes_nowhere(server, make_document) -> None:
    build(server, [make_document(1), make_document(2)])
    older = server._indexes().current()
    build(server, [make_document(2)])
    late = schema.actions(entries([make_document(1)]), [], 5)
    with pytest.raises(IndexUnavailable):
        server._write(older, late, is_in_use=True)
    assert found(server, "演练") == ["clause:2"]
    assert list(server.client.indices.get(index=f"{server.prefix}-*")) == [
        server._indexes().current()
    ]


def test_a_swap_that_comes_late_leaves_the_index_in_use(server, make_document) -> None:
    build(server, [make_document(1)])
    name = server._indexes().current()
    server._call(lambda it: it.swap(name))
    assert server._indexes().current() == name and server.size() == 1


@pytest.mark.django_db
def test_who_saved_and_did_not_wait_undoes_nothing(make_document, server, monkeypatch) -> None:
    monkeypatch.setattr(engines, "elasticsearch", lambda: server)
    monkeypatch.setattr(indexing, "SERVER_SECONDS", 0.5)
    documents.put([make_document(1, text="旧稿")])
    jobs.feed_server(NOW)
    go_on, done = threading.Event(), threading.Event()
    write = Indexes.write

    def late(it, **given):
        go_on.wait(20)
        try:
            return write(it, **given)
        finally:
            done.set()

    documents.put([make_document(1, text="排涝泵站")])
    with monkeypatch.context() as slow:
        slow.setattr(Indexes, "write", late)
        with pytest.raises(IndexUnavailable):
            indexing.drain_server()
    documents.put([make_document(1, text="防凌爆破")])
    assert jobs.feed_server(NOW) == "处理了 2 批改动"
    go_on.set()
    assert done.wait(20)
    server.client.indices.refresh(index=server._indexes().current())
    assert found(server, "防凌") == ["clause:1"] and found(server, "排涝") == []


@pytest.mark.django_db
def test_an_index_that_knows_later_events_than_there_are_is_built_anew(
    make_document, server, monkeypatch
) -> None:
    """As after the database was put back to what it was yesterday."""
    monkeypatch.setattr(engines, "elasticsearch", lambda: server)
    documents.put([make_document(1)])
    jobs.feed_server(NOW)
    server.apply(entries([make_document(1, text="排涝泵站")]), [], as_of=10**9)
    documents.put([make_document(1, text="防凌爆破")])
    assert jobs.feed_server(NOW) == "索引与条目对不上，已重建，共 1 条"
    assert found(server, "防凌") == ["clause:1"] and found(server, "排涝") == []


def test_a_document_that_the_server_refuses_stops_no_other(server, make_document, caplog) -> None:
    """What was there of it before goes, and nobody finds it; the others are written."""
    build(server, [make_document(1), make_document(2)])
    (good, bad) = entries([make_document(3), make_document(1, text="联系人欧阳青山")])
    too_long = replace(bad, group_key="长" * 20_000)
    for _ in range(2):
        server.apply([good, too_long], ["clause:2"], as_of=5)
        assert found(server, "演练") == ["clause:3"] and found(server, "欧阳") == []
        assert server.size() == 2, "the job that compares it with the rows finds as many"
    (told, _) = [one for one in caplog.records if "refuses a document" in one.message]
    assert told.key == "clause:1" and told.kind == "document_parsing_exception"
    assert "欧阳" not in caplog.text and "长长" not in caplog.text
    build(server, [make_document(1)])
    list(server.rebuild([Batch("", (too_long, good))], mark=1))
    assert found(server, "演练") == ["clause:3"] and server.size() == 2
