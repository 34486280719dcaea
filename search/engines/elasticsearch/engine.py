"""The engine of a server: Elasticsearch 8 or 9, for installations with several machines."""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from django.utils import timezone
from elasticsearch import Elasticsearch
from elasticsearch_dsl import MultiSearch, Search
from elasticsearch_dsl.query import MatchAll

from portal.foundation.locks import only_one_anywhere
from search.engines.elasticsearch import answers, compile, schema
from search.engines.elasticsearch.indexes import Indexes
from search.engines.elasticsearch.schema import Action
from search.engines.elasticsearch.waiting import faults, no_longer_than
from search.engines.protocol import (
    MOST_VALUES,
    Batch,
    Counts,
    Dimension,
    Entry,
    Hits,
    IndexDamaged,
    IndexUnavailable,
    QueryRefused,
    ResumePoint,
    stamp,
)
from search.query import Plan

T = TypeVar("T")

logger = logging.getLogger(__name__)

PATIENCE: Final = 10.0
"""Seconds for a call that nobody waits for."""

SWAP_PATIENCE: Final = 60.0
"""The same where the server first has to make all documents of an index findable."""

FARTHEST: Final = 10_000
"""Hits beyond which the server lists none."""

FIELDS: Final = [*(dimension.value for dimension in Dimension), "key", "grant", "weight"]
"""What is read of every document, whoever asks."""

BULK_BYTES: Final = 8_000_000
SAME_COPY: Final = "anlan"
"""Which copy of the index answers: each scores by the deleted documents that it still has."""


