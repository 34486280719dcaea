"""What rooms above this one say of a plan on its pages of the workbench."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from content.plans.models import PlanDocument, PlanVersion
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Note:
    """`kind` as in `components/note.html`; `url` is where the person goes on, if anywhere."""

    text: str
    kind: str = ""
    url: str = ""
    label: str = ""


Source = Callable[[PlanDocument, Person], Note | None]
ProofSource = Callable[[PlanVersion, Person], Note | None]

_sources: Final[list[Source]] = []
_of_proofs: Final[list[ProofSource]] = []


def register(source: Source) -> None:
    """`source` gives the note for this plan and this person, or None where there is none."""
    if source not in _sources:
        _sources.append(source)


def register_for_proof(source: ProofSource) -> None:
    """`source` gives the note for this version and this person before it is approved, or None."""
    if source not in _of_proofs:
        _of_proofs.append(source)


def notes_for(plan: PlanDocument, person: Person) -> list[Note]:
    """In the order of registration."""
    return [note for source in _sources if (note := source(plan, person)) is not None]


def notes_on_proof(version: PlanVersion, person: Person) -> list[Note]:
    """In the order of registration."""
    return [note for source in _of_proofs if (note := source(version, person)) is not None]
