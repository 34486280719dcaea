"""Terms in memory, for what looks them up without a database."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from search.query.lexicon import Entry
from search.terms.counting import Counted
from search.terms.readings import reading


class Held:
    """The terms of a few texts; counts how much it was asked."""

    def __init__(self, *texts: str) -> None:
        counts = Counted()
        for text in texts:
            counts.add(text)
            counts.add(text)
        self.entries = [_entry(text, weight) for text, weight in counts.terms().items()]
        self.asked: Counter[str] = Counter()

    def known(self, texts: Collection[str]) -> frozenset[str]:
        self.asked["known"] += len(texts)
        return frozenset(entry.text for entry in self.entries if entry.text in texts)

    def read_so(self, readings: Collection[str]) -> Sequence[Entry]:
        self.asked["read_so"] += len(readings)
        return [entry for entry in self.entries if entry.pinyin in readings]

    def begun_so(self, initials: Collection[str]) -> Sequence[Entry]:
        self.asked["begun_so"] += len(initials)
        return [entry for entry in self.entries if entry.initials in initials]

    def half_alike(self, texts: Iterable[str]) -> Sequence[Entry]:
        sizes = {len(text) for text in texts}
        return [entry for entry in self.entries if len(entry.text) in sizes]


def _entry(text: str, weight: int) -> Entry:
    syllables = reading(text)
    initials = "".join(syllable[:1] for syllable in syllables)
    return Entry(text, "".join(syllables), initials, weight)
