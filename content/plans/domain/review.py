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
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Deed:
    """`person` is an id, or None where nobody is known for it."""

    person: int | None
    at: datetime | None
    part: Part


def in_force_at(imported_at: datetime, published: Iterable[datetime]) -> datetime | None:
    """When the text was published that was in force as another was imported; None: there was
    none."""
    return max((at for at in published if at <= imported_at), default=None)


def authors(deeds: Iterable[Deed], *, since: datetime | None) -> dict[int, frozenset[Part]]:
    """Who wrote a text, and by what. What was done before `since`, the publication of the text
    before it, was reviewed with that one."""
    found: dict[int, set[Part]] = {}
    for deed in deeds:
        if deed.person is None or deed.at is None:
            continue
        if since is None or deed.at > since:
            found.setdefault(deed.person, set()).add(deed.part)
    return {person: frozenset(parts) for person, parts in found.items()}


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
