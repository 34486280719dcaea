"""Whether the index holds what the rows say."""

from dataclasses import dataclass

from portal.foundation.outbox.models import OutboxEvent
from search.documents.models import SearchDocument
from search.engines import Engine, IndexUnavailable
from search.indexing.services import TOPIC, cursors_of


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """rows: documents that should be found. indexed: documents in the index, None if it
    cannot be read. waiting: outbox events the index has not seen."""

    rows: int
    indexed: int | None
    waiting: int

    @property
    def is_well(self) -> bool:
        """The counts agree; while events wait they may differ for a moment."""
        return self.indexed is not None and (self.waiting > 0 or self.indexed == self.rows)


def index_health(engine: Engine) -> IndexHealth:
    try:
        indexed: int | None = engine.size()
    except IndexUnavailable:
        indexed = None
    return IndexHealth(
        rows=SearchDocument.objects.count(),
        indexed=indexed,
        waiting=OutboxEvent.objects.filter(topic=TOPIC, id__gt=_position(engine) or 0).count(),
    )


def is_behind(engine: Engine) -> bool:
    """Whether an event waits that the engine has not seen, or it has never been fed."""
    position = _position(engine)
    if position is None:
        return True
    return OutboxEvent.objects.filter(topic=TOPIC, id__gt=position).exists()


def _position(engine: Engine) -> int | None:
    return cursors_of(engine).values_list("position", flat=True).first()
