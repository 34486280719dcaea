"""Which hazards a query names, so that none of them is answered by the steps for another."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import normalise, units
from search.query.hazard_words import (
    ALIKE,
    HELP,
    HELP_SLUG,
    INSTEAD,
    ORDINARY,
    PATTERNS,
    WORDS,
)

Names = tuple[tuple[str, str], ...]
"""(slug, name) of the hazards of the taxonomy, once for each name of theirs."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a normalised query and the hazards it may mean."""

    start: int
    end: int
    slugs: tuple[str, ...]
    is_told: bool = False
    """In several words, none of which means a hazard alone: 桌子在抖."""

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


Span = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The hazards of every word, none of an ordinary one, and the words by their first sign."""

    slugs: dict[str, tuple[str, ...]]
    by_first: dict[str, tuple[str, ...]]


def mentions(normal: str, names: Names = ()) -> tuple[Mention, ...]:
    """In a normalised text, however it is spaced."""
    places = [place for place, character in enumerate(normal) if not character.isspace()]
    joined = "".join(normal[place] for place in places)
    known = _vocabulary(names).slugs
    return tuple(
        Mention(places[start], places[end - 1] + 1, slugs, joined[start:end] not in known)
        for start, end, slugs in sorted(_spans(joined, names))
    )


def _spans(joined: str, names: Names) -> list[Span]:
    """Of words that overlap the longest counts, of two as long the hazard: 突发火灾 holds 发火.
    What a pattern finds counts beside the words."""
    told: list[Span] = [
        (match.start(), match.end(), tuple(slugs.split()))
        for slugs, pattern in PATTERNS.items()
        for match in re.finditer(pattern, joined)
    ]
    vocabulary = _vocabulary(names)
    found = [
        (at, at + len(word), vocabulary.slugs[word])
        for at, first in enumerate(joined)
        for word in vocabulary.by_first.get(first, ())
        if joined.startswith(word, at)
    ]
    taken: list[Span] = []
    for span in sorted(found, key=lambda one: (one[0] - one[1], not one[2], one[0])):
        if all(span[1] <= start or end <= span[0] for start, end, _slugs in taken):
            taken.append(span)
    return told + [span for span in taken if span[2] and not _told_better(span, told)]


def _told_better(span: Span, told: list[Span]) -> bool:
    return any(
        start <= span[0]
        and span[1] <= end
        and INSTEAD.get(slugs[0], frozenset()).issuperset(span[2])
        for start, end, slugs in told
    )


def named(text: str, names: Names = ()) -> tuple[tuple[str, ...], ...]:
    """Slugs of the hazards a typed text names, word by word. A word that may mean several is left
    out where another says which: 泄漏 of 煤气泄漏."""
    found = dict.fromkeys(mention.slugs for mention in mentions(normalise(text).text, names))
    sure = {slugs[0] for slugs in found if len(slugs) == 1}
    return tuple(slugs for slugs in found if len(slugs) == 1 or sure.isdisjoint(slugs))


def may_answer(found: Iterable[Mention], normal: str) -> frozenset[str]:
    """Slugs of the hazards whose advice may answer; none if the query names no hazard."""
    slugs = frozenset(slug for mention in found for slug in mention.slugs)
    joined = "".join(normal.split())
    helps = bool(slugs) and any(word in joined for word in HELP.split())
    return slugs | {HELP_SLUG} if helps else slugs


def sure(found: Iterable[Mention]) -> frozenset[str]:
    """Slugs of the words that mean one hazard, or several that call for the same: never 中毒."""
    return frozenset(slug for one in found if _is_clear(one.slugs) for slug in one.slugs)


def about(heading: str) -> frozenset[str]:
    """Slugs of the hazards a heading names beyond doubt."""
    return sure(mentions(normalise(heading).text))


def spellings(
    found: Iterable[Mention], typed: Iterable[str], names: Names = ()
) -> tuple[tuple[str, ...], ...]:
    """Every word for these hazards, and the `typed` ones (排涝 is in no list), as the units of a
    phrase. A single character is none: a text about earthquakes says 火 of a stove. Nor is a word
    that may mean another hazard too, where the query says which: 中毒 beside 煤气中毒."""
    found = tuple(found)
    slugs = frozenset(slug for mention in found for slug in mention.slugs)
    known = _vocabulary(names).slugs
    certain = sure(found)
    words = [word for word, of in known.items() if not slugs.isdisjoint(of)]
    return tuple(
        tuple(token.text for token in units(word))
        for word in dict.fromkeys((*words, *typed))
        if len(word) > 1 and (_is_clear(of := known.get(word, ())) or certain.isdisjoint(of))
    )


def _is_clear(slugs: tuple[str, ...]) -> bool:
    return len(slugs) == 1 or any(family.issuperset(slugs) for family in ALIKE)


@lru_cache(maxsize=8)
def _vocabulary(names: Names) -> _Vocabulary:
    named = [(slug, word) for slug, words in WORDS.items() for word in words.split()]
    named += [(slug, name) for slug, name in names if name and slug != HELP_SLUG]
    slugs: dict[str, tuple[str, ...]] = dict.fromkeys(ORDINARY.split(), ())
    for slug, word in named:
        normal = "".join(normalise(word).text.split())
        slugs[normal] = tuple(dict.fromkeys((*slugs.get(normal, ()), slug)))
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in slugs:
        by_first[word[0]].append(word)
    return _Vocabulary(slugs, {first: tuple(words) for first, words in by_first.items()})
