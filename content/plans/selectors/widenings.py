"""What waits for a second person before more people read it."""

from uuid import UUID

from django.db.models import QuerySet

from content.plans.enums import Visibility
from content.plans.models import ClauseVisibility, PlanDocument, Widening
from content.plans.models.version import heavy
from content.plans.review_states import RoundState
from content.plans.selectors.register import editable_by
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action, Person


def of_makers(person: Person) -> QuerySet[Widening]:
    """All of plans that the person edits or publishes, whatever came of them."""
    return (
        Widening.objects.filter(document__in=editable_by(person))
        .select_related("document__owner_unit", "version", "proposed_by", "ended_by")
        .defer(*heavy("version"))
    )


def widenings_for(person: Person) -> list[Widening]:
    """Those that this person may decide on, the longest waiting first. One query."""
    units = rights.units_for(person, Action.PLAN_PUBLISH)
    if not units:
        return []
    return list(
        of_makers(person)
        .filter(state=RoundState.ASKED, document__owner_unit__in=units)
        .exclude(proposed_by=person.pk)
        .order_by("pk")
    )


def open_widening(document: PlanDocument, anchor: UUID | None) -> Widening | None:
    """What was proposed for the document itself (None), or for a clause of it."""
    asked = Widening.objects.filter(document=document, anchor=anchor, state=RoundState.ASKED)
    return asked.select_related("proposed_by", "document").first()


def open_by_anchor(document: PlanDocument) -> dict[UUID | None, Widening]:
    """All that is proposed of a document and its clauses; of the document itself at None."""
    asked = Widening.objects.filter(document=document, state=RoundState.ASKED)
    return {one.anchor: one for one in asked.select_related("proposed_by", "document")}


def proposed_by(person: User) -> list[Widening]:
    """What this person proposed and waits for somebody else, the longest waiting first."""
    own = of_makers(person).filter(state=RoundState.ASKED, proposed_by=person.pk)
    return list(own.order_by("pk"))


def deciders_for(document: PlanDocument, proposer: User) -> list[User]:
    """Who may confirm what this person proposes, by name."""
    people = rights.people_who_can(Action.PLAN_PUBLISH, document.owner_unit_id)
    return [one for one in people if one.pk != proposer.pk]


def grade_of(document: PlanDocument, anchor: UUID | None) -> str:
    """What is said of the document itself, or of a clause."""
    if anchor is None:
        return document.visibility
    said = ClauseVisibility.objects.filter(document=document, anchor=anchor)
    return said.values_list("visibility", flat=True).first() or Visibility.PUBLIC
