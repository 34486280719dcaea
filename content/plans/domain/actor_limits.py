"""How many actors are read out of one text, how often its words are repeated for them, and what
is left out for it.

A sentence stands on the card of each who acts in it. 责任单位： with thousands of names below one
would be written thousands of times; who reads such a list looks into the clause itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .actors import Duty

MOST: Final = 300
"""Actors of one text, the first that it names, and as many short names. A plan of a county has
some sixty: a list of thousands is no plan, and each would be a page of its own."""
_OF_ONE: Final = 120_000
_OF_ALL: Final = 3_000_000
"""Characters of one sentence with its points, and of all, that are written again for others than
the first who acts in them. The longest plan that is served (20 000 clauses) needs 2 400 000 where
three act in each sentence; a list of 60 units under one task some 20 000."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`actors`: how many more the text names; `sentences`: of how many some who act in them have
    them only among the clauses that name them."""

    actors: int = 0
    sentences: int = 0


@dataclass(slots=True)
class Limits:
    """Asked of one text, in its order."""

    _beyond: set[str] = field(default_factory=set)
    _crowded: set[tuple[str, str]] = field(default_factory=set)
    _taken: dict[tuple[str, str], int] = field(default_factory=dict)
    _repeated: int = 0

    def has_place(self, name: str, is_known: bool, held: int) -> bool:
        """Whether this actor is one of `held` already, or one more may be."""
        if is_known or held < MOST:
            return True
        self._beyond.add(name)
        return False

    def takes(self, duty: Duty) -> bool:
        """Whether one more has this to do; the first always does."""
        sentence = (duty.said.anchor, duty.sentence)
        taken = self._taken.get(sentence, 0)
        length = len(duty.sentence) + len(duty.follows)
        length += sum(len(item.text) for item in duty.items)
        more = length if taken else 0
        if taken * length > _OF_ONE or self._repeated + more > _OF_ALL:
            self._crowded.add(sentence)
            return False
        self._taken[sentence] = taken + 1
        self._repeated += more
        return True

    @property
    def left(self) -> LeftOut:
        return LeftOut(len(self._beyond), len(self._crowded))
