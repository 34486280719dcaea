"""A person gives a role back that anybody may be given without being asked."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.foundation.audit.services import record
from portal.people import rights, selectors
from portal.people.enums import STAFF_ROLES
from portal.people.models import Membership, User


def leavable(*, user: User) -> QuerySet[Membership]:
    """The person's own roles without rights, held today or coming. Office is ended by an
    administrator: somebody has to take it over."""
    return selectors.held_or_coming(user).exclude(role__in=STAFF_ROLES)


def leave(*, user: User, membership: Membership) -> bool:
    """End the person's own membership today; False when there is nothing left to end.

    One that held on no earlier day goes altogether: it has no day to end after.
    """
    today = timezone.localdate()
    with transaction.atomic():
        mine = leavable(user=user).filter(pk=membership.pk)
        if not mine.filter(valid_from__lt=today).update(valid_to=today):
            gone, _tables = mine.filter(valid_from__gte=today).delete()
            if not gone:
                return False
        record(
            actor=user,
            action="people.membership.left",
            target=user,
            unit_id=membership.unit_id,
            data={
                "role": membership.role,
                "from": membership.valid_from.isoformat(),
                "to": today.isoformat(),
            },
        )
    rights.forget(user)
    return True
