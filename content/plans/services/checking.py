"""Stored texts looked at again by the rules of today: their import may be older than these."""

from dataclasses import dataclass

from django.db import transaction

from content.plans.domain.marking import Marking, marking_of
from content.plans.domain.reach import is_stricter
from content.plans.enums import VersionState
from content.plans.models import ClauseVisibility, PlanDocument, PlanVersion
from content.plans.models.version import heavy
from content.plans.review_states import VoidFor
from content.plans.services.approvals import void_where_changed
from content.plans.services.contacts import hide_for_contacts, unsaid_contacts
from content.plans.services.reach import kin_of
from content.plans.services.visibility import follow_visibility
from content.plans.services.widening import void_widenings
from portal.foundation.audit.services import record
from portal.foundation.locks import hold


@dataclass(frozen=True, slots=True)
class Marked:
    """A published text whose mark lets fewer people read it than the register does."""

    version: PlanVersion
    marking: Marking


def hide_contacts(*, document: PlanDocument) -> int:
    """Hide in all versions, until an editor judges it, what an import would hide by now and
    nobody ever judged; returns how many clauses. Doing it again hides none."""
    versions = PlanVersion.objects.filter(document=document, ready=True).defer(*heavy())
    found = {
        one.anchor: one
        for version in versions.order_by("number")
        for one in unsaid_contacts(version)
    }
    if not found:
        return 0
    # Of long texts it takes seconds, in which nobody should have to wait.
    kin = kin_of(document)
    with transaction.atomic():
        hold(PlanDocument.objects.filter(pk=document.pk), by="title")
        document.refresh_from_db()
        said = ClauseVisibility.objects.filter(document=document, anchor__in=found)
        judged = set(said.values_list("anchor", flat=True))
        new = [one for anchor, one in found.items() if anchor not in judged]
        if not new:
            return 0
        for clause in new:
            hide_for_contacts(clause)
        follow_visibility(document, kin)
        void_where_changed(document=document, why=VoidFor.READERS, by=None)
        void_widenings(document=document, by=None)
        record(
            actor=None,
            action="content.plan.contacts_hidden",
            target=document,
            unit_id=document.owner_unit_id,
            data={"clauses": len(new)},
        )
    return len(new)


def marked_texts(*, document: PlanDocument) -> list[Marked]:
    """Published texts with a mark of secrecy, and those that more people may read than their mark
    says. One query, and each original."""
    published = PlanVersion.objects.filter(document=document, state=VersionState.PUBLISHED)
    found = []
    for version in published.order_by("number").only("number", "original", "document"):
        marking = marking_of(version.original)
        if marking is not None and (
            marking is Marking.CLASSIFIED or is_stricter(marking.grade, document.visibility)
        ):
            found.append(Marked(version, marking))
    return found
