"""Keeping the index in step with the rows: drain the outbox, rebuild, repair.

The index is not part of any transaction. A row and its outbox event are; the event says
only which keys to look at, so handling it twice, late or after a rebuild does no harm.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db.models import Max, QuerySet

from portal.foundation.outbox import services as outbox
from portal.foundation.outbox.models import OutboxCursor, OutboxEvent
from search import engines
from search.documents.models import SearchDocument
from search.engines import Batch, Engine, IndexUnavailable, ResumePoint, circuit
from search.indexing.entries import entry

logger = logging.getLogger(__name__)

TOPIC: Final = "search.document"

BATCH: Final = 500
SMALL: Final = 2_000
"""Documents up to which an index is built while somebody waits: a second or two."""

PAUSE_SECONDS: Final = 0.05
SERVER_SECONDS: Final = 2.0
"""How long an editor who saves waits for the server of the search at most."""


class IndexBusy(Exception):
    """Somebody else was writing the index all the time that we waited."""


def consumer_of(engine: str) -> str:
    """Name of the cursor that tells how far the engine of this name has been fed."""
    return f"search.{engine}"


def drain(
    engine: Engine | None = None,
    *,
    limit: int | None = None,
    wait_seconds: float = 0,
    builds: int | None = None,
) -> int:
    """Bring an index up to date with the rows, by default the embedded one; returns how many
    events were handled.

    An index that is missing, of another version or not the one that was fed is built first, where
    `builds` is given of no more documents than that. 0 also where somebody else was writing for
    `wait_seconds`.
    """
    engine = engine or engines.embedded()
    with _turn(engine, wait_seconds) as is_mine:
        if not is_mine:
            return 0
        if not _is_fed(engine):
            if builds is not None and (not builds or SearchDocument.objects.count() > builds):
                return 0
            _rebuild(engine)
        return outbox.drain(
            consumer=consumer_of(engine.name),
            topics=[TOPIC],
            handle=lambda events: _apply(engine, _keys(events)),
            batch=BATCH,
            limit=limit,
        )


def drain_server(*, limit: int | None = None, wait_seconds: float = 0) -> int:
    """The same for the server, if there is one and it is well, while somebody waits."""
    server = engines.elasticsearch()
    if server is None or not circuit.is_closed() or not was_fed(server):
        return 0
    try:
        return drain(
            server.within(SERVER_SECONDS), limit=limit, wait_seconds=wait_seconds, builds=0
        )
    except IndexUnavailable:
        circuit.open_up()
        raise


def was_fed(engine: Engine) -> bool:
    """Whether events are kept for what lies at its place: what was not fed for a while has missed
    some."""
    return cursors_of(engine).exists()


def cursors_of(engine: Engine) -> QuerySet[OutboxCursor]:
    """The cursor of the engine, unless it tells of an index that lies somewhere else."""
    return OutboxCursor.objects.filter(
        consumer=consumer_of(engine.name), target__startswith=engine.place
    )


def _is_fed(engine: Engine) -> bool:
    """Whether events are kept for this very index and no other."""
    identity = engine.identity()
    return identity is not None and cursors_of(engine).filter(target=identity).exists()


def rebuild(
    engine: Engine | None = None,
    *,
    wait_seconds: float = 60,
    resume: bool = True,
    on_progress: Callable[[int, int], None] | None = None,
) -> int:
    """Build a new index from all rows beside the one in use and swap, by default of the embedded
    engine; returns its size.

    A rebuild that was broken off goes on where it stopped, unless `resume` is off.
    `on_progress` hears (documents written, documents in all). Raises IndexBusy.
    """
    engine = engine or engines.embedded()
    with _turn(engine, wait_seconds) as is_mine:
        if not is_mine:
            raise IndexBusy
        return _rebuild(engine, resume=resume, on_progress=on_progress)


def repair() -> bool:
    """After a failed search: check the index, give it up if it cannot be read, and build a
    new one on the spot where that takes no more than a moment. True if it can be searched."""
    engine = engines.embedded()
    with engine.exclusive() as is_mine:
        if not is_mine:
            return False
        if engine.exists():
            if engine.verify():
                return True
            logger.error("search index is damaged; building a new one")
            engine.discard()
        if SearchDocument.objects.count() > SMALL:
            return False
        _rebuild(engine, resume=False)
        return engine.verify()


@contextmanager
def _turn(engine: Engine, wait_seconds: float) -> Iterator[bool]:
    """True inside the block once nobody else writes; False if that took too long."""
    deadline = time.monotonic() + wait_seconds
    while True:
        with engine.exclusive() as is_mine:
            if is_mine or time.monotonic() >= deadline:
                yield is_mine
                return
        time.sleep(PAUSE_SECONDS)


def _keys(events: Iterable[OutboxEvent]) -> list[str]:
    return list(dict.fromkeys(key for event in events for key in event.payload["keys"]))


def _apply(engine: Engine, keys: Sequence[str]) -> None:
    for batch in _as_they_are(keys):
        engine.apply(batch.entries, batch.removed, as_of=batch.as_of)


def _as_they_are(keys: Sequence[str], after: str = "") -> Iterator[Batch]:
    for start in range(0, len(keys), BATCH):
        chunk = keys[start : start + BATCH]
        as_of = _newest_event()
        rows = list(SearchDocument.objects.filter(key__in=chunk))
        found = {row.key for row in rows}
        yield Batch(
            after=after,
            entries=tuple(entry(row) for row in rows),
            removed=tuple(key for key in chunk if key not in found),
            is_again=True,
            as_of=as_of,
        )


def _newest_event() -> int:
    """Number of the newest event ever told, also of one that is no longer on record."""
    on_record = OutboxEvent.objects.aggregate(newest=Max("id"))["newest"] or 0
    passed = OutboxCursor.objects.aggregate(newest=Max("position"))["newest"] or 0
    return max(on_record, passed)


def _rebuild(
    engine: Engine,
    *,
    resume: bool = True,
    on_progress: Callable[[int, int], None] | None = None,
) -> int:
    # Before the rows are read: what changes meanwhile is kept for this engine.
    outbox.begin(consumer_of(engine.name))
    point = _resumable(engine) if resume else None
    newest = OutboxEvent.objects.aggregate(newest=Max("id"))["newest"] or 0
    after, mark = (point.after, point.mark) if point else ("", newest)
    total = SearchDocument.objects.count()
    written = SearchDocument.objects.filter(key__lte=after).count() if after else 0
    for count in engine.rebuild(_batches(after, mark), mark=mark):
        written += count
        if on_progress is not None:
            on_progress(min(written, total), total)
    outbox.note_target(consumer_of(engine.name), engine.identity() or "")
    return engine.size()


def _resumable(engine: Engine) -> ResumePoint | None:
    """Where a broken-off rebuild goes on, if what happened since is still on record."""
    point = engine.resume_point()
    if point is None:
        return None
    if point.mark == 0:
        return point if not OutboxEvent.objects.exists() else None
    return point if OutboxEvent.objects.filter(id=point.mark).exists() else None


def _batches(after: str, mark: int) -> Iterator[Batch]:
    """All documents behind the key, then what has changed since the mark: the new index never knows
    less than the one whose place it takes, which others went on writing while this rebuild lay
    broken off."""
    rows: list[SearchDocument] | None = None
    while rows is None or len(rows) == BATCH:
        as_of = _newest_event()
        rows = list(SearchDocument.objects.filter(key__gt=after).order_by("key")[:BATCH])
        batch = Batch(after=after, entries=tuple(entry(row) for row in rows), as_of=as_of)
        yield batch
        after = batch.until
    changed = OutboxEvent.objects.filter(topic=TOPIC, id__gt=mark).order_by("id")
    yield from _as_they_are(_keys(changed.iterator()), after)
