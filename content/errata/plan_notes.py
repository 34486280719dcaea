"""报错 beside each clause, and on the workbench what waits for the editors of a plan."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from content.errata.enums import State
from content.errata.selectors import reported, reports_for
from content.plans.clause_actions import Link
from content.plans.desk_notes import Note
from content.plans.models import PlanDocument, PlanVersion
from portal.people.rights import Person


def report_links(anchors: Collection[UUID]) -> Mapping[UUID, Link]:
    """For every reader the same."""
    return {
        anchor: Link(url=reverse("errata:report", args=[anchor]), label=_("报错"))
        for anchor in anchors
    }


def note_on_draft(version: PlanVersion, person: Person) -> Note | None:
    """What was promised to readers for the next text, before it is approved: how much of it this
    draft changes. None for a published text, and for who neither edits nor publishes the plan."""
    if version.is_published:
        return None
    promised = reports_for(person).filter(
        document=version.document, state=State.PROMISED, taken_out_at=None
    )
    said = reported([*promised.select_related("document")], against=version.pk)
    if not said:
        return None
    same = sum(not one.is_changed for one in said)
    words = _("报错里答应这一版改的有 %(count)d 条，都改到了。") % {"count": len(said)}
    if same:
        words = _("报错里答应这一版改的有 %(count)d 条，其中 %(same)d 条的条文还和报错时一样。") % {
            "count": len(said), "same": same,
        }  # fmt: skip
    return Note(
        words, kind="amber" if same else "", label=_("看报错"),
        url=f"{reverse('errata_desk:list')}?plan={version.document.slug}&state=settled",
    )  # fmt: skip


def note_on(plan: PlanDocument, person: Person) -> Note | None:
    """How many wait, and how many the next version is to mend; nothing where there is neither, and
    for who neither edits nor publishes the plan."""
    reports = reports_for(person).filter(document=plan)
    waiting = reports.waiting().count()
    promised = reports.filter(state=State.PROMISED, taken_out_at=None).count()
    said = []
    if waiting:
        said.append(_("读者报的错有 %(count)d 条等处理。") % {"count": waiting})
    if promised:
        said.append(_("报错里答应下一版改的有 %(count)d 条。") % {"count": promised})
    if not said:
        return None
    state = "" if waiting else "&state=settled"
    return Note(
        "".join(said), kind="amber" if waiting else "",
        url=f"{reverse('errata_desk:list')}?plan={plan.slug}{state}", label=_("看报错"),
    )  # fmt: skip
