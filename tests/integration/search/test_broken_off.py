"""A rebuild that is killed at the worst moment, on each engine."""

import pytest

from search.documents import services as documents
from search.engines import Dimension, Engine
from search.engines.elasticsearch.indexes import Indexes
from search.engines.embedded.storage import Storage
from search.indexing import services as indexing
from search.query import plan
from tests.samples.indexed import PUBLIC, found

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    pass


def die(*args: object, **given: object) -> None:
    raise Killed


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.slow)])
def engine(request) -> Engine:
    return request.getfixturevalue("embedded_engine" if request.param == "embedded" else "server")


@pytest.fixture
def broken_off(engine, make_document) -> Engine:
    """600 documents, of which a killed rebuild has read 500; then two are changed, one is hidden
    and one goes, and the index in use has heard of it."""
    documents.put(make_document(f"{number:04d}") for number in range(600))
    indexing.drain(engine)
    with pytest.raises(Killed):
        indexing.rebuild(engine, on_progress=die)
    documents.put(
        [
            make_document("0001", text="排涝泵站"),
            make_document("0003", grants=frozenset({"unit:7"})),
            make_document("0599", text="排涝泵站"),
        ]
    )
    documents.remove(["clause:0002"])
    assert indexing.drain(engine)
    return engine


def holds_what_has_changed(engine: Engine) -> bool:
    """Whether no reader learns from a hit or a count what was taken away meanwhile."""
    counts = engine.counts(plan("", PUBLIC), [Dimension.KIND])[Dimension.KIND]
    listed = engine.search(plan("演练", PUBLIC), limit=1000)
    return (
        found(engine, "排涝") == ["clause:0001", "clause:0599"]
        and counts == {"clause": 598}
        and not {"clause:0002", "clause:0003"} & {hit.key for hit in listed.best}
    )


def test_what_has_changed_since_is_in_the_new_index_before_anybody_reads_it(
    broken_off, monkeypatch
) -> None:
    for place in (Storage, Indexes):
        monkeypatch.setattr(place, "sweep", die)
    with pytest.raises(Killed):
        indexing.rebuild(broken_off)
    assert broken_off.resume_point() is None, "it has been swapped in"
    assert holds_what_has_changed(broken_off)


def test_killed_between_the_last_document_and_the_swap_it_misses_nothing(
    broken_off, monkeypatch
) -> None:
    for _ in range(2):
        with monkeypatch.context() as patched:
            for place in (Storage, Indexes):
                patched.setattr(place, "swap", die)
            with pytest.raises(Killed):
                indexing.rebuild(broken_off)
        assert holds_what_has_changed(broken_off), "the old one answers on"
    heard: list[tuple[int, int]] = []
    indexing.rebuild(broken_off, on_progress=lambda *step: heard.append(step))
    assert heard[0][0] == 599 and max(heard) == (599, 599), "it began afresh"
    assert holds_what_has_changed(broken_off)


def test_what_changes_while_it_is_read_is_in_it_as_well(engine, make_document) -> None:
    documents.put(make_document(f"{number:04d}") for number in range(600))

    def change(written: int, total: int) -> None:
        if written == 500:
            documents.put([make_document("0001", text="排涝泵站")])
            documents.remove(["clause:0002"])

    indexing.rebuild(engine, on_progress=change)
    assert found(engine, "排涝") == ["clause:0001"]
    assert engine.size() == 599
