"""What waits behind each door of the workbench: who has ten minutes sees where to go first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from content.comments.selectors.reading import waiting_for
from content.drills.selectors.improving import ImprovementState, late_of
from content.errata import selectors as errata
from content.plans.models import PlanDocument, PlanVersion
from content.plans.selectors.review import waiting_for as reviews_for
from content.plans.selectors.widenings import widenings_for
from content.plans.tiles import Tile, tiles_for
from content.targets import selectors as targets
from content.targets.domain.verdicts import LAGGING
from content.targets.enums import TargetState
from portal.accounts.dashboard import Row
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.bank.selectors import review_queue
from themes import navigation


def rows(request: HttpRequest, person: User) -> list[Row]:
    """The doors that open to the person, each with what waits there; none for who holds no
    office."""
    if not rights.is_staff(person):
        return []
    doors = [
        Row(
            title=str(door.word),
            url=door.url,
            meta=COUNTED[door.url](person) if door.url in COUNTED else "",
        )
        for door in navigation.staff_links(request)
    ]
    return [*doors, *_errata(person)]


def _errata(person: User) -> list[Row]:
    """Where something waits, a door of its own; to whoever publishes, too, who alone takes out
    what may not stay."""
    waiting = errata.reports_for(person).waiting().count()
    if not waiting:
        return []
    meta = _("%(count)d 条等处理") % {"count": waiting}
    return [Row(title=_("读者报的错"), url=reverse("errata_desk:list"), meta=meta)]


def tiles(person: User, today: date) -> list[Tile]:
    """What is due of the plans that the person edits or publishes, and what they may decide on,
    then the improvements after drills that they see to; a figure of nothing is left out."""
    waiting = {one.version.document_id for one in reviews_for(person)}
    found = [
        replace(tile, label=tile.alone or _("%(figure)s的文件") % {"figure": tile.label})
        for tile in tiles_for(person, today, len(waiting))
        if tile.value
    ]
    if late := late_of(person, today, own=True):
        asked = urlencode({"state": ImprovementState.LATE.value, "whose": "own"})
        url = f"{reverse('drills:improvements')}?{asked}"
        found.append(Tile(late, _("条整改逾期"), url, "missed"))
    return found


def _plans(person: User) -> str:
    """Drafts of the plans they write, comments to be answered, what waits for a second person; the
    drafts that they may decide on are among the `tiles`."""
    units = rights.units_for(person, Action.PLAN_EDIT)
    newer = PlanVersion.objects.filter(document=OuterRef("pk"), published_at=None, ready=True)
    drafts = PlanDocument.objects.filter(Exists(newer), owner_unit__in=units).count()
    comments = waiting_for(person)
    widenings = len(widenings_for(person))
    said = []
    if widenings:
        said.append(_("%(count)d 件放宽等你确认") % {"count": widenings})
    if drafts:
        said.append(_("%(count)d 份有草稿没发布") % {"count": drafts})
    if comments:
        said.append(_("%(count)d 条意见等答复") % {"count": comments})
    return "，".join(said)


def _questions(person: User) -> str:
    waiting = review_queue(person).order_by().count()
    return _("%(count)d 题等你审") % {"count": waiting} if waiting else ""


def _targets(person: User) -> str:
    held = targets.editable(person).filter(state=TargetState.CONFIRMED)
    found = targets.rows(held, on=timezone.localdate(), with_clauses=False)
    lagging = sum(row.verdict.standing in LAGGING for row in found)
    unclear = sum(row.target.clause_changed for row in found)
    said = []
    if lagging:
        said.append(_("%(count)d 项落后或没达到") % {"count": lagging})
    if unclear:
        said.append(_("%(count)d 项的条文变了") % {"count": unclear})
    return "，".join(said)


def _pages(person: User) -> str:
    waiting = TaskState.objects.reviewable_by(person).count()
    return _("%(count)d 页等你审核") % {"count": waiting} if waiting else ""


COUNTED: Final[Mapping[str, Callable[[User], str]]] = {
    "/workbench/plans/": _plans,
    "/bank/review/": _questions,
    "/targets/desk/": _targets,
    "/admin/": _pages,
}
