"""What a version says has to be done in which situation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from content.plans.domain.actors import Said
from content.plans.domain.situations import Situation, situations_of
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.spoken import said_in

_KEPT: Final = 16
"""Texts as somebody reads them; the longest takes some megabytes and seconds to read."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The situations that are first spoken of in one chapter. `label` "": before all chapters."""

    label: str
    situations: Sequence[Situation]


def situations_by_chapter(text: ReadableText) -> list[Chapter]:
    """In the order of the plan. One query."""
    found = groupby(_situations(tuple(said_in(text))), key=lambda one: one.cards[0].said.chapter)
    return [Chapter(label, list(situations)) for label, situations in found]


@lru_cache(maxsize=_KEPT)
def _situations(said: tuple[Said, ...]) -> tuple[Situation, ...]:
    """Kept by the words themselves: who sees other clauses, or the same after an edit, never
    gets these. Pages asked with made-up queries are not kept, and each would read anew."""
    return tuple(situations_of(said))
