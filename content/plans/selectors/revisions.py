"""Which plans have to be revised, and which of them first."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import QuerySet

from content.plans.domain.dues import What, dues_of
from content.plans.domain.priority import Case, order
from content.plans.enums import RelationKind, RelationState, Status
from content.plans.models import LocalHazard, PlanDocument, PlanRelation, RevisionTrigger
from content.plans.selectors.dues import facts_of, response_plans, rule_book
from content.plans.selectors.register import visible_to
from content.plans.selectors.relations import spoken
from content.taxonomy.models import Hazard
from portal.foundation.fetched import Fetched
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


def revisions(person: Person, today: date) -> Sequence[Revision]:
    """Plans in force that the person may read and that have a reason, the most urgent first. All
    are judged (nine queries at most, whatever their number); the rows are read where they are
    shown."""
    plans = response_plans(person)
    book = rule_book()
    rules = [rule for rule in book.rules if rule.what == What.EVALUATION]
    frequent, dangerous = _local(frequent=True), _local(dangerous=True)
    triggers = Counter(_open_triggers().order_by().values_list("document", flat=True))
    gone = {relation.document_id for relation in spoken(_upper_gone(person), person)}
    found = []
    for pk, title, facts in facts_of(plans, {}):
        dues = dues_of(facts, rules, book.calendar, today)
        case = Case(
            title=title,
            frequent=pk in frequent,
            dangerous=pk in dangerous,
            triggers=triggers[pk],
            behind=max(dues[0].days_behind(today), 0) if dues else 0,
            upper_gone=pk in gone,
        )
        if case.needs_revision:
            found.append((pk, case))
    found.sort(key=lambda one: (order(one[1]), one[0]))
    return Fetched(found, partial(_whole, person))


def _whole(person: Person, cases: Sequence[tuple[int, Case]]) -> list[Revision]:
    pks = [pk for pk, _case in cases]
    plans = PlanDocument.objects.select_related("owner_unit").in_bulk(pks)
    local = {one.hazard_id: one for one in LocalHazard.objects.all()}
    hazards: dict[int, list[tuple[Hazard, LocalHazard | None]]] = defaultdict(list)
    links = PlanDocument.hazards.through.objects.filter(plandocument__in=pks)
    for link in links.select_related("hazard").order_by("hazard__position"):
        hazards[link.plandocument_id].append((link.hazard, local.get(link.hazard_id)))
    triggers: dict[int, list[RevisionTrigger]] = defaultdict(list)
    for trigger in _open_triggers().filter(document__in=pks):
        triggers[trigger.document_id].append(trigger)
    upper: dict[int, list[PlanDocument]] = defaultdict(list)
    for relation in spoken(_upper_gone(person).filter(document__in=pks), person):
        if relation.other is not None:
            upper[relation.document_id].append(relation.other)
    edits = rights.units_for(person, Action.PLAN_EDIT)
    return [
        Revision(
            plan=plans[pk],
            case=case,
            triggers=triggers[pk],
            upper=upper[pk],
            hazards=hazards[pk],
            may_edit=plans[pk].owner_unit_id in edits,
        )
        for pk, case in cases
        if pk in plans
    ]


def _local(**said: bool) -> set[int]:
    """Documents for a hazard of which this place says so."""
    hazards = LocalHazard.objects.filter(**said).order_by().values("hazard")
    links = PlanDocument.hazards.through.objects.filter(hazard__in=hazards)
    return set(links.values_list("plandocument", flat=True))


def _open_triggers() -> QuerySet[RevisionTrigger]:
    return RevisionTrigger.objects.filter(settled_on__isnull=True)


def _upper_gone(person: Person) -> QuerySet[PlanRelation]:
    """To a superior that the person may read and that no longer holds."""
    gone = visible_to(person).filter(status=Status.HISTORIC).order_by().values("pk")
    return PlanRelation.objects.filter(
        kind=RelationKind.PARENT, state=RelationState.CONFIRMED, other__in=gone
    ).select_related("other")
