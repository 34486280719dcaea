from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.db import transaction

from portal.foundation.locks import only_one
from portal.foundation.outbox.models import OutboxEvent
from search import engines, registry
from search.documents import services as documents
from search.engines import Dimension, IndexUnavailable
from search.indexing import jobs
from search.indexing import services as indexing
from search.indexing.after_commit import _drain_some
from search.indexing.health import index_health
from search.models import SearchDocument
from search.query import Filters, plan

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def keys(text: str) -> list[str]:
    asked = plan(text, Filters(grants=frozenset({"public"})))
    return [hit.key for hit in engines.embedded().search(asked, limit=100).best]


def test_a_drain_brings_the_index_up_to_date(make_document) -> None:
    documents.put([make_document(1), make_document(2)])
    assert indexing.drain() == 1
    documents.put([make_document(1, text="排涝泵站")])
    documents.remove(["clause:2"])
    assert indexing.drain() == 2
    assert keys("排涝") == ["clause:1"]
    assert keys("演练") == []
    assert engines.embedded().size() == 1


def test_a_change_is_found_right_after_its_commit(
    make_document, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        for number in range(5):
            documents.put([make_document(number)])
    assert callbacks == [_drain_some]
    assert len(keys("演练")) == 5


def test_a_change_that_is_rolled_back_is_never_indexed(
    make_document, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            documents.put([make_document(1)])
            raise ZeroDivisionError
        documents.put([make_document(2)])
    assert callbacks == [_drain_some]
    assert keys("演练") == ["clause:2"]


def test_a_writer_does_not_fail_because_the_index_does(
    make_document, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise IndexUnavailable("disk full")

    documents.put([make_document(1)])
    indexing.drain()
    monkeypatch.setattr(engines.EmbeddedEngine, "apply", broken)
    with django_capture_on_commit_callbacks(execute=True):
        documents.put([make_document(2)])
    monkeypatch.undo()
    indexing.drain()
    assert keys("演练") == ["clause:1", "clause:2"]


def test_while_somebody_else_writes_a_drain_leaves_and_a_rebuild_says_so(make_document) -> None:
    documents.put([make_document(1)])
    with only_one("search-index") as is_mine:
        assert is_mine
        assert indexing.drain() == 0
        with pytest.raises(indexing.IndexBusy):
            indexing.rebuild(wait_seconds=0.1)
        assert not indexing.repair()
    assert indexing.drain() == 1


def test_a_large_library_is_not_indexed_while_an_editor_waits(make_document) -> None:
    documents.put(make_document(number) for number in range(3))
    assert indexing.drain(builds=2) == 0
    assert not engines.embedded().exists()
    indexing.drain()
    assert engines.embedded().size() == 3


def test_a_rebuild_holds_all_rows_and_reports_its_progress(make_document) -> None:
    documents.put(make_document(f"{number:04d}") for number in range(1100))
    heard: list[tuple[int, int]] = []
    assert indexing.rebuild(on_progress=lambda *step: heard.append(step)) == 1100
    assert heard == [(500, 1100), (1000, 1100), (1100, 1100)]


def test_an_empty_library_has_an_empty_index() -> None:
    assert indexing.rebuild() == 0
    assert keys("演练") == []


def test_a_rebuild_that_was_broken_off_goes_on_and_misses_nothing(make_document) -> None:
    """Rows changed, removed and added before the point it had reached are in it too."""
    documents.put(make_document(f"{number:04d}") for number in range(1100))
    indexing.drain()

    class Killed(Exception):
        pass

    def stop_after_one(written: int, total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        indexing.rebuild(on_progress=stop_after_one)
    assert engines.embedded().size() == 1100  # the old index answers on
    documents.put([make_document("0001", text="排涝泵站"), make_document("0000a", text="排涝泵站")])
    documents.remove(["clause:0002"])
    indexing.drain()

    heard: list[tuple[int, int]] = []
    indexing.rebuild(on_progress=lambda *step: heard.append(step))
    assert heard[0][0] > 900, "it began afresh"
    assert set(keys("排涝")) == {"clause:0001", "clause:0000a"}
    assert engines.embedded().size() == SearchDocument.objects.count() == 1100


def test_a_rebuild_is_not_resumed_once_the_events_since_are_pruned(make_document) -> None:
    documents.put(make_document(f"{number:04d}") for number in range(600))

    class Killed(Exception):
        pass

    def stop(written: int, total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        indexing.rebuild(on_progress=stop)
    documents.remove(["clause:0002"])
    OutboxEvent.objects.all().delete()
    heard: list[tuple[int, int]] = []
    assert indexing.rebuild(on_progress=lambda *step: heard.append(step)) == 599
    assert heard[0] == (500, 599)


def test_changes_during_a_rebuild_are_found_after_it(make_document) -> None:
    documents.put(make_document(f"{number:04d}") for number in range(600))

    def change(written: int, total: int) -> None:
        if written == 500:
            documents.put([make_document("0001", text="排涝泵站")])
            documents.remove(["clause:0002"])

    indexing.rebuild(on_progress=change)
    indexing.drain()
    assert keys("排涝") == ["clause:0001"]
    assert engines.embedded().size() == 599


def test_the_periodic_job_mends_an_index_that_misses_rows(make_document) -> None:
    documents.put([make_document(1), make_document(2)])
    indexing.drain()
    assert jobs.catch_up(NOW) is None
    engines.embedded().apply([], ["clause:1"])
    assert not index_health(engines.embedded()).is_well
    assert jobs.catch_up(NOW) == "索引与条目对不上，已重建，共 2 条"
    assert index_health(engines.embedded()).is_well


def test_the_daily_job_drops_the_words_of_what_was_removed(make_document) -> None:
    documents.put([make_document(1), make_document(2, text="联系人欧阳青山")])
    indexing.drain()
    assert jobs.compact(NOW) is None
    documents.remove(["clause:2"])
    indexing.drain()

    def documents_with(word: str) -> int:
        """As the files count: deleted documents too, until they are rewritten."""
        index = engines.embedded()._open_current().index
        index.reload()
        return index.searcher().doc_freq("body", word)

    assert documents_with("欧阳") == 1
    assert jobs.compact(NOW) == "已重建，共 1 条"
    assert documents_with("欧阳") == 0


def test_the_check_compares_rows_and_index(make_document) -> None:
    documents.put([make_document(1)])
    indexing.drain()

    def found() -> list[str]:
        messages = run_checks(tags=[Tags.database], databases=["default"])
        return [m.id for m in messages if m.id.startswith("search.")]

    assert found() == []
    engines.embedded().apply([], ["clause:1"])
    assert found() == ["search.W001"]
    engines.embedded().discard()
    assert found() == ["search.W001"]


def test_the_command_collects_from_the_apps_and_builds(make_document, monkeypatch) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    documents.put([make_document(1), make_document(2), make_document(3, kind="gone")])
    registry.register_kind(
        "clause", label="条文", rebuild=lambda: iter([make_document(2), make_document(4)])
    )
    registry.register_kind("own", label="自写", rebuild=lambda: None)
    out = StringIO()
    call_command("rebuild_search", "--collect", stdout=out)
    assert "clause：写入 1，去掉 1，没变 1" in out.getvalue()
    assert "已停用的类别：写入 0，去掉 1，没变 0" in out.getvalue()
    assert "搜索索引已建好，共 2 条。" in out.getvalue()
    assert set(keys("演练")) == {"clause:2", "clause:4"}


def test_the_command_says_what_to_do_when_the_folder_cannot_be_used(settings, tmp_path) -> None:
    (tmp_path / "search").write_text("a file where the folder should be")
    with pytest.raises((CommandError, OSError)):
        call_command("rebuild_search", stdout=StringIO())


def test_a_clause_of_a_plan_for_all_hazards_is_about_what_its_headings_name(
    engine, make_document
) -> None:
    """Nobody wrote it into the row: an index of a later version knows it for rows of an earlier."""
    town = ("青河镇预案", "四、应急处置")
    documents.put(
        [
            make_document(1, path=(*town, "（四）地震处置"), title="2.处置措施", text="转移。"),
            make_document(2, path=(*town, "（三）暴雨洪水处置"), title="", text="转移。"),
            make_document(3, path=(*town, "（六）传染病和中毒处置"), title="", text="转移。"),
            make_document(
                4,
                path=("防汛抗旱预案", "4.3.5 抗旱响应行动"),
                text="转移。",
                hazards=("drought", "flood"),
            ),
            make_document(
                5,
                path=("森林火灾预案", "4.1 火情报告"),
                text="转移。",
                hazards=("forest-fire",),
            ),
        ]
    )
    indexing.drain()
    found = engine.counts(plan("转移", Filters(grants=frozenset({"public"}))), [Dimension.HAZARD])
    assert found[Dimension.HAZARD] == {
        "earthquake": 1, "rainstorm": 1, "flood": 1, "infectious-disease": 1, "drought": 1,
        "forest-fire": 1,
    }  # fmt: skip
