from portal.people.models.division import Division
from portal.people.models.membership import Membership
from portal.people.models.unit import Unit, UnitParent
from portal.people.models.user import User

__all__ = ["Division", "Membership", "Unit", "UnitParent", "User"]
