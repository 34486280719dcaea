"""What sets a draft apart from the version in force."""

from collections.abc import Mapping

from content.plans.domain.changes import ChangeKind, counts
from content.plans.models import PlanVersion
from content.plans.selectors.changes import compared
from content.plans.selectors.readable import readable_text
from portal.people.rights import Person


def difference(version: PlanVersion, person: Person) -> Mapping[ChangeKind, int] | None:
    """Numbers of changes by kind, as the page of them counts: without what only moved down in
    its number. None where nothing is in force. Four queries."""
    before = version.document.current_version
    if before is None:
        return None
    text = readable_text(version, person)
    return counts(compared(text.of(before), text))
