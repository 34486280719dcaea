"""The engine on a real server beside the embedded one, and what is only true of a server."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.foundation.outbox.models import OutboxEvent
from search import engines, selectors
from search.documents import services as documents
from search.engines import Dimension, EmbeddedEngine, IndexUnavailable
from search.engines.elasticsearch import ElasticsearchEngine, connect, indexes
from search.engines.protocol import stamp
from search.indexing import jobs
from search.indexing import services as indexing
from search.query import Called, Chosen, Filters, YearRange, called_so, plan
from tests.integration.search.conftest import PUBLIC, county_batch
from tests.samples.indexed import PUBLIC as ANYBODY
from tests.samples.indexed import build, entries, found, four, lose
from tests.samples.queries import QUERIES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
JUDGED = json.loads((ROOT / "tests/data/search/judged.json").read_text("utf-8"))
ADVICE = frozenset({"guide", "lesson"})
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def county_server(held, new_server):
    engine = new_server()
    list(engine.rebuild([county_batch(held)], mark=0))
    return engine


def test_both_engines_find_the_same(county, county_server, named_hazards, monkeypatch, db) -> None:
    """Hits, their order, every total and every count, as the page asks for them."""
    asked = dict.fromkeys([*QUERIES, *(judged["query"] for judged in JUDGED)])
    assert len(asked) >= 60
    differ = {}
    for text in asked:
        told = []
        for engine in (county, county_server):
            monkeypatch.setattr(engines, "embedded", lambda engine=engine: engine)
            answer = selectors.find(text, Chosen(values={}), PUBLIC)
            told.append(
                {
                    "total": answer.total,
                    "best": [hit.key for group in answer.groups for hit in group.hits][:10],
                    "documents": [(group.key, group.total) for group in answer.groups],
                    "counts": answer.counts,
                    "plan": answer.plan,
                    "whole": (answer.whole_best, answer.is_loosened, answer.is_foreign),
                    "suggestions": selectors.suggestions(answer),
                }
            )
        differ |= {(text, key): (told[0][key], told[1][key]) for key in told[0]
                   if told[0][key] != told[1][key]}  # fmt: skip
    assert not differ


def test_both_engines_find_the_same_of_pieces_of_any_text(county, county_server, held) -> None:
    chance = random.Random(1976)
    texts = [one.text for one in held.values() if len(one.text) > 20]
    noise = "　 ，。“”\"'*?:()[]{}~^\\/ＡＢ①㈠Ⅲ℃％‰𠮷éß\u200b\u202e\u0301\ufeff\x07"
    for _ in range(60):
        pieces = []
        for _ in range(chance.randint(1, 4)):
            text, start = chance.choice(texts), chance.randint(0, 15)
            pieces += [text[start : start + chance.randint(1, 12)], chance.choice(noise)]
        asked = plan("".join(pieces), ANYBODY)
        one, other = (engine.search(asked, limit=10) for engine in (county, county_server))
        assert (one.total, [hit.key for hit in one.best]) == (
            other.total,
            [hit.key for hit in other.best],
        ), pieces


def test_scores_are_the_same_to_the_last_digit_that_counts(county, county_server) -> None:
    for text in QUERIES:
        asked = plan(text, ANYBODY)
        one, other = (engine.search(asked, limit=50).best for engine in (county, county_server))
        assert [hit.score for hit in one] == pytest.approx(
            [hit.score for hit in other], abs=2e-4
        ), text


def test_a_list_of_everything_is_asked_for_once(county_server) -> None:
    """However many score alike: they have no word to score by."""
    asked = []
    with pytest.MonkeyPatch.context() as patched:
        answer = ElasticsearchEngine._answer
        patched.setattr(
            ElasticsearchEngine, "_answer", lambda it, what: asked.append(what) or answer(it, what)
        )
        assert len(county_server.search(plan("", ANYBODY), limit=3).best) == 3
    assert len(asked) == 1


def test_nothing_restricted_shows_on_either_engine(held, new_server, tmp_path) -> None:
    """Every document with grants at random: for every reader, hits, totals and counts are those
    of an index that holds nothing else."""
    chance = random.Random(20261130)
    grants = [
        frozenset(each) for each in ((), {"public"}, {"staff"}, {"unit:7"}, {"staff", "unit:8"})
    ]
    mixed = {key: replace(one, grants=chance.choice(grants)) for key, one in held.items()}
    pair = (EmbeddedEngine(tmp_path / "mixed"), new_server())
    for engine in pair:
        list(engine.rebuild([county_batch(mixed)], mark=0))
    for reader in ({"public"}, {"public", "unit:7"}, {"staff"}, set(), {"unit:9"}):
        filters = Filters(grants=frozenset(reader))
        allowed = {key for key, one in mixed.items() if one.grants & reader}
        asked_for = [plan(text, filters) for text in ("", "应急演练", "地震", "预案")]
        asked_for += [plan(text, filters, advice=ADVICE) for text in ("应急演练", "地震了怎么办")]
        asked_for += [part for each in asked_for for part in (each.own(), *each.parts())]
        asked_for.append(called_so(plan("县应急局", filters), Called(("应急管理局", "应急局"))))
        for asked in asked_for:
            hits = [engine.search(asked, limit=1000) for engine in pair]
            keys = [{hit.key for hit in each.best} for each in hits]
            assert keys[0] == keys[1] <= allowed
            assert hits[0].total == hits[1].total == len(keys[0])
            counts = [engine.counts(asked, list(Dimension)) for engine in pair]
            assert counts[0] == counts[1]
            assert sum(counts[0][Dimension.KIND].values()) == len(keys[0])
        if reader:
            assert {
                hit.key for hit in pair[1].search(plan("", filters), limit=1000).best
            } == allowed


def test_a_rebuild_swaps_in_one_step_and_leaves_no_index_behind(server, make_document) -> None:
    build(server, four(make_document))
    first = server._indexes().current()
    build(server, [make_document(9)])
    second = server._indexes().current()
    assert first != second and second.startswith(f"{server.prefix}-{stamp()}-")
    assert list(server.client.indices.get(index=f"{server.prefix}-*")) == [second]
    assert found(server, "演练") == ["clause:9"]


def test_an_index_of_other_rules_is_neither_read_as_ours_nor_written(server, make_document) -> None:
    build(server, four(make_document))
    name = server._indexes().current()
    server.client.indices.put_mapping(index=name, meta={"stamp": "other"})
    assert not server.exists()
    with pytest.raises(IndexUnavailable):
        server.apply(entries([make_document(9)]), [])
    build(server, [make_document(9)])
    assert server.exists() and server.size() == 1


def test_what_an_older_version_left_goes_after_a_week_and_what_is_not_ours_never(
    server, make_document
) -> None:
    older, foreign = f"{server.prefix}-{'0' * 12}-1-{'1' * 20}", f"{server.prefix}-library"
    for name in (older, foreign):
        server.client.indices.create(index=name)
    build(server, [make_document(1)])
    assert server.client.indices.exists(index=older)
    server._indexes().sweep(datetime.now(UTC) + indexes.ABANDONED_AFTER + timedelta(hours=1))
    assert not server.client.indices.exists(index=older)
    assert server.client.indices.exists(index=foreign)
    assert server.size() == 1


def test_the_server_keeps_terms_and_no_text(server, make_document) -> None:
    build(server, [make_document(1, text="联系人欧阳青山，每年演练。")])
    name = server._indexes().current()
    hit = server.client.search(index=name)["hits"]["hits"][0]
    assert "_source" not in hit


def test_a_query_that_the_server_refuses_says_so_and_is_no_fault_of_the_server(server) -> None:
    build(server, [])
    senseless = Filters(ANYBODY.grants, years=(YearRange("when?", None),))  # type: ignore[arg-type]
    with pytest.raises(engines.QueryRefused):
        server.search(plan("应急", senseless), limit=5)
    with pytest.raises(engines.QueryRefused):
        server.totals([plan("应急", ANYBODY), plan("应急", senseless)])
    assert server.search(plan("应急", ANYBODY), limit=5).total == 0


def test_a_server_that_nobody_runs_is_unavailable(make_document) -> None:
    away = ElasticsearchEngine(connect("http://127.0.0.1:9"), "test-away")
    for ask in (away.size, away.exists, away.verify, away.resume_point, away.deleted_share):
        with pytest.raises(IndexUnavailable):
            ask()
    with pytest.raises(IndexUnavailable):
        build(away, [make_document(1)])


@pytest.mark.django_db
def test_the_server_is_fed_rebuilt_and_compacted_by_itself(
    make_document, server, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(engines, "elasticsearch", lambda: server)
    monkeypatch.setattr(indexing, "SERVER_SECONDS", 60)
    indexing.rebuild(server)
    with django_capture_on_commit_callbacks(execute=True):
        documents.put([make_document(1), make_document(2), make_document(3)])
        documents.remove(["clause:1"])
    assert found(server, "演练") == ["clause:2", "clause:3"]
    assert jobs.compact_server(NOW) == "已重建，共 2 条"
    assert jobs.compact_server(NOW) is None
    server.apply([], ["clause:2"], as_of=OutboxEvent.objects.latest("id").pk)
    assert jobs.feed_server(NOW) == "索引与条目对不上，已重建，共 2 条"
    lose(server)
    jobs.feed_server(NOW)
    assert found(server, "演练") == ["clause:2", "clause:3"]


@pytest.mark.django_db
def test_the_command_builds_the_engine_it_is_told(make_document, server, monkeypatch) -> None:
    with pytest.raises(CommandError, match="没有设 ELASTICSEARCH_URL"):
        call_command("rebuild_search", "--engine", "elasticsearch", stdout=StringIO())
    monkeypatch.setattr(engines, "elasticsearch", lambda: server)
    documents.put([make_document(1)])
    call_command("rebuild_search", "--engine", "elasticsearch", stdout=StringIO())
    assert server.size() == 1 and not engines.embedded().exists()
    out = StringIO()
    call_command("rebuild_search", "--afresh", stdout=out)
    assert "搜索索引已建好，共 1 条。" in out.getvalue()
    assert "搜索服务器的索引已建好，共 1 条。" in out.getvalue()
    away = ElasticsearchEngine(connect("http://127.0.0.1:9"), "test-away")
    monkeypatch.setattr(engines, "elasticsearch", lambda: away)
    with pytest.raises(CommandError, match="搜索服务器没有应答"):
        call_command("rebuild_search", stdout=StringIO())


@pytest.mark.django_db
def test_a_broken_off_rebuild_of_the_server_misses_nothing(make_document, server) -> None:
    documents.put(make_document(f"{number:04d}") for number in range(600))

    class Killed(Exception):
        pass

    def stop(written: int, total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        indexing.rebuild(server, on_progress=stop)
    documents.put([make_document("0001", text="排涝泵站")])
    documents.remove(["clause:0002"])
    heard: list[tuple[int, int]] = []
    assert indexing.rebuild(server, on_progress=lambda *step: heard.append(step)) == 599
    assert heard[0][0] > 500, "it began afresh"
    assert found(server, "排涝") == ["clause:0001"]
