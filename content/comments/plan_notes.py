"""What the pages of a plan on the workbench say of its comments."""

from django.urls import reverse
from django.utils.translation import gettext as _

from content.comments.selectors.invitations import opening
from content.comments.selectors.reading import readable_comments
from content.plans.desk_notes import Note
from content.plans.models import PlanDocument, PlanVersion
from portal.people import rights
from portal.people.rights import Action, Person


def note_on(plan: PlanDocument, person: Person) -> Note | None:
    """How many wait for an answer; nothing where there is none that the person may read."""
    told = readable_comments(person).standing().filter(document=plan)
    total, waiting = told.count(), told.waiting().count()
    if not total:
        return None
    url, label = reverse("comments:plan", args=[plan.slug]), _("看意见")
    if waiting:
        said = _("对条文的意见 %(total)d 条，%(waiting)d 条还没有答复。")
        return Note(
            said % {"total": total, "waiting": waiting}, kind="amber",
            url=f"{url}?state=open", label=label,
        )  # fmt: skip
    said = _("对条文的意见 %(total)d 条，没有等答复的。")
    return Note(said % {"total": total}, url=url, label=label)


def note_on_version(version: PlanVersion, person: Person) -> Note | None:
    """On the proof, before it is approved: what was said of any text of the plan."""
    return note_on(version.document, person)


def note_on_invited(version: PlanVersion, person: Person) -> Note | None:
    """On the proof, for who may invite: how many were asked about it."""
    if not rights.can(person, Action.PLAN_EDIT, version.document.owner_unit_id):
        return None
    asked = len(opening(version))
    said = _("请了 %(count)d 人对这一版提意见。") if asked else _("还没有请人对这一版提意见。")
    url = reverse("comments:invite", args=[version.pk])
    return Note(said % {"count": asked}, url=url, label=_("请人提意见"))
