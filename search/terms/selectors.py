"""Looking terms up."""

from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import Q

from search.query.lexicon import Entry
from search.terms.models import SearchTerm
from search.terms.services import halves

MOST_FOUND: Final = 500


class Terms:
    """The terms of the public documents, as the repair of a query asks for them. Every answer costs
    one statement and holds the heaviest `MOST_FOUND`."""

    def known(self, texts: Collection[str]) -> frozenset[str]:
        return frozenset(entry.text for entry in _found(Q(text__in=texts)))

    def read_so(self, readings: Collection[str]) -> list[Entry]:
        return _found(Q(pinyin__in=readings))

    def begun_so(self, initials: Collection[str]) -> list[Entry]:
        return _found(Q(initials__in=initials))

    def half_alike(self, texts: Iterable[str]) -> list[Entry]:
        """Terms as long as one of the texts that share a half with one."""
        cut = [(len(text), *halves(text)) for text in texts]
        long = {length for length, _head, _tail in cut}
        alike = Q(head__in={head for _length, head, _tail in cut})
        alike |= Q(tail__in={tail for _length, _head, tail in cut})
        return _found(Q(length__in=long) & alike)


def _found(wanted: Q) -> list[Entry]:
    rows = SearchTerm.objects.filter(wanted).order_by("-weight", "text")[:MOST_FOUND]
    return [Entry(*row) for row in rows.values_list("text", "pinyin", "initials", "weight")]
