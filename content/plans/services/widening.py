"""What of a plan in force needs somebody else beside who edits it: letting more people read it is
proposed and confirmed (`confirming`; whoever writes it may narrow, at once), and calling it
otherwise needs the right to publish, too."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans import telling
from content.plans.marked import is_classified
from content.plans.models import PlanDocument, PlanVersion, Widening
from content.plans.review_states import RoundState
from content.plans.services.originals import OriginalLost, bytes_of
from content.plans.services.register import PlanRefused
from portal.foundation.audit.services import record
from portal.foundation.files.domain import FileRefused
from portal.foundation.files.keeping import refuse_offer
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

OFFERED: Final = "content.plans.domain.offered:check"
_NAMED = 5


def refuse_to_widen(
    *, document: PlanDocument, actor: User | None, confirmed_by: User | None
) -> None:
    """Raises PlanRefused unless a second person confirmed it. Before the first version is
    published a review comes between; what the operator does has no second person. What is marked
    as a state secret, and was let in before that was refused, nobody widens."""
    in_force = document.current_version
    if actor is None or in_force is None:
        return
    refuse_classified(in_force, "visibility")
    if confirmed_by is None or confirmed_by.pk == actor.pk:
        raise PlanRefused(
            _("已经发布的，让更多人看到要由另一位能发布的人确认；收紧不用。写一句为什么，再保存。"),
            "visibility",
        )


def refuse_to_offer(*, document: PlanDocument, actor: User | None) -> None:
    """Raises PlanRefused where somebody who may not publish lets readers take the original, and
    where that of the version in force, as it came, is not for everybody: it runs or fetches
    something, carries other files, says where photos were taken, or cannot be read."""
    version = document.current_version
    if version is None:
        return
    if actor is not None:
        refuse_classified(version, "original_for_readers")
        why = _("已经发布的，给不给下载原件要由能编辑也能发布的人来定。")
        _refuse_without_publishing(actor, document.owner_unit_id, why, "original_for_readers")
    try:
        judge_original(document)
    except (FileRefused, OriginalLost) as refused:
        raise PlanRefused(
            _("原件不能给读者下载。%(why)s") % {"why": refused.message}, "original_for_readers"
        ) from refused


def judge_original(document: PlanDocument) -> None:
    """Raises FileRefused where the original of the version in force, as it came, is not for
    everybody or its reader did not come to an end (`NOT_JUDGED`), and OriginalLost where it is
    away."""
    version = document.current_version
    if version is not None and version.upload is not None:
        refuse_offer(data=bytes_of(version.upload), name=version.upload.name, check=OFFERED)


def refuse_to_retitle(*, document: PlanDocument, actor: User | None) -> None:
    """Raises PlanRefused, likewise: everybody reads the new title at once."""
    if actor is None or document.current_version_id is None:
        return
    why = _("已经发布的，标题要由能编辑也能发布的人来改。")
    _refuse_without_publishing(actor, document.owner_unit_id, why, "title")


def refuse_classified(in_force: PlanVersion, field: str) -> None:
    if is_classified(in_force.original):
        raise PlanRefused(
            _("现行的一版上有密级标志，不能让更多人看。照保密规定处理，去掉标志的另导入一版。"),
            field,
        )


def void_widenings(
    *, document: PlanDocument, by: User | None, anchors: Collection[UUID | None] | None = None
) -> None:
    """End what was proposed for the document itself (None) or these clauses, else for all of it,
    once text or readers are others, in the transaction of the edit."""
    asked = Widening.objects.filter(document=document, state=RoundState.ASKED)
    if anchors is not None:
        clauses = Q(anchor__in=[one for one in anchors if one is not None])
        asked = asked.filter(clauses | Q(anchor=None) if None in anchors else clauses)
    for widening in asked.select_related("in_force", "proposed_by").defer("in_force__original"):
        ended = Widening.objects.filter(pk=widening.pk, state=RoundState.ASKED).update(
            state=RoundState.VOID, ended_by=by, ended_at=timezone.now()
        )
        if ended:
            record(
                actor=by,
                action="content.plan.widening_void",
                target=document,
                target_key=f"clause:{widening.anchor}" if widening.anchor else "",
                unit_id=document.owner_unit_id,
                data={"visibility": widening.wanted, "version": widening.in_force.number},
            )
            telling.widening_void(widening=widening, by=by)


def _refuse_without_publishing(actor: User, unit: int, why: str, field: str) -> None:
    if rights.can(actor, Action.PLAN_PUBLISH, unit):
        return
    editors = rights.people_who_can(Action.PLAN_EDIT, unit)
    able = rights.people_who_can(Action.PLAN_PUBLISH, unit).filter(pk__in=editors.values("pk"))
    names = "、".join(str(person) for person in able[:_NAMED])
    if names:
        raise PlanRefused(why + _("请找%(names)s。") % {"names": names}, field)
    raise PlanRefused(why + _("现在没有这样的人，请管理员定一位。"), field)
