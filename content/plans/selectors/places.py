"""For which division a document may stand, and what that says of its level."""

from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.db.models.lookups import In
from django.utils import timezone

from content.plans.domain.dues import head_of, lies_in
from content.plans.enums import Kind, Level
from content.plans.selectors.levels import levels_for
from portal.people.divisions import current_successor
from portal.people.enums import DivisionLevel
from portal.people.models import Division, Unit
from portal.people.selectors import government_units, units_above

_LEVELS: Final = {
    DivisionLevel.PROVINCE: Level.PROVINCE,
    DivisionLevel.PREFECTURE: Level.PREFECTURE,
    DivisionLevel.COUNTY: Level.COUNTY,
    DivisionLevel.TOWN: Level.TOWN,
    DivisionLevel.VILLAGE: Level.GRASSROOTS,
}


def places() -> QuerySet[Division]:
    """The divisions of the portal's units, those above and inside them, and what these were
    before (two queries, this one apart)."""
    used = list(
        Division.objects.filter(units__isnull=False)
        .select_related("parent__parent__parent__parent")
        .distinct()
    )
    outward = set()
    for one in used:
        at: Division | None = one
        while at is not None:
            outward.add(at.pk)
            at = at.parent
    heads = {head_of(one.code) for one in used}
    found = Q(pk__in=outward)
    # One condition for all heads of a length: SQLite refuses one of a thousand parts.
    for length in {len(head) for head in heads}:
        of_this = [head for head in heads if len(head) == length]
        found |= Q(In(Substr("code", 1, length), of_this))
    known = Division.objects.filter(found)
    return Division.objects.filter(Q(pk__in=known) | Q(replaced_by__in=known)).order_by("code")


def place_of(unit: Unit) -> Division | None:
    """The division of the unit, else of the nearest above it that has one."""
    if unit.division is not None:
        return unit.division
    above = units_above(unit.pk, timezone.localdate())
    codes = Division.objects.filter(units__in=above).order_by("-code")
    # Of divisions in one line the inner one has the longer code.
    return max(codes, key=lambda one: len(one.code.rstrip("0")), default=None)


def may_stand_for(unit: Unit, division: Division) -> bool:
    """Who speaks for the whole place keeps documents of every place, the others of their own
    alone and of what lies in it, also under an earlier code."""
    if unit in government_units():
        return True
    own = place_of(unit)
    today = current_successor(division.code) or division
    return own is None or any(lies_in(one.code, own.code) for one in (division, today))


def level_for(unit: Unit, division: Division, kind: str) -> Level | None:
    """The level that a document for this division is of; None where the division does not say
    it: a firm's or a school's plan is its own wherever it stands, and no unit rises by it."""
    level = _LEVELS[DivisionLevel(division.level)]
    return level if kind != Kind.UNIT and level in levels_for(unit) else None
