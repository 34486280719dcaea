"""Whether the index holds what the rows say."""

from dataclasses import dataclass

from portal.foundation.outbox.models import OutboxCursor, OutboxEvent
from search import engines
from search.documents.models import SearchDocument
from search.engines import IndexUnavailable
from search.indexing.services import CONSUMER, TOPIC


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


def index_health() -> IndexHealth:
    try:
        indexed: int | None = engines.embedded().size()
    except IndexUnavailable:
        indexed = None
    position = (
        OutboxCursor.objects.filter(consumer=CONSUMER).values_list("position", flat=True).first()
    )
    return IndexHealth(
        rows=SearchDocument.objects.count(),
        indexed=indexed,
        waiting=OutboxEvent.objects.filter(topic=TOPIC, id__gt=position or 0).count(),
    )
