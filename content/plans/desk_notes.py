"""What rooms above this one say of a plan on its pages of the workbench."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from content.plans.models import PlanDocument
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Note:
    """`kind` as in `components/note.html`; `url` is where the person goes on, if anywhere."""

    text: str
    kind: str = ""
    url: str = ""
    label: str = ""


Source = Callable[[PlanDocument, Person], Note | None]

_sources: Final[list[Source]] = []


def register(source: Source) -> None:
    """`source` gives the note for this plan and this person, or None where there is none."""
    if source not in _sources:
        _sources.append(source)


def notes_for(plan: PlanDocument, person: Person) -> list[Note]:
    """In the order of registration."""
    return [note for source in _sources if (note := source(plan, person)) is not None]
