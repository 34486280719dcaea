"""What a version says has to be done in which situation."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from content.plans.domain.situations import Situation, situations_of
from content.plans.selectors.extracts import kept
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.spoken import said_in


@dataclass(frozen=True, slots=True)
class Chapter:
    """The situations that are first spoken of in one chapter. `label` "": before all chapters."""

    label: str
    situations: Sequence[Situation]


def situations_by_chapter(text: ReadableText) -> list[Chapter]:
    """In the order of the plan. Four queries at most."""
    said: list[Situation] | None = kept(text, "situations")
    if said is None:
        said = situations_of(said_in(text))
    found = groupby(said, key=lambda one: one.cards[0].said.chapter)
    return [Chapter(label, list(situations)) for label, situations in found]
