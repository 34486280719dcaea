"""What sets a draft apart from the version in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.plans.domain.changes import ChangeKind, counts
from content.plans.domain.told_changes import ToldChange
from content.plans.models import PlanVersion
from content.plans.selectors.changes import compared_with_told
from content.plans.selectors.readable import readable_text
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Difference:
    """`counts`: numbers of changed clauses by kind, as the page of them counts: without what only
    moved down in its number."""

    counts: Mapping[ChangeKind, int]
    told: Sequence[ToldChange]


def difference(version: PlanVersion, person: Person) -> Difference | None:
    """None where nothing is in force. Four queries, and two more where something was said of who
    acts."""
    before = version.document.current_version
    if before is None:
        return None
    text = readable_text(version, person)
    found = compared_with_told(text.of(before), text)
    return Difference(counts(found.changes), found.told)
