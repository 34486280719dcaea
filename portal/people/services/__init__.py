"""What changes people's places: memberships, and the tree of units they are held in."""

from portal.people.services.memberships import (
    AlreadyEnded,
    BelongsElsewhere,
    LastAdministrator,
    MembershipError,
    MustBeSeparate,
    NotInYourUnits,
    Overlaps,
    UnitNotThere,
    WrongOrder,
    add_membership,
    end_membership,
    refuse_if_last_administrator,
)
from portal.people.services.unit_refusals import UnitError
from portal.people.services.units import (
    add_unit,
    change_unit,
    close_unit,
    move_unit,
)

__all__ = [
    "AlreadyEnded",
    "BelongsElsewhere",
    "LastAdministrator",
    "MembershipError",
    "MustBeSeparate",
    "NotInYourUnits",
    "Overlaps",
    "UnitError",
    "UnitNotThere",
    "WrongOrder",
    "add_membership",
    "add_unit",
    "change_unit",
    "close_unit",
    "end_membership",
    "move_unit",
    "refuse_if_last_administrator",
]
