"""What a query may have meant where it holds words that nobody writes: characters that sound alike,
pinyin, initials, one wrong character.

Only what neither the dictionary nor the documents know is touched: 学校应急 never becomes 学效应急,
nor 十三五 市三五. Whether the proposal finds anything is for the engines to say.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.analysis import Token, coarse_words, in_dictionary, is_lone_han, normalise
from search.analysis.alphabet import IS_HAN
from search.query.letters import spelled
from search.query.lexicon import Entry, Lexicon
from search.query.silent import FAINT, SILENT

LONGEST_WINDOW: Final = 8
"""Characters of a stretch that is looked up."""
MOST_WINDOWS: Final = 240
"""Stretches that are looked up for one query, however long."""
SHORTEST_SLIP: Final = 3
SURE_SLIP: Final = 4
"""Characters from which on one wrong among them is believed even of words that are words."""
MOST_IN_LETTERS: Final = 40
"""Words at the beginning of a query among which pinyin is looked for."""
NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万亿两第几")


Readings = Callable[[str], Sequence[str]]
"""Han characters → the ways in which they may be read."""


@dataclass(frozen=True, slots=True)
class Fix:
    """`pieces` instead of the stretch of the normalised query from `start` to `end`."""

    start: int
    end: int
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    end: int
    text: str
    doubted: frozenset[int]
    """Places inside it that may be wrong."""
    is_odd: bool
    """It holds a word of several characters that no dictionary knows."""


def fixes(normal: str, lexicon: Lexicon, readings: Readings) -> tuple[Fix, ...]:
    """What to put instead of what in a normalised query, in its order; none where all is known."""
    tokens = coarse_words(normal)
    found = [*_han(normal, tokens, lexicon, readings), *_letters(tokens, lexicon)]
    return tuple(sorted(found, key=lambda fix: fix.start))


def mended(text: str, applied: Iterable[Fix]) -> str:
    """The query as it was typed with the fixes of its normalised form put in. What they do not
    change stays as it is, in its own script and width."""
    normal = normalise(text)
    spans = normal.spans()
    parts: list[str] = []
    place = 0
    for start, end, new in (edit for fix in applied for edit in _edits(fix, normal.text)):
        first, last = spans[start][0], spans[end - 1][1]
        parts += (text[place:first], new)
        place = max(place, last)
    return "".join([*parts, text[place:]])


def _edits(fix: Fix, normal: str) -> Iterator[tuple[int, int, str]]:
    if len(fix.text) != fix.end - fix.start:
        yield fix.start, fix.end, fix.text
        return
    for place, new in enumerate(fix.text, fix.start):
        if new != normal[place]:
            yield place, place + 1, new


def _han(
    normal: str, tokens: Sequence[Token], lexicon: Lexicon, readings: Readings
) -> Iterator[Fix]:
    doubted = [token for token in tokens if _is_doubted(token.text)]
    windows = _windows(normal, tokens, doubted)
    if not windows:
        return
    known = lexicon.known({window.text for window in windows})
    sure = {
        place
        for window in windows
        if window.text in known
        for place in range(window.start, window.end)
    }
    doubted = [t for t in doubted if not sure.issuperset(range(t.start, t.end))]
    windows = _windows(normal, tokens, doubted)
    if windows:
        yield from _chosen([*_alike(windows, lexicon, readings), *_slips(windows, lexicon)])


def _is_doubted(word: str) -> bool:
    if not IS_HAN.match(word) or word in SILENT or word in FAINT:
        return False
    if is_lone_han(word):
        return word not in NUMERALS
    return not NUMERALS.issuperset(word) and not in_dictionary(word)


def _windows(normal: str, tokens: Sequence[Token], doubted: Collection[Token]) -> list[_Window]:
    """Stretches of Han characters around a doubted word that cut no word that is known."""
    # 人要 of 哪些人要转移 is no word, and yet 要 is no slip.
    places = {
        place
        for token in doubted
        for place in range(token.start, token.end)
        if normal[place] not in SILENT
    }
    if not places:
        return []
    odd = {place for t in doubted if len(t.text) > 1 for place in range(t.start, t.end)}
    inside = {
        place
        for token in tokens
        for place in range(token.start + 1, token.end)
        if token not in doubted
    }
    found: list[_Window] = []
    for start in range(len(normal)):
        if start in inside or not IS_HAN.match(normal[start]):
            continue
        for end in range(start + 1, min(start + LONGEST_WINDOW, len(normal)) + 1):
            if not IS_HAN.match(normal[end - 1]):
                break
            here = places.intersection(range(start, end))
            if end - start < 2 or end in inside or not here:
                continue
            is_odd = not odd.isdisjoint(here)
            found.append(_Window(start, end, normal[start:end], frozenset(here), is_odd))
            if len(found) == MOST_WINDOWS:
                return found
    return found


Candidate = tuple[tuple[int, ...], Fix]


def _alike(windows: Sequence[_Window], lexicon: Lexicon, readings: Readings) -> Iterator[Candidate]:
    """Terms that sound like a window."""
    ways = {window.text: readings(window.text) for window in windows}
    found = lexicon.read_so({way for each in ways.values() for way in each})
    by_reading: dict[str, list[Entry]] = {}
    for entry in found:
        by_reading.setdefault(entry.pinyin, []).append(entry)
    for window in windows:
        for entry in (one for way in ways[window.text] for one in by_reading.get(way, ())):
            changed = _changed(window, entry.text)
            if changed and changed <= max(1, len(window.text) // 2):
                yield (0, -len(window.text), changed, -entry.weight), _fix(window, entry)


def _slips(windows: Sequence[_Window], lexicon: Lexicon) -> Iterator[Candidate]:
    """Terms with one character other than a window."""
    tried = [
        window
        for window in windows
        if len(window.text) >= (SHORTEST_SLIP if window.is_odd else SURE_SLIP)
    ]
    if not tried:
        return
    entries = lexicon.half_alike([window.text for window in tried])
    for window in tried:
        for entry in entries:
            if _changed(window, entry.text) == 1:
                yield (1, -len(window.text), 1, -entry.weight), _fix(window, entry)


def _changed(window: _Window, term: str) -> int:
    """How many characters of the window the term changes; 0 if it is no such term, or changes one
    that nobody doubts."""
    if len(term) != len(window.text):
        return 0
    differ = [place for place, one in enumerate(term) if one != window.text[place]]
    doubted = all(window.start + place in window.doubted for place in differ)
    return len(differ) if doubted else 0


def _fix(window: _Window, entry: Entry) -> Fix:
    return Fix(window.start, window.end, (entry.text,))


def _chosen(candidates: Iterable[Candidate]) -> Iterator[Fix]:
    """The best that do not overlap: what sounds alike first, then the longest."""
    taken: set[int] = set()
    for _rank, fix in sorted(candidates, key=lambda one: (one[0], one[1].start, one[1].text)):
        stretch = range(fix.start, fix.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            yield fix


def _letters(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Fix]:
    typed = list(_typed_in_letters(tokens))
    known = lexicon.known({t.text for group in typed for t in group}) if typed else frozenset()
    for group in typed:
        unknown = [token for token in group if token.text not in known]
        for start, end, pieces in spelled(unknown, lexicon):
            yield Fix(start, end, pieces)


def _typed_in_letters(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Words of plain letters, those that follow one another together."""
    group: list[Token] = []
    for token in tokens[:MOST_IN_LETTERS]:
        if token.text.isascii() and token.text.isalpha():
            group.append(token)
        elif group:
            yield group
            group = []
    if group:
        yield group
