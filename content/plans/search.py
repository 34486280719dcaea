"""What plans offer to the search: one document a clause of the current version."""

from collections.abc import Iterator

from content.plans.addresses import page_url
from content.plans.domain.paths import Paths
from content.plans.domain.reach import strictest
from content.plans.enums import ClauseKind, Status, Visibility
from content.plans.models import PlanDocument, PlanVersion
from content.plans.models.version import heavy
from search.documents import Document

KIND = "clause"
_SKIPPED = (ClauseKind.NOTICE, ClauseKind.CLOSING)


def grants_of(document: PlanDocument, *grades: str) -> frozenset[str]:
    """Who may find what is of these grades in it: everybody, the readers of internal material of
    its unit, or nobody.

    Restricted plans are opened from the register only, restricted clauses from their plan.
    """
    grade = strictest([document.visibility, *grades])
    if grade == Visibility.PUBLIC:
        return frozenset({"public"})
    if grade == Visibility.INTERNAL:
        return frozenset({f"unit:{document.owner_unit_id}"})
    return frozenset()


def documents_of(document: PlanDocument) -> Iterator[Document]:
    """Search documents of a plan; none while nothing is published or nobody may find it."""
    if document.current_version_id is None or not grants_of(document):
        return
    version = PlanVersion.objects.defer(*heavy()).get(pk=document.current_version_id)
    hazards = tuple(document.hazards.values_list("slug", flat=True))
    clauses = list(version.clauses.select_related("table").prefetch_related("table__cells"))
    paths = Paths()
    pages = {page: page_url(document.slug, page) for page in {clause.page for clause in clauses}}
    for clause in clauses:
        above = paths.above(clause.pk, clause.parent_id, clause.label)
        text = clause.text
        if hasattr(clause, "table"):
            text = "\n".join([text, *(cell.text for cell in clause.table.cells.all())]).strip()
        grants = grants_of(document, clause.visibility)
        if clause.kind in _SKIPPED or not text.strip() or not grants:
            continue
        yield Document(
            key=clause.key,
            kind=KIND,
            group_key=document.group_key,
            title=clause.label,
            path=(document.title, *above),
            text=text,
            url=f"{pages[clause.page]}#{clause.fragment}",
            hazards=hazards,
            division=document.division.code if document.division else "",
            level=document.level,
            year=document.period_start or (version.signed_on.year if version.signed_on else None),
            status="historic" if document.status == Status.HISTORIC else "current",
            published_on=version.published_on or version.signed_on,
            grants=grants,
            lang=version.language,
        )


def rebuild() -> Iterator[Document]:
    """Search documents of every published plan."""
    for document in PlanDocument.objects.filter(current_version__isnull=False).iterator():
        yield from documents_of(document)