@dataclass(frozen=True)
class ElasticsearchEngine:
    """`deadline`: time.monotonic() until which every call has to be answered."""

    client: Elasticsearch
    prefix: str
    deadline: float | None = None
    name: ClassVar[str] = "elasticsearch"

    def within(self, seconds: float) -> "ElasticsearchEngine":
        """The same engine for somebody who waits no longer than that in all."""
        return replace(self, deadline=time.monotonic() + seconds)

    # Reading

    def search(self, plan: Plan, *, limit: int) -> Hits:
        asked = self._asking().query(compile.ranking(plan))
        asked = asked.sort({"_score": "desc"}, {"key": "asc"}).extra(
            track_total_hits=True, docvalue_fields=["key", "group"], stored_fields="_none_"
        )
        wanted = limit + 1
        with faults():
            while True:
                wanted = min(wanted, FARTHEST)
                found = self._answer(asked.extra(size=wanted))["hits"]
                best = [answers.hit(hit) for hit in found["hits"]]
                if wanted == FARTHEST or answers.is_clear_cut(best, limit, wanted):
                    break
                wanted *= 8
            total = answers.number(found["total"]["value"])
        best.sort(key=lambda hit: (-hit.score, hit.key))
        return Hits(total=total, best=tuple(best[:limit]))

    def totals(self, plans: Sequence[Plan]) -> list[int]:
        asked = [
            self._asking().query(compile.matching(plan)).extra(size=0, track_total_hits=True)
            for plan in plans
        ]
        with faults():
            return [
                answers.number(found["hits"]["total"]["value"]) for found in self._answers(asked)
            ]

    def counts(self, plan: Plan, dimensions: Collection[Dimension]) -> Counts:
        return self.counts_of([(plan, dimensions)])[0]

    def counts_of(self, asked: Sequence[tuple[Plan, Collection[Dimension]]]) -> list[Counts]:
        searches = []
        for plan, dimensions in asked:
            search = self._asking().query(compile.matching(plan)).extra(size=0)
            for name in dimensions:
                search.aggs.bucket(name.value, "terms", field=name.value, size=MOST_VALUES)
            searches.append(search)
        with faults():
            return [
                {name: answers.counted(found["aggregations"][name.value]) for name in dimensions}
                for found, (_, dimensions) in zip(self._answers(searches), asked, strict=True)
            ]

    def size(self) -> int:
        with faults():
            return answers.number(self._call(lambda it: it.client.count(index=it.alias))["count"])

    def exists(self) -> bool:
        with faults():
            return self._call(lambda it: it.current()) is not None

    @property
    def place(self) -> str:
        nodes = sorted(node.base_url for node in self.client.transport.node_pool.all())
        return sha256(" ".join([self.prefix, *nodes]).encode()).hexdigest()[:16]

    def identity(self) -> str | None:
        with faults():
            known = self._call(lambda it: it.identity())
        return f"{self.place} {known}" if known else None

    def verify(self) -> bool:
        # Terms of no value would match nothing, and nothing of any document would be read.
        everything = self._asking().query(MatchAll()).sort({"key": "asc"})
        everything = everything.extra(size=1, docvalue_fields=FIELDS, stored_fields="_none_")
        for name in FIELDS:
            everything.aggs.bucket(name, "terms", field=name, size=1)
        if not self.exists():
            return False
        try:
            with faults():
                self._answer(everything)
        except (QueryRefused, IndexDamaged):
            return False
        return True

    def deleted_share(self) -> float:
        with faults():
            stats = self._call(lambda it: it.client.indices.stats(index=it.alias, metric="docs"))
            docs = stats["_all"]["primaries"]["docs"]
            held = docs["count"] + docs["deleted"]
            return docs["deleted"] / held if held else 0.0

    # Writing

    def exclusive(self) -> AbstractContextManager[bool]:
        return only_one_anywhere("search-elasticsearch")

    def apply(self, entries: Sequence[Entry], removed: Iterable[str], *, as_of: int = 0) -> None:
        with faults():
            name = self._call(lambda it: it.current())
            if name is None:
                raise IndexUnavailable("no index has been built yet")
            self._write(name, schema.actions(entries, removed, as_of), is_in_use=True)

    def rebuild(self, batches: Iterable[Batch], *, mark: int) -> Iterator[int]:
        name = ""
        for batch in batches:
            with faults():
                name = name or self._begin(mark, afresh=not batch.after)
                actions = schema.actions(batch.entries, batch.removed, batch.as_of)
                self._write(name, actions, is_in_use=False)
                if batch.until:
                    # Written before it is noted: cut off between the two, the batch is written
                    # once more, over itself.
                    point = ResumePoint(batch.until, mark)
                    self._call(partial(Indexes.note_progress, name=name, point=point))
            yield len(batch.entries)
        if not name:
            raise ValueError("a rebuild needs at least one batch, if only an empty one")
        with faults():
            self._call(lambda it: it.swap(name), patience=SWAP_PATIENCE)
            self._call(lambda it: it.sweep(timezone.now()))

    def resume_point(self) -> ResumePoint | None:
        with faults():
            broken_off = self._call(lambda it: it.building())
        return broken_off[1] if broken_off and broken_off[1].after else None

    def _begin(self, mark: int, *, afresh: bool) -> str:
        if afresh:
            return self._call(lambda it: it.create(mark))
        broken_off = self._call(lambda it: it.building())
        if broken_off is None:
            raise IndexUnavailable("the rebuild that was broken off is gone")
        return broken_off[0]

    # Calling

    def _asking(self) -> Search[Any]:
        return Search().params(preference=SAME_COPY)

    def _answer(self, asked: Search[Any]) -> dict[str, Any]:
        """What the server found, of the whole index; IndexUnavailable if only of a part."""
        return answers.whole(
            self._call(lambda it: asked.using(it.client).index(it.alias).execute().to_dict())
        )

    def _write(self, name: str, actions: Iterable[Action], *, is_in_use: bool) -> None:
        for part in _parts(actions):
            # Each request for itself: how long a batch takes is for its size to say.
            write = partial(Indexes.write, name=name, is_in_use=is_in_use)
            told = self._call(partial(write, actions=part))
            pairs = list(zip(part, told, strict=True))
            if refused := [each for each in pairs if _is_refused(*each)]:
                for _, one in refused:
                    reason = {"key": one["_id"], "kind": one["error"]["type"]}
                    logger.error("elasticsearch refuses a document", extra=reason)
                bare = [schema.bare(action) for action, _ in refused]
                told = [one for action, one in pairs if not _is_refused(action, one)]
                told += self._call(partial(write, actions=bare))
            if any(one["status"] == HTTPStatus.CONFLICT for one in told):
                raise IndexDamaged("it knows of later events than there are")
            if failed := sum(map(_has_failed, told)):
                raise IndexUnavailable(f"{failed} documents not written")

    def _answers(self, asked: Sequence[Search[Any]]) -> list[dict[str, Any]]:
        """The same for several, asked for at once."""
        if not asked:
            return []

        def ask(it: Indexes) -> list[dict[str, Any]]:
            together = MultiSearch(using=it.client, index=it.alias)
            for each in asked:
                together = together.add(each)
            return [each.to_dict() for each in together.execute(raise_on_error=True)]

        found = [answers.whole(each) for each in self._call(ask)]
        if len(found) != len(asked):
            raise IndexUnavailable("answer of a part")
        return found

    def _call(self, call: Callable[[Indexes], T], *, patience: float = 0) -> T:
        """What the server answers, before the deadline and within its patience."""
        left = patience or PATIENCE
        if self.deadline is not None:
            left = min(left, self.deadline - time.monotonic())
        return no_longer_than(left, lambda: call(self._indexes(max(left, 0.01))))

    def _indexes(self, seconds: float = PATIENCE) -> Indexes:
        client = self.client.options(request_timeout=seconds)
        return Indexes(client=client, prefix=self.prefix, stamp=stamp())


def connect(url: str, key: str = "", ca: str = "") -> Elasticsearch:
    """A client of the server at `url`; nothing is asked yet. `key`: its API key; `ca`: path of the
    certificate that vouches for it. Raises IndexUnavailable where these make no sense."""
    given: dict[str, Any] = {"api_key": key} if key else {}
    if ca:
        # The client would look at it no earlier than at the first question.
        if not Path(ca).is_file():
            raise IndexUnavailable("ELASTICSEARCH_CA")
        given["ca_certs"] = ca
    with faults():
        return Elasticsearch(url, max_retries=0, retry_on_timeout=False, **given)


def _parts(actions: Iterable[Action]) -> Iterator[list[Action]]:
    """As many at a time as one request may hold."""
    part: list[Action] = []
    size = 0
    for action in actions:
        if part and size + action.size > BULK_BYTES:
            yield part
            part, size = [], 0
        part.append(action)
        size += action.size
    if part:
        yield part


def _is_refused(action: Action, told: dict[str, Any]) -> bool:
    """Whether this document alone cannot be written, now or later."""
    return action.is_document and told["status"] == HTTPStatus.BAD_REQUEST


def _has_failed(told: dict[str, Any]) -> bool:
    return told["status"] >= HTTPStatus.BAD_REQUEST and told.get("result") != "not_found"
