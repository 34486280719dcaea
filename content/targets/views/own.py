"""The target a step of the ledger is about, or the answer of one that is not there."""

from django.db.models import QuerySet
from django.http import HttpRequest

from content.targets.models import Target
from portal.people.access import get_or_refuse
from portal.people.rights import Action


def target_of(
    request: HttpRequest, action: Action, slug: str, among: QuerySet[Target] | None = None
) -> Target:
    return get_or_refuse(
        Target.objects.all() if among is None else among,
        request.user,
        action,
        unit_of=lambda found: found.unit_id,
        slug=slug,
    )
