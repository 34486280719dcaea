"""How many practice questions hang on a clause. The question bank registers its counter here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Questions:
    count: int
    url: str = ""


Counter = Callable[[Collection[str]], Mapping[str, Questions]]

_counters: Final[list[Counter]] = []


def register(counter: Counter) -> None:
    """`counter` gets keys (`clause:<uuid>`) and answers for those that have public questions."""
    if counter not in _counters:
        _counters.append(counter)


def questions_on(keys: Collection[str]) -> dict[str, Questions]:
    """Question counts by key; keys without questions are absent."""
    found: dict[str, Questions] = {}
    if keys:
        for counter in _counters:
            found.update({key: q for key, q in counter(keys).items() if q.count})
    return found
