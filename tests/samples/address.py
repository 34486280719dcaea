"""An address with the objects to try it with, and whose they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.samples.things import Things


@dataclass(frozen=True, slots=True)
class Address:
    """`belongs` is "unit" (internal to a unit: elsewhere it is absent), "person" (of its owner
    alone), "everybody" (its existence is no secret: each sees what the role may) "reading"
    (internal text: whoever reads in that unit), "county" (for the rights over the root unit
    alone) or "nobody" (a draft at its public address).
    `actions` guard it where it is not the access of the view itself. `label` tells apart the
    kinds of objects at one address."""

    belongs: str
    arguments: Callable[[Things], dict[str, Any]]
    label: str = ""
    query: Callable[[Things], str] = lambda _things: ""
    actions: tuple[str, ...] = ()


def by(parameter: str, what: str, attribute: str) -> Callable[[Things], dict[str, Any]]:
    def arguments(things: Things) -> dict[str, Any]:
        return {parameter: getattr(getattr(things, what), attribute)}

    return arguments
