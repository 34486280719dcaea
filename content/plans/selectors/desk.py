"""Plans on the workbench: those a person works on, and those they may only read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from content.plans.models import PlanDocument, PlanVersion
from content.plans.selectors.drafts import open_counts
from content.plans.selectors.register import editable_by, visible_to
from portal.people import rights
from portal.people.rights import Action, Person


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A document with its drafts. `waiting` numbers of the version `shown` (that in force or,
    before the first is published, the newest draft) wait for a decision."""

    plan: PlanDocument
    drafts: Sequence[PlanVersion]
    shown: int
    waiting: int
    may_edit: bool
    may_decide: bool


def desk_rows(person: Person) -> list[DeskRow]:
    """The documents the person edits or publishes, and what they may do with each."""
    plans = _light(editable_by(person))
    drafts: dict[int, list[PlanVersion]] = {}
    for version in (
        PlanVersion.objects.filter(document__in=plans, published_at__isnull=True, ready=True)
        .defer("original", "spans", "notes", "fields")
        .order_by("number")
    ):
        drafts.setdefault(version.document_id, []).append(version)
    edits = rights.units_for(person, Action.PLAN_EDIT)
    decides = rights.units_for(person, Action.TARGET_EDIT)
    found = []
    for plan in plans:
        own = drafts.get(plan.pk, [])
        found.append((plan, own, plan.current_version_id or (own[-1].pk if own else 0)))
    counts = open_counts([shown for _plan, _own, shown in found])
    return [
        DeskRow(
            plan=plan,
            drafts=own,
            shown=shown,
            waiting=counts.get(shown, 0),
            may_edit=plan.owner_unit_id in edits,
            may_decide=plan.owner_unit_id in decides,
        )
        for plan, own, shown in found
    ]


def only_readable_by(person: Person) -> QuerySet[PlanDocument]:
    """Published documents the person may read and neither edits nor publishes."""
    worked_on = editable_by(person).order_by().values("pk")
    return _light(visible_to(person).exclude(pk__in=worked_on))


def _light(plans: QuerySet[PlanDocument]) -> QuerySet[PlanDocument]:
    return plans.select_related("owner_unit", "current_version").defer(
        "current_version__original", "current_version__spans", "current_version__notes"
    )
