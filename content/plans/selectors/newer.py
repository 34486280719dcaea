"""Whether a draft says what was overtaken meanwhile."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of a draft's text, and that of the version `number`, in force; None where nobody
    knows it."""

    day: date | None
    number: int
    in_force: date | None

    @property
    def is_earlier(self) -> bool:
        return self.day is not None and self.in_force is not None and self.day < self.in_force

    @property
    def is_unknown(self) -> bool:
        return self.day is None or self.in_force is None


def dated(version: PlanVersion) -> Dated | None:
    """None for what is published, and where nothing is in force."""
    document = version.document
    current = document.current_version
    if version.state != VersionState.DRAFT or current is None:
        return None
    return Dated(version.signed_on, current.number, current.signed_on or document.issued_on)


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
