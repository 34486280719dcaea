"""Chinese typed in letters: full pinyin, in one piece or in several, and initials."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from search.analysis import Token, pinyin
from search.query.lexicon import Entry, Lexicon

SYLLABLES: Final = frozenset(
    initial + final.replace("ü", "v")
    for initial in ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw", "")
    for final in pinyin.FINALS
    if initial or final[0] in "aoe"
)
"""Without tones; some that no character has among them, which cost no more than a look."""
LONGEST_SPELLED: Final = 64
"""Letters that are read as pinyin together."""
MOST_SYLLABLES: Final = 8
"""Of one term."""
INITIALS: Final = range(3, 11)
"""How many initials are believed to be initials: two stand for too much (qq, an)."""

Instead = tuple[int, int, tuple[str, ...]]
"""Start and end in the normalised query, and the terms that stand there instead."""


def spelled(typed: Sequence[Token], lexicon: Lexicon) -> Iterator[Instead]:
    """What words of letters that follow one another may stand for: all of them in one, else each
    alone, as pinyin or as initials."""
    if not typed:
        return
    together = "".join(token.text for token in typed)
    wholes = [together, *(token.text for token in typed)]
    entries = _by_pinyin(wholes, lexicon)
    if len(typed) > 1 and (pieces := _cover(together, entries)):
        yield typed[0].start, typed[-1].end, pieces
        return
    begun = _by_initials([token.text for token in typed], lexicon)
    for token in typed:
        pieces = _cover(token.text, entries)
        if not pieces and token.text in begun:
            pieces = (begun[token.text].text,)
        if pieces:
            yield token.start, token.end, pieces


def ends(letters: str) -> list[int]:
    """Where a syllable may end, if all of the letters are syllables; else nowhere. Those of every
    way to cut them: xian is xian and xi an."""
    if not letters or len(letters) > LONGEST_SPELLED:
        return []
    reached = {0}
    for place in range(len(letters)):
        if place in reached:
            reached.update(
                place + length
                for length in range(1, 7)
                if letters[place : place + length] in SYLLABLES and place + length <= len(letters)
            )
    if len(letters) not in reached:
        return []
    leading = {len(letters)}
    for place in range(len(letters) - 1, -1, -1):
        if any(letters[place:end] in SYLLABLES for end in leading if end > place):
            leading.add(place)
    return sorted(reached & leading)


def _by_pinyin(wholes: Sequence[str], lexicon: Lexicon) -> dict[str, Entry]:
    """Stretches between syllables → the heaviest term that is read so."""
    stretches = {
        letters[start:end]
        for letters in dict.fromkeys(wholes)
        for start, end in _between(ends(letters))
    }
    return _heaviest((e.pinyin, e) for e in lexicon.read_so(stretches)) if stretches else {}


def _by_initials(words: Collection[str], lexicon: Lexicon) -> dict[str, Entry]:
    short = {word for word in words if len(word) in INITIALS}
    return _heaviest((e.initials, e) for e in lexicon.begun_so(short)) if short else {}


def _heaviest(found: Iterator[tuple[str, Entry]]) -> dict[str, Entry]:
    best: dict[str, Entry] = {}
    for key, entry in found:
        if key not in best or best[key].weight < entry.weight:
            best[key] = entry
    return best


def _between(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for index, start in enumerate(places):
        for end in places[index + 1 : index + 1 + 2 * MOST_SYLLABLES]:
            yield start, end


def _cover(letters: str, entries: dict[str, Entry]) -> tuple[str, ...]:
    """The fewest terms whose readings make up all of the letters; of as many, the heaviest."""
    places = ends(letters)
    best: dict[int, tuple[int, int, tuple[str, ...]]] = {0: (0, 0, ())}
    for start, end in sorted(_between(places)):
        entry = entries.get(letters[start:end])
        if entry is None or start not in best:
            continue
        pieces, weight, terms = best[start]
        reached = (pieces + 1, weight - entry.weight, (*terms, entry.text))
        if end not in best or reached < best[end]:
            best[end] = reached
    return best[len(letters)][2] if letters and len(letters) in best else ()
