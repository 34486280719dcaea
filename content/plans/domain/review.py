"""The review of a version before it is published: its steps, who wrote it, what was approved.

Nobody approves what they wrote (four-eyes principle), and an approval is of one text: it stands
while everything that readers would see is as it was.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

STEPS: Final[dict[str, frozenset[str]]] = {
    "asked": frozenset({"approved", "returned", "withdrawn", "void"}),
    "approved": frozenset({"returned", "withdrawn", "void"}),
    "returned": frozenset(),
    "withdrawn": frozenset(),
    "void": frozenset(),
}
"""Permitted next states of a round of review. What has ended stays; the next round is another."""

OPEN: Final = tuple(state for state, after in STEPS.items() if after)
"""A round waits for its decision, or its approval for the publication."""


class Part(StrEnum):
    """What somebody did to a text, and is its author for."""

    IMPORTED = "imported"
    CORRECTED = "corrected"
    JUDGED = "judged"
    REGISTERED = "registered"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Deed:
    """`person` is an id, or None where nobody is known for it; `of` the id of the text it was
    done to, None where it was done to all."""

    person: int | None
    at: datetime | None
    part: Part
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A text that was published, by its id."""

    text: int
    imported_at: datetime
    published_at: datetime


def authors(
    deeds: Iterable[Deed], *, imported_at: datetime, published: Iterable[Published]
) -> dict[int, frozenset[Part]]:
    """Who wrote a text that was imported then, and by what. What was in a text published before
    it was reviewed with that one."""
    earlier = [one for one in published if one.published_at <= imported_at]
    found: dict[int, set[Part]] = {}
    for deed in deeds:
        if deed.person is None or deed.at is None:
            continue
        if not any(_was_in(deed, deed.at, one) for one in earlier):
            found.setdefault(deed.person, set()).add(deed.part)
    return {person: frozenset(parts) for person, parts in found.items()}


def _was_in(deed: Deed, at: datetime, text: Published) -> bool:
    """A correction is read into the text it was made on and into those that came later: what was
    corrected on one draft was not in another that was there already."""
    if deed.part == Part.CORRECTED:
        return deed.of == text.text or at <= text.imported_at
    return at <= text.published_at


def fingerprint(facts: Mapping[str, object], rows: Mapping[str, Iterable[Sequence[object]]]) -> str:
    """SHA-256, as 64 hex digits, of everything readers would see: `facts` by their names, and
    `rows` in reading order by what they are of (clauses, cells, repairs)."""
    digest = hashlib.sha256(_line([sorted(facts.items())]))
    for name in sorted(rows):
        digest.update(_line([name]))
        for row in rows[name]:
            digest.update(_line(row))
    return digest.hexdigest()


def _line(values: Sequence[object]) -> bytes:
    return json.dumps(values, default=str).encode() + b"\n"


def stands(
    *, state: str, approved: str, present: str, decider: int | None, wrote: Collection[int]
) -> bool:
    """Whether a version may be published on this approval: of the text as it is at `present`, by
    somebody who did not write it."""
    return (
        state == "approved" and approved == present and decider is not None and decider not in wrote
    )
