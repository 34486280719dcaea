"""意见: the link beside each clause, for who may comment on it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from content.comments.selectors.reading import commented, counted
from content.plans.clause_actions import Link
from content.plans.models import PlanVersion
from portal.people import rights
from portal.people.rights import Action, Person


def comment_links(anchors: Collection[UUID], person: Person) -> Mapping[UUID, Link]:
    """On the page of a plan, of the version in force."""
    return {
        anchor: Link(url=reverse("comments:clause", args=[anchor]), label=_label(count))
        for anchor, count in commented(person, anchors).items()
    }


def proof_links(
    version: PlanVersion, anchors: Collection[UUID], person: Person
) -> Mapping[UUID, Link]:
    """On the proof of one version, which only who edits or publishes the plan opens."""
    if not rights.can(person, Action.PLAN_COMMENT, version.document.owner_unit_id):
        return {}
    counts = counted(person, anchors)
    return {
        anchor: Link(
            url=reverse("comments:version_clause", args=[version.pk, anchor]),
            label=_label(counts.get(anchor, 0)),
        )
        for anchor in anchors
    }


def _label(count: int) -> str:
    return _("意见 %(count)d") % {"count": count} if count else _("写意见")
