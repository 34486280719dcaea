"""Numbers that wait for somebody to say whether they are targets, shown on the desk.

Rooms to the right hold them; each registers what it has for a person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count` numbers of one document, gone through at `url`."""

    title: str
    url: str
    count: int


Source = Callable[[Person], Sequence[Waiting]]

_sources: Final[list[Source]] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def waiting_for(person: Person) -> list[Waiting]:
    return [one for source in _sources for one in source(person)]
