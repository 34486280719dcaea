"""Which clauses of a page have words of their own, and where its lowest sections end."""

from collections.abc import Collection, Sequence
from uuid import UUID

from content.plans.domain.leading import leads_on, listed
from content.plans.models import Clause


def worded_of(rows: Sequence[Clause]) -> list[Clause]:
    """Clauses, in reading order, that say something: in a text, a table or a list below them.
    The others are headings of what is cited by itself."""
    return [
        row
        for at, row in enumerate(rows)
        if row.text or hasattr(row, "table") or (leads_on(row) and listed(row, rows[at + 1 :]).rows)
    ]


def endings_of(rows: Sequence[Clause], grades: Collection[str]) -> dict[UUID, Clause]:
    """By anchor of the last clause of each: the lowest headed clause that all of them stand in,
    or that last clause itself where its reader sees none."""
    found: dict[UUID, Clause] = {}
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        section = _section_of(row, grades)
        is_last = following is None or _section_of(following, grades) != section
        if is_last and (row.text or hasattr(row, "table")):
            found[row.anchor] = section
    return found


def _section_of(row: Clause, grades: Collection[str]) -> Clause:
    at: Clause | None = row
    while at is not None and not (at.heading and at.visibility in grades):
        at = at.parent
    return at or row
