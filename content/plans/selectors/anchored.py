"""Clauses by their stable anchor."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from content.pages.anchors import Anchor, Status
from content.plans.addresses import clause_url
from content.plans.domain.leading import Listing
from content.plans.enums import VersionState, Visibility
from content.plans.models import Clause, PlanDocument
from content.plans.models.version import heavy
from content.plans.selectors.lists import NO_LIST, lists_of, shown_hash, shown_to
from content.plans.selectors.readable import PUBLIC, ReadableText, grades_for
from content.plans.selectors.register import visible_to
from portal.people.rights import Person

# Six levels of headings are more than any document has; deeper paths lose their outermost words.
_PARENTS = "parent__parent__parent__parent__parent"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a clause stands: `current` False means it is not in the version in force."""

    clause: Clause
    document: PlanDocument
    current: bool
    url: str
    text: ReadableText


def _published(anchors: Collection[UUID]) -> list[Clause]:
    return list(
        Clause.objects.filter(anchor__in=anchors, version__state=VersionState.PUBLISHED)
        .select_related("version__document", "table", _PARENTS)
        .prefetch_related("table__cells")
        .defer(*heavy("version"))
        .order_by("version__number")
    )


def path_of(clause: Clause) -> tuple[str, ...]:
    """Labels of the clauses above, outermost first."""
    path: list[str] = []
    above = clause.parent
    while above is not None:
        if above.label:
            path.append(above.label)
        above = above.parent
    return tuple(reversed(path))


def text_of(clause: Clause, items: Listing[Clause] = NO_LIST) -> str:
    """All words of a clause below its heading: a line for each row of a table and of its list."""
    parts = [clause.text]
    if hasattr(clause, "table"):
        rows = groupby(clause.table.cells.all(), attrgetter("row"))
        parts += [" · ".join(cell.text for cell in row if cell.text) for _, row in rows]
    return "\n".join([*parts, *lines_of(items)]).strip()


def lines_of(items: Listing[Clause]) -> list[str]:
    """The rows of a list with their numbers, as they stand on the page."""
    lines = [
        f"{item.label}{item.mark or ' ' if item.heading else ''}{text_of(item)}"
        for item in items.rows
    ]
    if items.goes_on:
        lines.append(
            _("（这里只列前 %(count)d 条，后面还有，见原文。）") % {"count": len(items.rows)}
        )
    return lines


def locate(anchor: UUID, user: Person) -> Location | None:
    """The clause in the version in force, else in the last version that had it.

    None where it never existed or the person may not read it or its document.
    """
    every = _published([anchor])
    if not every:
        return None
    document = every[-1].version.document
    grades = grades_for(user, document.owner_unit_id)
    found = [clause for clause in every if clause.visibility in grades]
    if not found or not visible_to(user).filter(pk=document.pk).exists():
        return None
    for clause in found:
        if clause.version_id == document.current_version_id:
            text = ReadableText(clause.version, grades)
            return Location(clause, document, True, clause_url(document.slug, clause), text)
    if any(clause.version_id == document.current_version_id for clause in every):
        return None
    return Location(found[-1], document, False, "", ReadableText(found[-1].version, grades))


def resolve_anchors(anchors: Collection[UUID]) -> Iterator[Anchor]:
    """Anchors of published clauses for `content.pages.anchors` (few queries).

    A restricted or internal clause keeps its key and status, but its words stay at home, with
    those that name a document not everybody may read: the caller does not know who is asking.
    """
    by_anchor: dict[UUID, list[Clause]] = {}
    for clause in _published(anchors):
        by_anchor.setdefault(clause.anchor, []).append(clause)
    ends = {anchor: (clauses[0], _standing(clauses)) for anchor, clauses in by_anchor.items()}
    items = lists_of([clause for pair in ends.values() for clause in pair])
    for anchor, (first, clause) in ends.items():
        document = clause.version.document
        is_current = clause.version_id == document.current_version_id
        shown = items.get(clause.pk, NO_LIST)
        stands_as = shown_hash(clause, shown)
        status: Status = "current"
        if not is_current:
            status = "withdrawn"
        elif stands_as != shown_hash(first, items.get(first.pk, NO_LIST)):
            status = "changed"
        is_known = document.visibility == Visibility.PUBLIC
        public = is_known and clause.visibility == Visibility.PUBLIC
        name = document.title if is_known else ""
        yield Anchor(
            key=clause.key,
            title=clause.label if public else name,
            path=(name, *(path_of(clause) if public else ())) if is_known else (),
            text=text_of(clause, shown_to(PUBLIC, shown)) if public else "",
            url=clause_url(document.slug, clause)
            if is_current and public
            else reverse("plans:clause", args=[anchor]),
            content_hash=stands_as,
            status=status,
            public=public,
        )


def _standing(clauses: Sequence[Clause]) -> Clause:
    """Of one clause through its versions: as it stands in the one in force, else at last."""
    document = clauses[-1].version.document
    return next((c for c in clauses if c.version_id == document.current_version_id), clauses[-1])
