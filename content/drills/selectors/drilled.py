"""When a plan was drilled last, and whether its text was changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from content.drills.enums import HELD_STATES
from content.drills.models import Drill
from content.plans.drilled import Documents
from content.plans.models import PlanDocument


def last_drilled(documents: Documents) -> dict[int, date]:
    """For `content.plans.drilled`. One query."""
    rows = (
        Drill.objects.filter(plan__in=documents, state__in=HELD_STATES)
        .order_by()
        .values_list("plan")
        .annotate(day=Max("held_on"))
    )
    return {plan: day for plan, day in rows if day is not None}


def changed_since_drilled(plans: QuerySet[PlanDocument]) -> QuerySet[PlanDocument]:
    """For `content.plans.drilled`; as `changes_since` judges."""
    last = (
        Drill.objects.filter(plan=OuterRef("pk"), state__in=HELD_STATES, held_on__isnull=False)
        .order_by("-held_on", "-version__number")
        .values("version")[:1]
    )
    return plans.alias(drilled=Subquery(last)).filter(
        ~Q(drilled=F("current_version")), drilled__isnull=False, current_version__isnull=False
    )


@dataclass(frozen=True, slots=True)
class Since:
    """The last drill of a plan: on which version, and which is in force now."""

    held_on: date
    drilled: int
    current: int
    changed: bool


def changes_since(plans: Iterable[PlanDocument]) -> dict[int, Since]:
    """Of the plans that were ever drilled and are published, by their ids. Of two drills on one
    day the one on the later version counts. Two queries."""
    current = {plan.pk: plan for plan in plans if plan.current_version_id is not None}
    numbers = dict(
        PlanDocument.objects.filter(pk__in=current).values_list("pk", "current_version__number")
    )
    held = (
        Drill.objects.filter(plan__in=current, state__in=HELD_STATES)
        .order_by("held_on", "version__number")
        .values_list("plan_id", "held_on", "version_id", "version__number")
    )
    return {
        plan: Since(
            held_on=day,
            drilled=number,
            current=numbers[plan],
            changed=version != current[plan].current_version_id,
        )
        for plan, day, version, number in held
        if day is not None
    }
