"""Documents put straight into an engine, and what it finds of them."""

from collections.abc import Callable, Iterable

from search.documents import Document
from search.documents.services import row_of
from search.engines import Batch, ElasticsearchEngine, EmbeddedEngine, Engine, Entry
from search.indexing.entries import entry
from search.query import Filters, plan

PUBLIC = Filters(grants=frozenset({"public"}))


def entries(documents: Iterable[Document]) -> tuple[Entry, ...]:
    return tuple(entry(row_of(document)) for document in documents)


def build(engine: Engine, documents: Iterable[Document]) -> None:
    list(engine.rebuild([Batch(after="", entries=entries(documents))], mark=0))


def found(engine: Engine, text: str, filters: Filters = PUBLIC) -> list[str]:
    hits = engine.search(plan(text, filters), limit=100)
    assert hits.total == len(hits.best)
    return [hit.key for hit in hits.best]


def lose(engine: Engine) -> None:
    """The index is gone, and nobody has told the rows."""
    if isinstance(engine, EmbeddedEngine):
        engine.discard()
    else:
        assert isinstance(engine, ElasticsearchEngine)
        for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
            engine.client.indices.delete(index=name)


def four(make_document: Callable[..., Document]) -> list[Document]:
    """Two that hold, one that held, one that only unit 7 may find."""
    return [
        make_document(1, hazards=("earthquake",), year=2026),
        make_document(
            2,
            text="暴雨橙色预警发布后，学校可以停课。",
            hazards=("flood", "rainstorm"),
            year=2021,
            kind="guide",
            group_key="guide:1",
        ),
        make_document(
            3,
            text="发生地震时先避险，震后撤离到应急避难场所。",
            hazards=("earthquake",),
            status="historic",
            year=2016,
            group_key="plan:2",
        ),
        make_document(4, text="内部通讯录：值班电话和应急演练脚本。", grants=frozenset({"unit:7"})),
    ]
