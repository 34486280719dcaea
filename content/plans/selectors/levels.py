"""At which level of government a document stands that says nothing of it itself."""

from typing import Final

from django.utils import timezone

from content.plans.enums import Level
from portal.people.enums import UnitKind
from portal.people.models import Unit
from portal.people.selectors import government_units, units_above

LEVELS: Final = {
    UnitKind.PREFECTURE: Level.PREFECTURE,
    UnitKind.COUNTY: Level.COUNTY,
    UnitKind.TOWN: Level.TOWN,
}


def level_of(unit: Unit) -> Level:
    """That of the unit that answers for it; of a department, that of its government."""
    if unit.kind != UnitKind.DEPARTMENT:
        return LEVELS.get(UnitKind(unit.kind), Level.GRASSROOTS)
    above = Unit.objects.filter(pk__in=units_above(unit.pk, timezone.localdate()))
    kinds = set(above.values_list("kind", flat=True))
    of_a_prefecture = UnitKind.PREFECTURE in kinds and UnitKind.COUNTY not in kinds
    return Level.PREFECTURE if of_a_prefecture else Level.COUNTY


def is_from_above(level: str, owner_kind: str) -> bool:
    """Whether a higher government than that of a unit of this kind made a document of this level.
    Only who speaks for a whole place keeps such plans, so no unit above has to be looked up."""
    own = LEVELS.get(UnitKind(owner_kind))
    order = list(Level)
    return own is not None and order.index(Level(level)) < order.index(own)


def levels_for(unit: Unit) -> list[Level]:
    """What a document of this unit may be. Those who speak for the whole place keep documents
    from above; the others none above their own level."""
    everything = list(Level)
    if unit in government_units():
        return everything
    return everything[everything.index(level_of(unit)) :]
