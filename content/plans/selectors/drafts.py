"""Numbers of plans that wait for a decision."""

from collections.abc import Sequence

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from content.plans.domain.same_goals import StatedGoal, alike
from content.plans.enums import DraftState
from content.plans.models import PlanVersion, TargetDraft
from content.targets.waiting import Waiting
from portal.people import rights
from portal.people.rights import Action, Person


def drafts_of(version: PlanVersion) -> QuerySet[TargetDraft]:
    """Drafts of a version in reading order, with their clause and target."""
    return (
        TargetDraft.objects.filter(clause__version=version)
        .select_related("clause", "target")
        .order_by("clause__position", "position")
    )


def stated_again(drafts: Sequence[TargetDraft]) -> dict[int, list[TargetDraft]]:
    """By the id of each draft that others seem to state as well: those."""
    goals = [
        StatedGoal(one.subject, one.stratum, one.comparator, one.value, one.unit, one.period)
        for one in drafts
    ]
    found = alike(goals).items()
    return {drafts[place].pk: [drafts[other] for other in others] for place, others in found}


def open_counts(version_ids: Sequence[int]) -> dict[int, int]:
    """Open drafts of each of these versions; those without any are left out."""
    rows = (
        TargetDraft.objects.filter(clause__version__in=version_ids, state=DraftState.OPEN)
        .order_by()
        .values_list("clause__version")
        .annotate(number=Count("id"))
    )
    return dict(rows)


def waiting_for(person: Person) -> list[Waiting]:
    """Documents of the person's units whose version in force has numbers to decide on."""
    units = rights.units_for(person, Action.TARGET_EDIT)
    rows = (
        TargetDraft.objects.filter(
            Q(clause__version=F("clause__version__document__current_version")),
            state=DraftState.OPEN,
            clause__version__document__owner_unit__in=units,
        )
        .order_by("clause__version__document__title")
        .values_list("clause__version", "clause__version__document__title")
        .annotate(number=Count("id"))
    )
    return [
        Waiting(title=title, url=reverse("plans_desk:drafts", args=[version]), count=number)
        for version, title, number in rows
    ]
