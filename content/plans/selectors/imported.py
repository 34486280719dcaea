"""Clauses as they stood in the imported file, for the search."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Substr

from content.plans.models.clause import KEY_PREFIX
from content.plans.models.version import heavy
from content.plans.selectors.readable import readable_clauses
from portal.people.rights import Person
from search.registry import Imported


def imported_clauses(keys: Collection[str], person: Person) -> dict[str, Imported]:
    """By key, of the texts in force that this person may read. One query."""
    anchors = [UUID(key.removeprefix(KEY_PREFIX)) for key in keys if key.startswith(KEY_PREFIX)]
    rows = (
        readable_clauses(person)
        .filter(anchor__in=anchors, version__document__current_version=F("version"))
        .select_related("version")
        .defer(*heavy("version"), "text", "told")
        .annotate(
            written=Substr(
                "version__original", F("source_start") + 1, F("source_end") - F("source_start")
            )
        )
    )
    return {row.key: Imported(row.written.strip(), row.version.source_name) for row in rows}
