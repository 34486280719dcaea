"""The embedded engine: tantivy on local files."""

import logging
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tantivy
from django.utils import timezone

from portal.foundation.locks import only_one
from search.engines.embedded import compile, schema
from search.engines.embedded.storage import Storage, deleted_share, remove_leftovers
from search.engines.protocol import (
    MOST_VALUES,
    Batch,
    Counts,
    Dimension,
    Entry,
    Hit,
    Hits,
    IndexUnavailable,
    ResumePoint,
    stamp,
)
from search.query import Plan
from search.query.plan import SCORE_DIGITS

logger = logging.getLogger(__name__)

HEAP_BYTES: Final = 32_000_000
MOST_TIES: Final = 20_000
"""Hits of one score that are put in order; beyond that the order among them is anybody's guess."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """An index as one process has it open."""

    process: int
    generation: str
    index: tantivy.Index


class EmbeddedEngine:
    name = "tantivy"

    def __init__(self, root: Path) -> None:
        self.storage = Storage(root=root, stamp=stamp())
        self._opened: _Opened | None = None

    # Reading

    def search(self, plan: Plan, *, limit: int) -> Hits:
        with self._reading() as (index, searcher):
            found = _best(searcher, compile.ranking(index.schema, plan), limit)
            best = [_hit(searcher.doc(address), float(score)) for score, address in found.hits]
        best.sort(key=lambda hit: (-hit.score, hit.key))
        return Hits(total=found.count, best=tuple(best[:limit]))

    def totals(self, plans: Sequence[Plan]) -> list[int]:
        with self._reading() as (index, searcher):
            found: list[Any] = [
                searcher.search(compile.matching(index.schema, plan), 1) for plan in plans
            ]
        return [int(each.count) for each in found]

    def counts(self, plan: Plan, dimensions: Collection[Dimension]) -> Counts:
        return self.counts_of([(plan, dimensions)])[0]

    def counts_of(self, asked: Sequence[tuple[Plan, Collection[Dimension]]]) -> list[Counts]:
        with self._reading() as (index, searcher):
            return [
                _counted(searcher, compile.matching(index.schema, plan), dimensions)
                for plan, dimensions in asked
            ]

    def size(self) -> int:
        with self._reading() as (_index, searcher):
            return int(searcher.num_docs)

    def exists(self) -> bool:
        return self.storage.generation() is not None

    @property
    def place(self) -> str:
        return ""

    def identity(self) -> str | None:
        return "" if self.exists() else None

    def verify(self) -> bool:
        everything = tantivy.Query.all_query()
        request = {name: {"terms": {"field": name, "size": 1}} for name in Dimension}
        try:
            with self._reading() as (_index, searcher):
                searcher.aggregate(everything, request)
                for _score, address in searcher.search(everything, 1).hits:
                    searcher.doc(address)
        except IndexUnavailable:
            return False
        return True

    # Writing

    def exclusive(self) -> AbstractContextManager[bool]:
        return only_one("search-index")

    def apply(self, entries: Sequence[Entry], removed: Iterable[str], *, as_of: int = 0) -> None:
        with _engine_errors():
            opened = self._open_current()
            remove_leftovers(self.storage.path_of(opened.generation))
            _write(opened.index, entries, removed)

    def rebuild(self, batches: Iterable[Batch], *, mark: int) -> Iterator[int]:
        index: tantivy.Index | None = None
        for batch in batches:
            if index is None:
                index = self._begin_building(afresh=not batch.after)
            with _engine_errors():
                _write(index, batch.entries, batch.removed)
                if batch.until:
                    # Committed before it is noted: cut off between the two, the batch is
                    # written once more, over itself.
                    self.storage.note_progress(ResumePoint(batch.until, mark))
            yield len(batch.entries)
        if index is None:
            raise ValueError("a rebuild needs at least one batch, if only an empty one")
        with _engine_errors():
            self.storage.swap()
            self.storage.sweep(timezone.now())

    def resume_point(self) -> ResumePoint | None:
        point = self.storage.progress()
        if point is not None:
            try:
                with _engine_errors():
                    _open(self.storage.building)
            except IndexUnavailable:
                return None
        return point

    def discard(self) -> None:
        self.storage.discard()
        self._opened = None

    def deleted_share(self) -> float:
        generation = self.storage.generation()
        return deleted_share(self.storage.path_of(generation)) if generation else 0.0

    def _begin_building(self, *, afresh: bool) -> tantivy.Index:
        with _engine_errors():
            self.storage.start_building(afresh=afresh)
            remove_leftovers(self.storage.building)
            return _open(self.storage.building)

    # Opening

    @contextmanager
    def _reading(self) -> Iterator[tuple[tantivy.Index, tantivy.Searcher]]:
        with _engine_errors():
            index = self._open_current().index
            index.reload()
            yield index, index.searcher()

    def _open_current(self) -> _Opened:
        """The index in use, opened in this process: an index opened before a fork never
        sees another commit."""
        generation = self.storage.generation()
        if generation is None:
            raise IndexUnavailable("no index has been built yet")
        opened = self._opened
        if opened and opened.generation == generation and opened.process == os.getpid():
            return opened
        opened = _Opened(os.getpid(), generation, _open(self.storage.path_of(generation)))
        self._opened = opened
        return opened


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index(schema.build(), path=str(folder))
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(schema.WHITESPACE, analyser)
    index.config_reader("manual", 0)
    return index


def _write(index: tantivy.Index, entries: Sequence[Entry], removed: Iterable[str]) -> None:
    writer = index.writer(HEAP_BYTES, 1)
    for key in [*removed, *(entry.key for entry in entries)]:
        writer.delete_documents_by_query(
            tantivy.Query.term_query(index.schema, "key", key, "basic")
        )
    for entry in entries:
        writer.add_document(schema.document(entry))
    writer.commit()
    # Lets merges end; a dropped writer would abort them and segments would pile up.
    writer.wait_merging_threads()


def _best(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> Any:
    """The best hits and all that score like the last of them: which of those are listed is for
    their keys to say, and not for where they lie in the files."""
    wanted = limit + 1
    while True:
        found: Any = searcher.search(query, wanted, weight_by_field="weight")
        scores = [round(float(score), SCORE_DIGITS) for score, _address in found.hits]
        if len(scores) < wanted or scores[-1] < scores[limit - 1] or wanted >= MOST_TIES:
            return found
        wanted = min(wanted * 8, MOST_TIES)


def _counted(
    searcher: tantivy.Searcher, query: tantivy.Query, dimensions: Collection[Dimension]
) -> Counts:
    request = {
        dimension.value: {"terms": {"field": dimension.value, "size": MOST_VALUES}}
        for dimension in dimensions
    }
    answer: dict[str, Any] = searcher.aggregate(query, request)
    return {
        dimension: {
            _value(bucket["key"]): int(bucket["doc_count"])
            for bucket in answer[dimension.value]["buckets"]
        }
        for dimension in dimensions
    }


def _hit(document: tantivy.Document, score: float) -> Hit:
    return Hit(
        key=str(document.get_first("key")),
        group_key=str(document.get_first("group")),
        score=round(score, SCORE_DIGITS),
    )


def _value(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Errors of the engine as IndexUnavailable; a panic of its Rust code is one of them,
    though it does not derive from Exception."""
    try:
        yield
    except IndexUnavailable:
        raise
    except (OSError, ValueError) as error:
        logger.exception("search index cannot be used")
        raise IndexUnavailable(type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        logger.exception("search engine panicked")
        raise IndexUnavailable("PanicException") from error
