"""What the library covers and what it lacks, counted over what a person may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.plans.domain.crosstab import CrossTable, cross
from content.plans.enums import DUE_KINDS, Family, Kind, Level, Sector, Status
from content.plans.models import PlanDocument
from content.plans.selectors.register import visible_to
from content.plans.selectors.relations import gaps
from content.taxonomy.models import Hazard
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Coverage:
    """`kinds` counts every document in force by kind and level, `places` by division and kind:
    both add up to `total`. `hazards` counts plans by hazard and level, and a plan for two
    hazards twice: it has no sum. `texts` are upper documents that are named and not there."""

    kinds: CrossTable
    places: CrossTable
    hazards: CrossTable
    hazard_gaps: Sequence[Hazard]
    sectors: Sequence[tuple[Sector, int]]
    texts: dict[str, list[PlanDocument]]
    total: int


def coverage(person: Person) -> Coverage:
    """Six queries."""
    in_force = visible_to(person).filter(status=Status.IN_FORCE).order_by()
    rows = list(in_force.values_list("kind", "level", "sector", "division__code", "division__name"))
    levels = [(level.value, str(level.label)) for level in Level]
    kinds = [(kind.value, str(kind.label)) for kind in Kind]
    named = {(code or "", name or _("未写地区")) for *_rest, code, name in rows}
    hazards = list(Hazard.objects.order_by("position", "slug"))
    pairs = list(
        in_force.filter(
            family=Family.RESPONSE, kind__in=DUE_KINDS, hazards__isnull=False
        ).values_list("hazards__slug", "level")
    )
    covered = {slug for slug, _level in pairs}
    plans = [row for row in rows if row[0] in DUE_KINDS]
    return Coverage(
        kinds=cross(((row[0], row[1]) for row in rows), kinds, levels),
        places=cross(((row[3] or "", row[0]) for row in rows), sorted(named), kinds),
        hazards=cross(
            pairs, [(one.slug, one.name) for one in hazards if one.slug in covered], levels
        ),
        hazard_gaps=[one for one in hazards if one.slug not in covered],
        sectors=[(sector, sum(row[2] == sector for row in plans)) for sector in Sector],
        texts=gaps(person),
        total=len(rows),
    )
