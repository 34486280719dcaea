"""What the portal asks of a search engine. Engines split on whitespace, count, and
filter; analysis, highlighting and grouping stay outside, so that two engines agree."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from search.analysis import fingerprint
from search.query import Plan

SCHEMA_VERSION: Final = 4
"""Raise it when what is written into an index changes; each is then built anew beside the old."""

ARRANGED: Final = "arranged"
"""What `part` holds of a document that tells nobody in danger what to do."""

WEIGHT_SCALE: Final = 10.0
"""Every engine multiplies a score by log2(2 + weight / WEIGHT_SCALE)."""

MOST_VALUES: Final = 10_000
"""Values of one dimension that are counted; more groups than this are counted as this many."""


def stamp() -> str:
    """What an index was written with: what was analysed how, in which fields. An engine reads and
    writes only an index of this stamp."""
    return f"{fingerprint()}-{SCHEMA_VERSION}"


class Dimension(StrEnum):
    """Fields that can be counted over the matching documents."""

    KIND = "kind"
    HAZARD = "hazard"
    DIVISION = "division"
    STATUS = "status"
    YEAR = "year"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as terms: what is written into an engine and nothing else.

    title, path, body   words in search mode, separated by spaces; never empty, or the engines would
                        not agree on how many documents have that field.
    units               characters, numbers and foreign words in order, separated by spaces.
    hazards             those it is about, by its own row or by the headings it stands under.
    is_arranged         it says who is in charge, what is kept in store or how it is looked into.
    """

    key: str
    group_key: str
    title: str
    path: str
    body: str
    units: str
    kind: str
    hazards: tuple[str, ...]
    division: str
    level: str
    lang: str
    status: str
    grants: tuple[str, ...]
    year: int | None
    weight: int
    is_arranged: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    key: str
    group_key: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """The best hits in order, and how many documents match in all."""

    total: int
    best: tuple[Hit, ...]


Counts = dict[Dimension, dict[str, int]]
"""Dimension → value → matching documents."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents in the order of their keys. `after` is the key before the first of them,
    empty for the first batch of all. One that `is_again` holds documents that have changed since
    they were written, in any order, and the keys of those that are gone. `as_of`: as in `apply`.
    """

    after: str
    entries: tuple[Entry, ...]
    removed: tuple[str, ...] = ()
    is_again: bool = False
    as_of: int = 0

    @property
    def until(self) -> str:
        """Key up to which the index holds all documents once the batch is in it."""
        return self.after if self.is_again or not self.entries else self.entries[-1].key


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """`after`: key of the last document that is safely written; `mark`: what the caller gave
    the rebuild when it began, to find out what has changed since."""

    after: str
    mark: int


class IndexUnavailable(Exception):
    """There is no index to search: none built yet, damaged, or of another version."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class QueryRefused(IndexUnavailable):
    """The engine does not take this query; it takes others."""


class NoAnswerInTime(IndexUnavailable):
    """The engine took longer than somebody waits. It may be the question."""


class Crowded(IndexUnavailable):
    """This process has too many questions under way. It says nothing of the engine."""


class IndexDamaged(IndexUnavailable):
    """The engine is well and fails at its index."""


class Engine(Protocol):
    """One index. Reading raises IndexUnavailable; writing needs `exclusive()`."""

    @property
    def name(self) -> str: ...

    def search(self, plan: Plan, *, limit: int) -> Hits: ...

    def totals(self, plans: Sequence[Plan]) -> list[int]:
        """How many documents match each of the plans, asked for at once."""
        ...

    def counts(self, plan: Plan, dimensions: Collection[Dimension]) -> Counts: ...

    def counts_of(self, asked: Sequence[tuple[Plan, Collection[Dimension]]]) -> list[Counts]:
        """The same of several plans, asked for at once."""
        ...

    def size(self) -> int:
        """Documents in the index."""
        ...

    def exists(self) -> bool:
        """Whether an index has been built for today's rules and schema."""
        ...

    @property
    def place(self) -> str:
        """Where the index lies, as far as that is known without asking for it."""
        ...

    def identity(self) -> str | None:
        """What tells the index from any other that may lie there; it begins with the place. None
        where there is no index."""
        ...

    def verify(self) -> bool:
        """Whether every part of the index can be read; slower than a search. Raises
        IndexUnavailable while nobody can tell: a server that does not answer may only be starting.
        """
        ...

    def exclusive(self) -> AbstractContextManager[bool]:
        """True inside the block if nobody else writes: on this machine, or on any where several
        share the index."""
        ...

    def apply(self, entries: Sequence[Entry], removed: Iterable[str], *, as_of: int = 0) -> None:
        """Make the entries findable and the removed keys not; durable when it returns.

        `as_of`: number of the newest event before they were read. What an engine was given up over
        and does later all the same undoes nothing that was written with a higher number.
        """
        ...

    def rebuild(self, batches: Iterable[Batch], *, mark: int) -> Iterator[int]:
        """Build a new index from all documents beside the old one and swap it in when the
        batches end. Yields how many documents each batch held. Continues a rebuild that was
        broken off if the first batch begins after its key; `mark` is kept with it."""
        ...

    def resume_point(self) -> ResumePoint | None:
        """Where a rebuild that was broken off can go on."""
        ...

    def deleted_share(self) -> float:
        """Share of deleted documents whose terms are still in the files, 0 to 1."""
        ...
