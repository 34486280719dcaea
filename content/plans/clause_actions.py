"""What an editor can do with a clause. Apps to the right register their links here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from content.plans.models import Clause, PlanVersion
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str


Action = Callable[[Clause, Person], Link | None]
ActionForAll = Callable[[Collection[UUID], Person], Mapping[UUID, Link]]
ActionForReaders = Callable[[Collection[UUID]], Mapping[UUID, Link]]
ProofAction = Callable[[PlanVersion, Collection[UUID], Person], Mapping[UUID, Link]]

_actions: Final[list[Action]] = []
_for_all: Final[list[ActionForAll]] = []
_for_proof: Final[list[ProofAction]] = []
_for_readers: Final[list[ActionForReaders]] = []


def register(action: Action) -> None:
    """`action` gives the link for a clause, or None where the person may not."""
    if action not in _actions:
        _actions.append(action)


def register_for_all(action: ActionForAll) -> None:
    """`action` gives the links of a page's clauses by their anchors, where it has to ask the
    database about them; those of `register` stand before them."""
    if action not in _for_all:
        _for_all.append(action)


def register_for_proof(action: ProofAction) -> None:
    """`action` gives the links of clauses of one version, draft or published, on its proof."""
    if action not in _for_proof:
        _for_proof.append(action)


def register_for_readers(action: ActionForReaders) -> None:
    """`action` gives links that every reader has, signed in or not: pages with them are kept."""
    if action not in _for_readers:
        _for_readers.append(action)


def reader_links(clauses: Collection[Clause]) -> dict[UUID, list[Link]]:
    """Links for every reader by anchor, in the order of registration."""
    found: dict[UUID, list[Link]] = {clause.anchor: [] for clause in clauses}
    for action in _for_readers:
        for anchor, link in action(found.keys()).items():
            found[anchor].append(link)
    return found


def links_for(clauses: Collection[Clause], user: Person) -> dict[UUID, list[Link]]:
    """Links for this person by anchor, in the order of registration; none for the public."""
    if not user.is_authenticated:
        return {}
    found = {
        clause.anchor: [link for action in _actions if (link := action(clause, user)) is not None]
        for clause in clauses
    }
    for action in _for_all:
        for anchor, link in action(found.keys(), user).items():
            found[anchor].append(link)
    return found


def proof_links(
    version: PlanVersion, anchors: Collection[UUID], person: Person
) -> dict[UUID, list[Link]]:
    """Links for this person by anchor, in the order of registration."""
    found: dict[UUID, list[Link]] = {anchor: [] for anchor in anchors}
    for action in _for_proof:
        for anchor, link in action(version, anchors, person).items():
            found[anchor].append(link)
    return found
