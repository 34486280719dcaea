"""What people are told, in the inbox of the portal, when others change their places."""

from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send
from portal.people.enums import STAFF_ROLES
from portal.people.models import Membership, Unit, User


def tell_of_membership(membership: Membership) -> None:
    send(
        to=membership.user,
        template="portal/people/membership_given",
        context={
            "unit": membership.unit.name,
            "role": str(membership.get_role_display()),
            "since": membership.valid_from.isoformat(),
            "may_leave": membership.role not in STAFF_ROLES,
        },
        channels=[Channel.INBOX],
        key=f"membership-given:{membership.pk}",
    )


def tell_of_home_unit(user: User, unit: Unit | None, *, before: Unit | None, occasion: int) -> None:
    """`occasion` tells this change from an earlier one to the same unit."""
    named = unit or before
    send(
        to=user,
        template=f"portal/people/home_unit_{'set' if unit else 'ended'}",
        context={"unit": named.name if named else ""},
        channels=[Channel.INBOX],
        key=f"home-unit-set:{occasion}",
    )
