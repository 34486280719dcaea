"""Which hazards a query names, so that none of them is answered by the steps for another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import normalise, units
from search.query.hazard_words import HELP, HELP_SLUG, ORDINARY, PATTERNS, WORDS

Names = tuple[tuple[str, str], ...]
"""(slug, name) of the hazards of the taxonomy, once for each name of theirs."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a normalised query and the hazards it may mean."""

    start: int
    end: int
    slugs: tuple[str, ...]

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """`pattern` finds words and `PATTERNS`; those found by the latter are no key of `slugs`."""

    pattern: re.Pattern[str]
    slugs: dict[str, tuple[str, ...]]

    def slugs_of(self, found: str) -> tuple[str, ...]:
        if found in self.slugs:
            return self.slugs[found]
        return tuple(slug for slug, pattern in PATTERNS.items() if re.fullmatch(pattern, found))


def mentions(normal: str, names: Names = ()) -> tuple[Mention, ...]:
    """In a normalised text, however it is spaced."""
    places = [place for place, character in enumerate(normal) if not character.isspace()]
    joined = "".join(normal[place] for place in places)
    vocabulary = _vocabulary(names)
    return tuple(
        Mention(places[match.start()], places[match.end() - 1] + 1, slugs)
        for match in vocabulary.pattern.finditer(joined)
        if (slugs := vocabulary.slugs_of(match.group()))
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


def spellings(
    slugs: frozenset[str], typed: Iterable[str], names: Names = ()
) -> tuple[tuple[str, ...], ...]:
    """Every word for these hazards, and the `typed` ones (排涝 is in no list), as the units of a
    phrase. A single character is none: a text about earthquakes says 火 of a stove."""
    known = _vocabulary(names).slugs.items()
    words = [word for word, of in known if not slugs.isdisjoint(of)]
    return tuple(
        tuple(token.text for token in units(word))
        for word in dict.fromkeys((*words, *typed))
        if len(word) > 1
    )


@lru_cache(maxsize=8)
def _vocabulary(names: Names) -> _Vocabulary:
    named = [(slug, word) for slug, words in WORDS.items() for word in words.split()]
    named += [(slug, name) for slug, name in names if name and slug != HELP_SLUG]
    slugs: dict[str, tuple[str, ...]] = dict.fromkeys(ORDINARY.split(), ())
    for slug, word in named:
        normal = "".join(normalise(word).text.split())
        slugs[normal] = tuple(dict.fromkeys((*slugs.get(normal, ()), slug)))
    longest_first = sorted(slugs, key=len, reverse=True)
    pattern = "|".join([*PATTERNS.values(), *map(re.escape, longest_first)])
    return _Vocabulary(re.compile(pattern), slugs)
