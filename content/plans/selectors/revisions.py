"""Which plans have to be revised, and which of them first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from content.plans.domain.dues import What, dues_of
from content.plans.domain.priority import Case, order
from content.plans.enums import RelationKind, RelationState, Status
from content.plans.models import LocalHazard, PlanDocument, PlanRelation, RevisionTrigger
from content.plans.selectors.dues import facts_of, response_plans, rule_book
from content.plans.selectors.register import visible_to
from content.plans.selectors.relations import spoken
from content.taxonomy.models import Hazard
from portal.people import rights
from portal.people.rights import Action, Person


@dataclass(frozen=True, slots=True)
class Revision:
    """A plan that has to be revised: `hazards` with what this place says of each."""

    plan: PlanDocument
    case: Case
    triggers: Sequence[RevisionTrigger]
    upper: Sequence[PlanDocument]
    hazards: Sequence[tuple[Hazard, LocalHazard | None]]
    may_edit: bool


def revisions(person: Person, today: date) -> list[Revision]:
    """Plans in force that the person may read and that have a reason, the most urgent first
    (ten queries, whatever their number)."""
    plans = list(response_plans(person))
    book = rule_book()
    local = {one.hazard_id: one for one in LocalHazard.objects.all()}
    hazards: dict[int, list[Hazard]] = defaultdict(list)
    links = PlanDocument.hazards.through.objects.filter(plandocument__in=[p.pk for p in plans])
    for link in links.select_related("hazard").order_by("hazard__position"):
        hazards[link.plandocument_id].append(link.hazard)
    triggers: dict[int, list[RevisionTrigger]] = defaultdict(list)
    for trigger in RevisionTrigger.objects.filter(document__in=plans, settled_on__isnull=True):
        triggers[trigger.document_id].append(trigger)
    upper: dict[int, list[PlanDocument]] = defaultdict(list)
    relations = PlanRelation.objects.filter(
        document__in=plans,
        kind=RelationKind.PARENT,
        state=RelationState.CONFIRMED,
        other__status=Status.HISTORIC,
        other__in=visible_to(person).order_by(),
    )
    for relation in spoken(relations.select_related("other"), person):
        if relation.other is not None:
            upper[relation.document_id].append(relation.other)
    edits = rights.units_for(person, Action.PLAN_EDIT)
    found = []
    for plan in plans:
        dues = dues_of(facts_of(plan, None), book.rules, book.calendar, today)
        evaluation = next((due for due in dues if due.what == What.EVALUATION), None)
        said = [local.get(hazard.pk) for hazard in hazards[plan.pk]]
        case = Case(
            title=plan.title,
            frequent=any(one.frequent for one in said if one),
            dangerous=any(one.dangerous for one in said if one),
            triggers=len(triggers[plan.pk]),
            behind=max(evaluation.days_behind(today), 0) if evaluation else 0,
            upper_gone=bool(upper[plan.pk]),
        )
        if case.needs_revision:
            found.append(
                Revision(
                    plan=plan,
                    case=case,
                    triggers=triggers[plan.pk],
                    upper=upper[plan.pk],
                    hazards=list(zip(hazards[plan.pk], said, strict=True)),
                    may_edit=plan.owner_unit_id in edits,
                )
            )
    return sorted(found, key=lambda one: order(one.case))
