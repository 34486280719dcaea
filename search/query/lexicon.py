"""The words of the documents, as the repair of a query asks for them."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol


class Entry(NamedTuple):
    """A term of the documents. `pinyin` and `initials` are without gaps."""

    text: str
    pinyin: str
    initials: str
    weight: int


class Lexicon(Protocol):
    def known(self, texts: Collection[str]) -> frozenset[str]: ...

    def read_so(self, readings: Collection[str]) -> Sequence[Entry]: ...

    def begun_so(self, initials: Collection[str]) -> Sequence[Entry]: ...

    def half_alike(self, texts: Iterable[str]) -> Sequence[Entry]: ...
