"""A target drawn from a clause: the same step for a number of the text and for a proxy."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from content.plans.models import Clause
from content.plans.selectors.lists import hash_of
from content.targets.counting import snapshot
from content.targets.models import Target
from content.targets.services import confirm_target
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action


@transaction.atomic
def draw_target(
    *, make: Callable[..., Target], clause: Clause, actor: User, **values: Any
) -> tuple[Target, bool]:
    """What `make` (`confirm_draft`, `set_proxy`) makes of the values; and whether it binds: where
    the actor confirms targets of its unit, it is confirmed and counted at once. Raises what
    `make` does, and then nothing is done."""
    target = make(actor=actor, **values)
    binding = rights.can(actor, Action.TARGET_CONFIRM, target.unit_id)
    if binding:
        confirm_target(target=target, actor=actor, read=hash_of(clause))
        snapshot(target.indicator, timezone.localdate())
    return target, binding
