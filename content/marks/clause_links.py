"""标记: the link beside each clause for whoever is signed in."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from content.marks.selectors import marked_among
from content.plans.clause_actions import Link
from portal.people.models import User
from portal.people.rights import Person


def mark_links(anchors: Collection[UUID], person: Person) -> Mapping[UUID, Link]:
    """By anchor; which are marked already is asked once for all."""
    if not isinstance(person, User):
        return {}
    marked = marked_among(person, anchors)
    return {
        anchor: Link(
            url=reverse("marks:mark", args=[anchor]),
            label=_("已标记") if anchor in marked else _("标记和分享"),
        )
        for anchor in anchors
    }
