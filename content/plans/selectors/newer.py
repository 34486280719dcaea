"""Whether a draft says what was overtaken meanwhile."""

from dataclasses import dataclass

from content.plans.enums import VersionState
from content.plans.models import PlanVersion, ReviewRound
from content.plans.review_states import RoundState
from content.plans.selectors.namesakes import said_before


@dataclass(frozen=True, slots=True)
class Newer:
    """The version `number` of a document has a newer text than a draft of it. It is in force, or
    `approved` to come into force."""

    number: int
    approved: bool


def newer_than(version: PlanVersion) -> Newer | None:
    """None for what is published. A draft that says word for word what an earlier version said
    is as old as that one. Three queries at most."""
    if version.state != VersionState.DRAFT:
        return None
    number = said_before(version) or version.number
    approved = (
        ReviewRound.objects.filter(
            state=RoundState.APPROVED,
            version__document=version.document_id,
            version__state=VersionState.DRAFT,
            version__number__gt=number,
        )
        .exclude(version=version.pk)
        .order_by("-version__number")
        .values_list("version__number", flat=True)
        .first()
    )
    if approved is not None:
        return Newer(approved, approved=True)
    current = version.document.current_version
    return Newer(current.number, approved=False) if current and current.number > number else None
