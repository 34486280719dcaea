"""Forms of the people desk: `members` and `units`."""

from portal.people.forms.members import (
    AddMembershipForm,
    EndMembershipForm,
    FilterForm,
    HomeUnitForm,
)
from portal.people.forms.units import (
    AddUnitForm,
    ChangeUnitForm,
    CloseUnitForm,
    MoveUnitForm,
    UnitFilterForm,
)

__all__ = [
    "AddMembershipForm",
    "AddUnitForm",
    "ChangeUnitForm",
    "CloseUnitForm",
    "EndMembershipForm",
    "FilterForm",
    "HomeUnitForm",
    "MoveUnitForm",
    "UnitFilterForm",
]
