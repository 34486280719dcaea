"""What changes people's places: memberships, and the tree of units they are held in."""

from portal.people.services.home_units import (
    HomeChangedMeanwhile,
    HomeIsClosed,
    HomeIsElsewhere,
    StaffNumberTaken,
    may_set_home_unit,
    set_home_unit,
)
from portal.people.services.leaving import leavable, leave
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
from portal.people.services.refusal import Refusal
from portal.people.services.unit_refusals import ChangedMeanwhile, UnitError
from portal.people.services.units import (
    add_unit,
    change_unit,
    close_unit,
    move_unit,
)

__all__ = [
    "AlreadyEnded",
    "BelongsElsewhere",
    "ChangedMeanwhile",
    "HomeChangedMeanwhile",
    "HomeIsClosed",
    "HomeIsElsewhere",
    "LastAdministrator",
    "MembershipError",
    "MustBeSeparate",
    "NotInYourUnits",
    "Overlaps",
    "Refusal",
    "StaffNumberTaken",
    "UnitError",
    "UnitNotThere",
    "WrongOrder",
    "add_membership",
    "add_unit",
    "change_unit",
    "close_unit",
    "end_membership",
    "leavable",
    "leave",
    "may_set_home_unit",
    "move_unit",
    "refuse_if_last_administrator",
    "set_home_unit",
]
