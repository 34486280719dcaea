"""Which words and pairs of words are worth knowing."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from search.analysis import coarse_words, is_lone_han, normalise
from search.query.silent import SILENT
from search.terms.models import LONGEST

FEWEST: Final = 2
"""Documents that hold a word: what stands in one alone is as likely a slip itself."""
SHORTEST: Final = 2
MOST_HELD: Final = 1_000_000
"""Words and pairs held while counting; beyond that the rarest half is given up."""
MOST_TERMS: Final = 100_000
NAME_WEIGHT: Final = 2
_FIGURE: Final = re.compile("[0-9]")


class Counted:
    """Counts words and adjacent pairs, once for each text that holds them, and takes names."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._names: set[str] = set()

    def add(self, text: str) -> None:
        self._counts.update(set(_terms(normalise(text).text)))
        if len(self._counts) > MOST_HELD:
            self._give_up()

    def _give_up(self) -> None:
        """Half at least, so that not every further text costs a copy."""
        rare = 0
        while len(self._counts) > MOST_HELD // 2:
            rare += 1
            kept = {term: held for term, held in self._counts.items() if held > rare}
            self._counts = Counter(kept)

    def name(self, name: str) -> None:
        normal = "".join(normalise(name).text.split())
        if _fits(normal):
            self._names.add(normal)

    def terms(self) -> dict[str, int]:
        """Term → weight, the heaviest `MOST_TERMS`."""
        found = {term: held for term, held in self._counts.items() if held >= FEWEST}
        for name in self._names:
            found[name] = max(found.get(name, 0), NAME_WEIGHT)
        heaviest = sorted(found, key=lambda term: (-found[term], term))[:MOST_TERMS]
        return {term: found[term] for term in heaviest}


def _terms(normal: str) -> Iterator[str]:
    before = None
    for token in coarse_words(normal):
        if _fits(token.text):
            yield token.text
        if before is not None and before.end == token.start:
            pair = before.text + token.text
            # 和应急 and 演练1 are no terms.
            says = SILENT.isdisjoint((before.text, token.text)) and not _FIGURE.search(pair)
            if says and _fits(pair):
                yield pair
        before = token


def _fits(term: str) -> bool:
    return SHORTEST <= len(term) <= LONGEST and not term.isdigit() and not is_lone_han(term)
