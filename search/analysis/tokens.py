"""The two token streams of the index.

`words`: rjieba in search mode, each word followed in place by the words inside it.
`units`: single Han characters, numbers and words of other scripts, in order, for exact
phrases, unknown words and recall. No domain words are added to the segmenter: measured,
they cost a tenth of the relevance (应急避难场所 as one token stops matching 避难场所).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from search.analysis.alphabet import HAN, IS_HAN, WORD

LONGEST: Final = 64
"""Characters of a token that are kept; a longer one is a hash or noise."""

BOUNDARY: Final = "¶"
"""A unit no query can contain; put between fields so that no phrase spans two."""

_UNIT: Final = re.compile(f"[{HAN}]|[0-9]+(?:\\.[0-9]+)*[%‰]?(?![a-z])|{WORD.pattern}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its place in the normalised text."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Token]:
    """Words of a normalised text in search mode, sub-words before the word they are in."""
    return list(_segment(text, "search"))


def coarse_words(text: str) -> list[Token]:
    """Words of a normalised text, one layer, not overlapping: what a query asks for."""
    return list(_segment(text, "default"))


def units(text: str) -> list[Token]:
    return [
        Token(match.group()[:LONGEST], match.start(), match.end()) for match in _UNIT.finditer(text)
    ]


def is_lone_han(text: str) -> bool:
    return len(text) == 1 and IS_HAN.match(text) is not None


def in_dictionary(word: str) -> bool:
    """Whether the segmenter knows the word, and did not only guess it."""
    import rjieba

    return bool(rjieba.has_word(word))


def _segment(text: str, mode: str) -> Iterator[Token]:
    # rjieba cuts every script but Han and ASCII into letters, so those words are taken whole.
    position = 0
    for match in WORD.finditer(text):
        if match.group().isascii():
            continue
        yield from _jieba(text[position : match.start()], position, mode)
        yield Token(match.group()[:LONGEST], match.start(), match.end())
        position = match.end()
    yield from _jieba(text[position:], position, mode)


def _jieba(text: str, offset: int, mode: str) -> Iterator[Token]:
    if not text:
        return
    # Its dictionary costs 0.2 s: the child that parses a plan never asks for words.
    import rjieba

    for word, start, end in rjieba.tokenize(text, mode=mode):
        if word.isalnum() or any(character.isalnum() for character in word):
            yield Token(word[:LONGEST], offset + start, offset + end)
