"""What a document itself says its words mean: 本预案所称…是指…, and 以下简称."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from . import actor_words
from .script import folded

_OWN: Final = r"(?:本(?:预案|规划|计划|方案|办法|规定|细则|制度|文件))"
_TERM: Final = r"[“\"]?([\u4e00-\u9fffA-Za-z]{2,16})[”\"]?"
_BEGINS: Final = re.compile(r"(?:^|(?<=[。；\n]))[^\S\n]*(?=[^\s。；])")
"""Where a sentence begins; a definition is looked for there and nowhere else."""
_SAID: Final = re.compile(
    rf"({_OWN}(?:中)?所称的?{_TERM}(?<!是)[，,]?\s*(?:是指|指|包括)[^。]{{2,200}}。)"
)
_MEANS: Final = re.compile(rf"((?!本){_TERM}[，,:：]?\s*是指[^。]{{2,200}}。)")
_GLOSSED: Final = re.compile(rf"^{_TERM}[^\S\n]*[:：][^\S\n]*([^。\n]{{6,200}}。)", re.MULTILINE)
"""A line of a glossary: there alone a word before a colon is defined by what stands behind it."""
_GLOSSARY: Final = re.compile(r"术语|名词(?:解释|定义|说明)|^(?:有关)?定义$")
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Definition:
    """`words`: the sentence that defines, or the full name of a short one; word for word."""

    term: str
    words: str
    anchor: str


def definitions_of(texts: Iterable[tuple[str, str, str]]) -> list[Definition]:
    """Of (anchor, heading that it stands under, text) in reading order; of a word defined twice
    the first."""
    found: dict[str, Definition] = {}
    for anchor, heading, text in texts:
        glossed = _in_glossary(text) if _GLOSSARY.search(folded(heading)) else ()
        for term, words in (*_in_text(text), *glossed):
            found.setdefault(term, Definition(term, words, anchor))
    return list(found.values())


def _in_glossary(text: str) -> Iterator[tuple[str, str]]:
    for match in _GLOSSED.finditer(folded(text)):
        yield text[slice(*match.span(1))], text[slice(*match.span())]


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    plain = folded(text)
    begins = [begin.end() for begin in _BEGINS.finditer(plain)]
    for pattern in (_SAID, _MEANS):
        end = 0
        for at in begins:
            if at >= end and (match := pattern.match(plain, at)):
                end = match.end()
                yield text[slice(*match.span(2))], text[slice(*match.span(1))]
    for match in actor_words.ALIAS.finditer(plain):
        full = actor_words.ALIAS_BEGINS.split(match[1])[-1]
        if len(full) > len(match[2]):
            yield text[slice(*match.span(2))], text[match.end(1) - len(full) : match.end(1)]


def used_in(text: str, anchor: str, definitions: Sequence[Definition]) -> list[Definition]:
    """Those that a clause uses and does not give itself, in the order of its words."""
    places = [
        (text.find(one.term), one)
        for one in definitions
        if one.anchor != anchor and one.term in text and one.words not in text
    ]
    return [one for _at, one in sorted(places, key=lambda place: place[0])][:_MOST]
