"""In which plans somebody has duties: across all texts in force that a person may read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q

from content.plans.enums import Family, Status
from content.plans.models import ExtractedRole, PlanDocument
from content.plans.selectors.extracts import code_version
from content.plans.selectors.readable import grades_for, omits_of
from content.plans.selectors.register import visible_to
from portal.people.rights import Person

MOST: Final = 400
"""Names of roles that are looked at, those with the most duties: anybody may ask, as often as they
like."""


@dataclass(frozen=True, slots=True)
class RoleIn:
    document: PlanDocument
    name: str
    key: str
    duties: int


@dataclass(frozen=True, slots=True)
class RolesIn:
    """`rows`: those with the most duties first; a plan may have several. `has_more`: not all were
    looked at."""

    rows: Sequence[RoleIn]
    has_more: bool = False

    @property
    def plans(self) -> int:
        return len({row.document.pk for row in self.rows})

    @property
    def duties(self) -> int:
        return sum(row.duties for row in self.rows)

    @property
    def only_responses(self) -> bool:
        return all(row.document.family == Family.RESPONSE for row in self.rows)


def roles_in_plans(
    names: Collection[str], person: Person, *, office: str = "", also: Collection[str] = ()
) -> RolesIn:
    """Of plans in force, each as this person reads it: who sees fewer clauses is told of fewer
    duties and fewer plans. Of these plans also the others whose name ends in `office` or is one
    of `also` (two queries, one more for these, and those of the rights)."""
    found = (
        ExtractedRole.objects.filter(
            written__in=names,
            extract__code=code_version(),
            extract__version=F("extract__version__document__current_version"),
            extract__version__document__in=visible_to(person).order_by().values("pk"),
            extract__version__document__status=Status.IN_FORCE,
        )
        .select_related("extract__version__document")
        .only(
            "name", "key", "duties", "extract__omits", "extract__version__document__title",
            "extract__version__document__slug", "extract__version__document__family",
            "extract__version__document__owner_unit",
        )
    )  # fmt: skip
    roles = list(found.order_by("-duties", "pk")[: MOST + 1])
    has_more = len(roles) > MOST
    del roles[MOST:]
    units = {role.extract.version.document.owner_unit_id for role in roles}
    grades = {unit: grades_for(person, unit) for unit in units}
    omits = omits_of(
        {
            role.extract.version_id: grades[role.extract.version.document.owner_unit_id]
            for role in roles
        }
    )
    read = [role for role in roles if role.extract.omits == omits[role.extract.version_id]]
    documents = {role.extract_id: role.extract.version.document for role in read}
    if documents and (office or also):
        is_alike = Q(name__in=also)
        if office:
            is_alike |= Q(name__endswith=office)
        alike = ExtractedRole.objects.filter(is_alike, extract__in=documents)
        others = list(alike.order_by("-duties", "pk")[: MOST + 1])
        has_more = has_more or len(others) > MOST
        read += others[:MOST]
    rows = {
        (role.extract_id, role.key): RoleIn(
            documents[role.extract_id], role.name, role.key, role.duties
        )
        for role in read
    }
    ordered = sorted(rows.values(), key=lambda row: (-row.duties, row.document.title, row.key))
    return RolesIn(ordered, has_more)
