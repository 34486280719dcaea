"""A correction: an instruction on the original text, never on the rows read from it, so that it
holds for the next text of the same document."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final


class CorrectionKind(StrEnum):
    """What the line, or the rest of it from a point on, is."""

    HEADING = "heading"
    TEXT = "text"
    PARAGRAPH = "paragraph"
    JOIN = "join"
    JOIN_HEADING = "join_heading"
    FIELD = "field"
    TITLE = "title"
    PREAMBLE = "preamble"
    ANNEX = "annex"
    CLOSING = "closing"
    LEFT_OUT = "left_out"
    BOUNDARY = "boundary"
    TABLE = "table"
    NO_TABLE = "no_table"
    NO_ACTOR = "no_actor"
    ACTOR_NAMED = "actor_named"
    ACTOR = "actor"
    LEVEL = "level"
    LEVEL_WHEN = "level_when"
    LEVEL_BY = "level_by"
    LEVEL_DONE = "level_done"
    NO_LEVEL = "no_level"
    SITUATION = "situation"
    NO_SITUATION = "no_situation"
    OFFICE = "office"
    NO_OFFICE = "no_office"


ACTORS: Final = frozenset(
    {CorrectionKind.NO_ACTOR, CorrectionKind.ACTOR_NAMED, CorrectionKind.ACTOR}
)
LEVELS: Final = frozenset({
    CorrectionKind.LEVEL, CorrectionKind.LEVEL_WHEN, CorrectionKind.LEVEL_BY,
    CorrectionKind.LEVEL_DONE, CorrectionKind.NO_LEVEL,
})  # fmt: skip
"""Of which levels of a response the place speaks: by its own words, when they start, who starts
them, what is done then."""
SITUATIONS: Final = frozenset({CorrectionKind.SITUATION, CorrectionKind.NO_SITUATION})
OFFICES: Final = frozenset({CorrectionKind.OFFICE, CorrectionKind.NO_OFFICE})
"""That who is named holds the office that it is called, or none."""

TOLD: Final = ACTORS | LEVELS | SITUATIONS | OFFICES
"""What is said of the clause that holds the place: the structure is read as before."""
CALLED: Final = frozenset({
    CorrectionKind.ACTOR_NAMED, CorrectionKind.SITUATION, CorrectionKind.OFFICE,
    *(LEVELS - {CorrectionKind.NO_LEVEL}),
})  # fmt: skip

ROLES: Final = frozenset(CorrectionKind) - {
    CorrectionKind.BOUNDARY, CorrectionKind.TABLE, CorrectionKind.NO_TABLE, *TOLD,
}  # fmt: skip
"""Of these a line has one; a boundary stands beside it, a table is made of whole lines."""

DEEPEST: Final = 9
OWN: Final = 80
"""Characters of a line that name it: more would lose it for a typo in its last sentence."""
AROUND: Final = 40
NAMED: Final = OWN + 2
"""With the line ends around it."""
LONGEST_ACTOR: Final = 48
"""Characters of a name: twice what is read as one."""


class Slot(StrEnum):
    """At one place there is one correction of each, of those that name somebody one for each
    name, of an office one for each holder and office."""

    LINE = "line"
    BOUNDARY = "boundary"
    TABLE = "table"
    ACTOR = "actor"
    LEVEL = "level"
    CASE = "case"
    OFFICE = "office"


def told_of(said: Correction) -> tuple[str, str]:
    """Of whom something is said, so that it can be said of several at one place: who holds two
    offices may hold one of them no longer."""
    return said.name, said.called if said.kind in OFFICES else ""


def slot_of(kind: CorrectionKind) -> Slot:
    if kind is CorrectionKind.BOUNDARY:
        return Slot.BOUNDARY
    if kind in ACTORS:
        return Slot.ACTOR
    if kind in LEVELS:
        return Slot.LEVEL
    if kind in SITUATIONS:
        return Slot.CASE
    if kind in OFFICES:
        return Slot.OFFICE
    return Slot.LINE if kind in ROLES else Slot.TABLE


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in the text without its white space (see `Squeezed`).

    `text` is what stands from it on, with the line ends around it where it is a whole line;
    `before` and `after` are the surroundings that tell one of several from the others, and `nth`
    (from 0) which of them it was."""

    text: str
    before: str = ""
    after: str = ""
    nth: int = 0

    @property
    def words(self) -> str:
        """As an editor would recognise it."""
        return self.text.strip("\n")


@dataclass(frozen=True, slots=True)
class Correction:
    """`level` (from 1) of a heading, `key` of a header field, `ends`: characters of the line that
    are number and heading, `last`: the last line of a table, `columns`: how many of its lines
    make a row, 0 where each line is one; `name` of who acts or holds an office, `called`:
    what it is called instead, the office (of one who does not hold it "" for any), what a
    situation is called, or the levels (Ⅰ级、Ⅱ级).
    `made_in`: the fingerprint of the text in which the place was pointed at, "" where it is not
    known; it is no part of what is said."""

    kind: CorrectionKind
    at: Locator
    level: int = 0
    key: str = ""
    ends: int = 0
    last: str = ""
    columns: int = 0
    name: str = ""
    called: str = ""
    made_in: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Hint:
    """What the corrections say of the line that begins here."""

    role: CorrectionKind | None = None
    level: int = 0
    key: str = ""
    ends: int | None = None

    @property
    def is_heading(self) -> bool:
        return self.role in (CorrectionKind.HEADING, CorrectionKind.ANNEX)


@dataclass(frozen=True, slots=True)
class TableHint:
    last: str
    columns: int


@dataclass(frozen=True, slots=True)
class ToldHint:
    """`number` of the correction (from 1), and where in the original it holds."""

    number: int
    offset: int
    said: Correction


@dataclass(slots=True)
class Hints:
    """By clean-text offsets. `used` are those the pipeline came by; the rest stands where no
    line begins any more. `astray`: numbers of those of `told` that hold in no clause."""

    lines: dict[int, Hint] = field(default_factory=dict)
    tables: dict[int, TableHint] = field(default_factory=dict)
    no_tables: set[int] = field(default_factory=set)
    numbers: dict[int, list[int]] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    told: list[ToldHint] = field(default_factory=list)
    astray: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Is the structure read otherwise than without them?"""
        return bool(self.lines or self.tables or self.no_tables)

    @property
    def all(self) -> list[int]:
        """Numbers of all corrections."""
        lines = (number for numbers in self.numbers.values() for number in numbers)
        return sorted([*self.missing, *lines, *(one.number for one in self.told)])

    @property
    def unused(self) -> list[int]:
        """Numbers of the corrections that were found and changed nothing."""
        return sorted(
            number for at, numbers in self.numbers.items() if at not in self.used
            for number in numbers
        )  # fmt: skip


def dump(correction: Correction) -> dict[str, Any]:
    """JSON-ready dictionary."""
    return {**asdict(correction), "kind": correction.kind.value}


def load(data: dict[str, Any]) -> Correction:
    """The correction of `dump`."""
    return Correction(**{**data, "kind": CorrectionKind(data["kind"]), "at": Locator(**data["at"])})
