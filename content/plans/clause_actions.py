"""What an editor can do with a clause. Apps to the right register their links here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from content.plans.models import Clause
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str


Action = Callable[[Clause, Person], Link | None]

_actions: Final[list[Action]] = []


def register(action: Action) -> None:
    """`action` gives the link for a clause, or None where the person may not."""
    if action not in _actions:
        _actions.append(action)


def links_for(clause: Clause, user: Person) -> list[Link]:
    """Links for this person, in the order of registration; none for the public."""
    if not user.is_authenticated:
        return []
    return [link for action in _actions if (link := action(clause, user)) is not None]
