"""Clauses that lead into a list, with their list: what is cited, and what its hash covers."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Q

from content.plans.domain import leading
from content.plans.domain.leading import Listing
from content.plans.models import Clause

# SQLite stops at an expression of a thousand parts.
_AT_A_TIME: Final = 50
# One more than is shown tells whether the list goes on.
_READ: Final = leading.LONGEST + 1

NO_LIST: Final[Listing[Clause]] = Listing()


def lists_of(clauses: Sequence[Clause]) -> dict[int, Listing[Clause]]:
    """By id of each clause that leads into a list: the rows of the list, in reading order. All of
    them: whoever shows them to a reader asks `shown_to` first."""
    leads = iter([clause for clause in clauses if leading.leads_on(clause)])
    found: dict[int, Listing[Clause]] = {}
    while step := list(islice(leads, _AT_A_TIME)):
        after = reduce(or_, (_after(lead) for lead in step))
        rows = list(
            Clause.objects.filter(after)
            .select_related("table")
            .prefetch_related("table__cells")
            .order_by("version_id", "position")
        )
        for lead in step:
            found[lead.pk] = leading.listed(lead, _behind(lead, rows))
    return found


def shown_to(grades: Collection[str], items: Listing[Clause]) -> Listing[Clause]:
    """The rows of these grades."""
    return replace(items, rows=[row for row in items.rows if row.visibility in grades])


def list_for(grades: Collection[str], clause: Clause) -> Listing[Clause]:
    """What one clause leads into, as far as a reader of these grades sees it."""
    return shown_to(grades, lists_of([clause]).get(clause.pk, NO_LIST))


def _after(lead: Clause) -> Q:
    return Q(
        version_id=lead.version_id,
        position__gt=lead.position,
        position__lte=lead.position + _READ,
    )


def _behind(lead: Clause, rows: Sequence[Clause]) -> Iterator[Clause]:
    return (
        row for row in rows if row.version_id == lead.version_id and row.position > lead.position
    )


def shown_hash(clause: Clause, items: Listing[Clause] = NO_LIST) -> str:
    """Hash of what whoever follows the anchor of a clause is shown: its list counts."""
    hashes = [item.content_hash for item in items.rows]
    return leading.digest(clause.content_hash, hashes, goes_on=items.goes_on)


def hash_of(clause: Clause) -> str:
    """`shown_hash` of one clause."""
    return shown_hash(clause, lists_of([clause]).get(clause.pk, NO_LIST))


def shown_hashes(version: int) -> dict[UUID, str]:
    """By anchor: `shown_hash` of each clause of a version, in one query."""
    rows = list(Clause.objects.filter(version=version).order_by("position"))
    found: dict[UUID, str] = {}
    for at, row in enumerate(rows, start=1):
        leads = leading.leads_on(row)
        items = leading.listed(row, rows[at : at + _READ]) if leads else NO_LIST
        found[row.anchor] = shown_hash(row, items)
    return found
