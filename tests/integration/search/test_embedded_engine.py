"""Only of the engine on local files: where they lie, and what becomes of them."""

import pytest

from search import engines
from search.engines import EmbeddedEngine, IndexUnavailable
from search.engines.protocol import stamp
from search.query import plan
from tests.samples.indexed import PUBLIC, build, entries, found, four


@pytest.fixture
def library(engine, make_document) -> EmbeddedEngine:
    build(engine, four(make_document))
    return engine


def test_the_index_lies_in_a_folder_named_for_its_analysis(library, data_dir) -> None:
    folders = [path.name for path in (data_dir / "search").iterdir()]
    assert folders == [stamp()]


def test_only_two_generations_are_kept(library, make_document, data_dir) -> None:
    for _ in range(4):
        build(library, [make_document(1)])
    folder = data_dir / "search" / stamp()
    assert len(list(folder.glob("g*"))) == 2


def test_a_second_process_of_the_engine_sees_each_commit(library, make_document) -> None:
    other = EmbeddedEngine(library.storage.root)
    assert found(other, "排涝") == []
    library.apply(entries([make_document(5, text="排涝泵站。")]), [])
    assert found(other, "排涝") == ["clause:5"]
    build(library, [make_document(6, text="排涝泵站。")])
    assert found(other, "排涝") == ["clause:6"]


def test_leftovers_of_killed_writers_are_swept(library, make_document) -> None:
    folder = library.storage.path_of(library.storage.generation())
    leftover = folder / ".tmpAbc123"
    leftover.write_text("half written")
    library.apply(entries([make_document(1)]), [])
    assert not leftover.exists()


def damage_everything(library: EmbeddedEngine) -> None:
    for path in library.storage.path_of(library.storage.generation()).iterdir():
        if path.suffix in {".term", ".store", ".idx", ".fast"}:
            path.write_bytes(b"\0" * 64)


def damage_the_list_of_segments(library: EmbeddedEngine) -> None:
    (library.storage.path_of(library.storage.generation()) / "meta.json").write_text("{broken")


def lose_a_file(library: EmbeddedEngine) -> None:
    for path in library.storage.path_of(library.storage.generation()).glob("*.term"):
        path.unlink()


@pytest.mark.parametrize("damage", [damage_everything, damage_the_list_of_segments, lose_a_file])
def test_a_damaged_index_is_noticed_and_never_crashes(library, damage) -> None:
    damage(library)
    fresh = EmbeddedEngine(library.storage.root)
    assert not fresh.verify()
    with pytest.raises(IndexUnavailable):
        fresh.search(plan("应急", PUBLIC), limit=5)


def test_the_share_of_deleted_documents_is_counted_in_the_files(library) -> None:
    library.apply([], ["clause:1"])
    assert library.deleted_share() == pytest.approx(0.25)


def test_one_engine_serves_one_data_folder(engine, settings, tmp_path) -> None:
    assert engines.embedded() is engine
    settings.DATA_DIR = tmp_path / "other"
    assert engines.embedded() is not engine
