"""The one normalisation of the portal. Index and query go through the same rules;
what a reader sees never does."""

from dataclasses import dataclass
from typing import Final

from search.analysis import characters, numerals, pinyin, script
from search.analysis.edits import Edit, Rule, Span, apply, carry

RULES_VERSION: Final = 1
"""Raise it when a rule changes in a way that its constants do not show."""

_FOLDING: Final[tuple[Rule, ...]] = (
    characters.unwanted,
    characters.compatibility,
    characters.caseless,
)
_FOLDING_ROUNDS: Final = 4
"""One is enough for Chinese; decomposed Greek or Hangul can need a second."""

_WRITING: Final[tuple[Rule, ...]] = (
    pinyin.bracketed_readings,
    script.simplified,
    script.mainland_words,
    numerals.arabic,
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text that still knows its source."""

    source: str
    text: str
    steps: tuple[tuple[Edit, ...], ...]

    def spans(self) -> list[Span]:
        """For each character of `text` the stretch of `source` it stands for."""
        spans: list[Span] = [(index, index + 1) for index in range(len(self.source))]
        for edits in self.steps:
            spans = carry(spans, edits)
        return spans


def normalise(source: str) -> Normalised:
    text = source
    steps: list[tuple[Edit, ...]] = []
    for _ in range(_FOLDING_ROUNDS):
        folded = _run(_FOLDING, text, steps)
        if folded == text:
            break
        text = folded
    text = _run(_WRITING, text, steps)
    return Normalised(source=source, text=text, steps=tuple(steps))


def _run(rules: tuple[Rule, ...], text: str, steps: list[tuple[Edit, ...]]) -> str:
    for rule in rules:
        edits = rule(text)
        if edits:
            steps.append(tuple(edits))
            text = apply(text, edits)
    return text
