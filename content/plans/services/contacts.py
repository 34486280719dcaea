"""What an import takes for the telephone numbers of persons is hidden until an editor judged it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from content.plans.domain.contacts import has_contacts
from content.plans.enums import HiddenFor, Visibility
from content.plans.models import Clause, ClauseVisibility, PlanVersion
from content.plans.rendering import table_rows
from content.plans.services.reach import propose


def propose_contacts(version: PlanVersion) -> int:
    """Hide the clauses of a version that look like contacts; returns how many are new.

    What somebody judged stays as judged while the clause says the same. Four queries and one for
    each proposal.
    """
    known = {
        one.anchor: one for one in ClauseVisibility.objects.filter(document=version.document_id)
    }
    made = 0
    for clause in _contacts_in(version, known):
        hide_for_contacts(clause)
        made += 1
    return made


def unsaid_contacts(version: PlanVersion) -> list[Clause]:
    """What an import would hide by now, of that which nobody and no import ever said anything of.
    Four queries."""
    said = ClauseVisibility.objects.filter(document=version.document_id)
    known = {one.anchor: one for one in said}
    return [one for one in _contacts_in(version, known) if one.anchor not in known]


def hide_for_contacts(clause: Clause) -> None:
    propose(
        clause.version.document_id, clause.anchor, Visibility.RESTRICTED, HiddenFor.CONTACTS,
        clause.content_hash,
    )  # fmt: skip


def _contacts_in(version: PlanVersion, known: Mapping[UUID, ClauseVisibility]) -> Iterator[Clause]:
    headings: dict[int, str] = {}
    clauses = version.clauses.select_related("table").prefetch_related("table__cells")
    for clause in clauses.order_by("position"):
        above = headings.get(clause.parent_id, "") if clause.parent_id else ""
        headings[clause.pk] = f"{above} {clause.heading}"
        said = known.get(clause.anchor)
        if said is not None and not _is_older(said, clause):
            continue
        rows = table_rows(clause)
        grid = [[cell.text for cell in row.cells] for row in rows]
        words = f"{clause.heading}\n{clause.text}"
        if has_contacts(headings[clause.pk], words, grid):
            yield clause


def _is_older(said: ClauseVisibility, clause: Clause) -> bool:
    """It was found fit for everybody when the clause said something else."""
    return said.visibility == Visibility.PUBLIC and said.content_hash != clause.content_hash
