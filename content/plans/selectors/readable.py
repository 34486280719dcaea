"""The text of a version as one person may read it: the one way from a reader to clauses.

Pages, papers, data and search take clauses, cells and references from a `ReadableText` or from
`readable_clauses`, never from the tables: what somebody may not read is not there for them, in
no list and in no number.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from content.plans.enums import VersionState, Visibility
from content.plans.models import Clause, PlanVersion, Reference, Repair, TableCell
from content.plans.selectors.register import makes, reach
from portal.people import rights
from portal.people.rights import Action, Person

PUBLIC: Final = (Visibility.PUBLIC,)


def grades_for(user: Person, unit: int) -> tuple[Visibility, ...]:
    """What the person reads of the texts of a unit: internal ones need the right to read internal
    material there, restricted ones the right to edit or publish there."""
    if makes(user, unit):
        return (*PUBLIC, Visibility.INTERNAL, Visibility.RESTRICTED)
    if rights.can(user, Action.PLAN_READ_INTERNAL, unit):
        return (*PUBLIC, Visibility.INTERNAL)
    return PUBLIC


@dataclass(frozen=True, slots=True)
class ReadableText:
    """`grades`: those of the clauses that the reader sees."""

    version: PlanVersion
    grades: tuple[Visibility, ...]

    @property
    def clauses(self) -> QuerySet[Clause]:
        return self.version.clauses.filter(visibility__in=self.grades)

    @property
    def cells(self) -> QuerySet[TableCell]:
        return TableCell.objects.filter(
            table__clause__version=self.version, table__clause__visibility__in=self.grades
        )

    @property
    def references(self) -> QuerySet[Reference]:
        return Reference.objects.filter(
            clause__version=self.version, clause__visibility__in=self.grades
        )

    @property
    def repairs(self) -> QuerySet[Repair]:
        """But for what was mended inside a clause that the reader does not see."""
        hidden = Clause.objects.filter(
            version=self.version, source_start__lte=OuterRef("start"),
            source_end__gt=OuterRef("start"),
        ).exclude(visibility__in=self.grades)  # fmt: skip
        return self.version.repairs.filter(~Exists(hidden))

    def omits(self) -> str:
        """Names the clauses that the reader does not see, "" for none: what was read out of a
        published text for one reader holds for whoever sees the same of it. One query."""
        return omits_of({self.version.pk: self.grades})[self.version.pk]

    @property
    def is_for_all(self) -> bool:
        """A stranger reads the same: only then may a page of it be kept for others."""
        return self.grades == PUBLIC

    @property
    def name(self) -> str:
        """Tells apart what is kept of one version for different readers."""
        return self.grades[-1].value

    def of(self, version: PlanVersion) -> "ReadableText":
        """Another version of the same plan, for the same reader."""
        return replace(self, version=version)


def readable_text(version: PlanVersion, user: Person) -> ReadableText:
    return ReadableText(version, grades_for(user, version.document.owner_unit_id))


def omits_of(readers: Mapping[int, Collection[Visibility]]) -> dict[int, str]:
    """By version, for the grades that its reader sees, what `ReadableText.omits` says. One
    query."""
    hidden: dict[int, list[int]] = {version: [] for version in readers}
    rows = Clause.objects.filter(version__in=readers).exclude(visibility=Visibility.PUBLIC)
    held = rows.order_by("version", "position").values_list("version", "position", "visibility")
    for version, position, visibility in held:
        if visibility not in readers[version]:
            hidden[version].append(position)
    return {
        version: hashlib.sha256(",".join(map(str, found)).encode()).hexdigest() if found else ""
        for version, found in hidden.items()
    }


def readable_clauses(user: Person) -> QuerySet[Clause]:
    """Clauses of all published versions of plans that this person may read."""
    unit = "version__document__owner_unit"
    return Clause.objects.filter(
        reach(user, "visibility", unit), reach(user, "version__document__visibility", unit),
        version__state=VersionState.PUBLISHED, version__ready=True,
    )  # fmt: skip


def readable_references(user: Person) -> QuerySet[Reference]:
    """What the texts in force cite in clauses that this person may read."""
    unit = "clause__version__document__owner_unit"
    return Reference.objects.filter(
        reach(user, "clause__visibility", unit),
        reach(user, "clause__version__document__visibility", unit),
        clause__version__document__current_version=F("clause__version"),
    )


def readable_cells(user: Person) -> QuerySet[TableCell]:
    """Cells of the texts in force in tables that this person may read."""
    unit = "table__clause__version__document__owner_unit"
    return TableCell.objects.filter(
        reach(user, "table__clause__visibility", unit),
        reach(user, "table__clause__version__document__visibility", unit),
        table__clause__version__document__current_version=F("table__clause__version"),
    )


def hidden_from(user: Person, anchors: Collection[UUID]) -> set[UUID]:
    """Those of these clauses that some text has and this person may not read there."""
    if not anchors:
        return set()
    found = Clause.objects.filter(anchor__in=anchors)
    seen = reach(user, "visibility", "version__document__owner_unit")
    return set(found.exclude(seen).values_list("anchor", flat=True))
