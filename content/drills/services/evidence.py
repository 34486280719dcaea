"""Photos and papers that show a drill: looked at in a process apart, kept outside everything the
web server hands out."""

import logging
from datetime import datetime
from pathlib import PurePath
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from content.drills.domain.evidence import KINDS
from content.drills.enums import HELD_STATES, State
from content.drills.models import Drill, Evidence, Improvement
from content.drills.refusals import DrillRefused
from portal.foundation.audit.services import record
from portal.foundation.files.domain import FileRefused
from portal.foundation.files.domain.keepable import PHOTOS
from portal.foundation.files.domain.naming import says_nothing
from portal.foundation.files.keeping import (
    NOT_WRITTEN,
    Checked,
    checked,
    drop_after_commit,
    keep_once,
    sweep_nameless,
)
from portal.foundation.locks import hold
from portal.people.models import User

logger = logging.getLogger(__name__)

MOST_FILES: Final = 20


def add_evidence(
    *,
    drill: Drill,
    data: bytes,
    name: str,
    actor: User | None,
    caption: str = "",
    improvement: Improvement | None = None,
) -> Evidence:
    """Keep a file, once however often it is sent. Raises DrillRefused for a drill that has not
    been held, for more than MOST_FILES, for an evaluation that is closed (an improvement gets
    its evidence later, until it is finished), for a file that is not what it says, and where the
    disk cannot be written; then nothing is kept."""
    try:
        found = checked(data=data, name=name, accepts=KINDS)
    except FileRefused as refused:
        raise DrillRefused(refused.message, "file") from refused
    same = Evidence.objects.filter(drill=drill, improvement=improvement, sha256=found.sha256)
    known = same.first()
    if known is not None:
        return known
    _refuse_more(drill, improvement)
    evidence = Evidence(
        drill=drill,
        improvement=improvement,
        caption=caption or _caption_of(found, drill, improvement),
        name=found.name,
        kind=found.kind,
    )
    try:
        # Who closed it meanwhile was first.
        return keep_once(
            evidence, found.data, same=same,
            held=lambda: _refuse_more(*_held(drill, improvement)),
            noted=lambda: _record("content.drill.evidence_added", evidence, actor),
        )  # fmt: skip
    except OSError as error:
        logger.error("evidence not stored", exc_info=error)
        raise DrillRefused(str(NOT_WRITTEN), "file") from error


def _caption_of(found: Checked, drill: Drill, improvement: Improvement | None) -> str:
    """Empty where the name of the file says what it shows; by its day and what it belongs to where
    a telephone numbered it."""
    if not says_nothing(PurePath(found.name).stem):
        return ""
    words = {
        "day": drill.held_on, "of": _("整改") if improvement else _("演练现场"),
        "number": Evidence.objects.filter(drill=drill, improvement=improvement).count() + 1,
    }  # fmt: skip
    if found.kind in PHOTOS:
        return _("%(day)s %(of)s，照片 %(number)d") % words
    return _("%(day)s %(of)s，材料 %(number)d") % words


def _held(drill: Drill, improvement: Improvement | None) -> tuple[Drill, Improvement | None]:
    """Both as they are stored; nobody closes either until this transaction ends."""
    hold(Drill.objects.filter(pk=drill.pk), by="title")
    drill = Drill.objects.get(pk=drill.pk)
    if improvement is None:
        return drill, None
    hold(Improvement.objects.filter(pk=improvement.pk), by="finding")
    return drill, Improvement.objects.get(pk=improvement.pk)


def _refuse_more(drill: Drill, improvement: Improvement | None) -> None:
    if drill.state not in HELD_STATES:
        raise DrillRefused(_("先记录演练，再传材料。"))
    if improvement is None and drill.state == State.CLOSED:
        raise DrillRefused(_("评估已经完成，材料不能再加。整改的材料传在整改里。"))
    if improvement is not None and improvement.done_on is not None:
        raise DrillRefused(_("这条整改已经完成，没有再改。要补充的，另登记一条。"))
    if improvement is not None and improvement.withdrawn_on is not None:
        raise DrillRefused(_("这条整改已经撤回，材料不用传了。"))
    if Evidence.objects.filter(drill=drill, improvement=improvement).count() >= MOST_FILES:
        raise DrillRefused(
            _("最多 %(most)d 份材料，删掉用不着的再传。") % {"most": MOST_FILES}, "file"
        )


@transaction.atomic
def remove_evidence(*, evidence: Evidence, actor: User | None) -> bool:
    """Take away what was sent by mistake. False where it was gone already. Raises DrillRefused
    once the evaluation that rests on it, or its improvement, is closed."""
    drill, improvement = _held(evidence.drill, evidence.improvement)
    if improvement is not None and improvement.done_on is not None:
        raise DrillRefused(_("整改已经完成，材料不能再删。"))
    if improvement is not None and improvement.withdrawn_on is not None:
        raise DrillRefused(_("这条整改已经撤回，材料留着不删。"))
    if improvement is None and drill.state == State.CLOSED:
        raise DrillRefused(_("评估已经完成，材料不能再删。"))
    if not Evidence.objects.filter(pk=evidence.pk).delete()[0]:
        return False
    _record("content.drill.evidence_removed", evidence, actor)
    drop_after_commit(str(evidence.file.name))
    return True


def sweep_evidence(now: datetime) -> int:
    """Remove files whose row was rolled back or is gone. Returns how many."""
    return sweep_nameless(Evidence, now)


def _record(action: str, evidence: Evidence, actor: User | None) -> None:
    record(
        actor=actor, action=action, target=evidence.drill,
        unit_id=evidence.drill.owner_unit_id,
        data={"kind": evidence.kind, "size": evidence.size, "improvement": evidence.improvement_id},
    )  # fmt: skip
