"""What the desk page of a plan says of its drills."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from content.drills.selectors.drilled import changes_since
from content.plans.desk_notes import Note
from content.plans.enums import DUE_KINDS, Status
from content.plans.models import PlanDocument
from portal.people import rights
from portal.people.rights import Action, Person


def note_on(plan: PlanDocument, person: Person) -> Note | None:
    """Whether the text was changed since it was drilled; nothing of what is no plan in force."""
    if plan.kind not in DUE_KINDS or plan.status != Status.IN_FORCE or not plan.current_version_id:
        return None
    may_plan = rights.can(person, Action.PLAN_EDIT)
    door = f"{reverse('drills:new')}?{urlencode({'plan': plan.slug})}" if may_plan else ""
    found = changes_since([plan]).get(plan.pk)
    if found is None:
        return Note(_("还没有演练记录。"), url=door, label=_("列一次演练"))
    if found.changed:
        return Note(
            _(
                "%(day)s 演练的是第 %(old)d 版，现行的是第 %(new)d 版：改了以后还没有演练。"
            ) % {"day": found.held_on, "old": found.drilled, "new": found.current},
            kind="amber", url=door, label=_("列一次演练"),
        )  # fmt: skip
    return Note(
        _("现行的一版 %(day)s 演练过。") % {"day": found.held_on},
        url=reverse("drills:list"),
        label=_("看演练"),
    )
