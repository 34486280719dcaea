"""Clauses by their stable anchor."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from content.pages.anchors import Anchor, Status
from content.plans.enums import VersionState, Visibility
from content.plans.models import Clause, PlanDocument
from content.plans.search import clause_url
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


def _published(anchors: Collection[UUID]) -> list[Clause]:
    return list(
        Clause.objects.filter(anchor__in=anchors, version__state=VersionState.PUBLISHED)
        .select_related("version__document", "table", _PARENTS)
        .prefetch_related("table__cells")
        .defer("version__original", "version__spans", "version__notes", "version__fields")
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


def text_of(clause: Clause) -> str:
    """All words of a clause below its heading, the cells of a table included."""
    if hasattr(clause, "table"):
        return "\n".join([clause.text, *(c.text for c in clause.table.cells.all())]).strip()
    return clause.text


def locate(anchor: UUID, user: Person) -> Location | None:
    """The clause in the version in force, else in the last version that had it.

    None where it never existed or the person may not read its document.
    """
    found = _published([anchor])
    if not found:
        return None
    document = found[-1].version.document
    if not visible_to(user).filter(pk=document.pk).exists():
        return None
    for clause in found:
        if clause.version_id == document.current_version_id:
            return Location(clause, document, True, clause_url(document.slug, clause))
    return Location(found[-1], document, False, "")


def resolve_anchors(anchors: Collection[UUID]) -> Iterator[Anchor]:
    """Anchors of published clauses for `content.pages.anchors` (three queries).

    A restricted or internal clause keeps its key and status, but its words stay at home: the
    caller does not know who is asking.
    """
    by_anchor: dict[UUID, list[Clause]] = {}
    for clause in _published(anchors):
        by_anchor.setdefault(clause.anchor, []).append(clause)
    for anchor, clauses in by_anchor.items():
        document = clauses[-1].version.document
        current = next((c for c in clauses if c.version_id == document.current_version_id), None)
        clause = current or clauses[-1]
        status: Status = "current"
        if current is None:
            status = "withdrawn"
        elif current.content_hash != clauses[0].content_hash:
            status = "changed"
        public = document.visibility == Visibility.PUBLIC
        yield Anchor(
            key=clause.key,
            title=clause.label if public else document.title,
            path=(document.title, *path_of(clause)) if public else (document.title,),
            text=text_of(clause) if public else "",
            url=reverse("plans:clause", args=[anchor])
            if current is None
            else clause_url(document.slug, clause),
            content_hash=clause.content_hash,
            status=status,
        )
