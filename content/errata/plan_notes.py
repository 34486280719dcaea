"""报错 beside each clause, and on the workbench what waits for the editors of a plan."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from content.errata.enums import State
from content.errata.selectors import reports_for
from content.plans.clause_actions import Link
from content.plans.desk_notes import Note
from content.plans.models import PlanDocument
from portal.people.rights import Person


def report_links(anchors: Collection[UUID]) -> Mapping[UUID, Link]:
    """For every reader the same."""
    return {
        anchor: Link(url=reverse("errata:report", args=[anchor]), label=_("报错"))
        for anchor in anchors
    }


def note_on(plan: PlanDocument, person: Person) -> Note | None:
    """How many wait; nothing where none does, and for who does not edit the plan."""
    waiting = reports_for(person).filter(document=plan, state=State.OPEN).count()
    if not waiting:
        return None
    return Note(
        _("读者报的错有 %(count)d 条等处理。") % {"count": waiting}, kind="amber",
        url=f"{reverse('errata_desk:list')}?plan={plan.slug}", label=_("看报错"),
    )  # fmt: skip
