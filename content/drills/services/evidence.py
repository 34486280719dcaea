"""Photos and papers that show a drill: looked at in a process apart, kept outside everything the
web server hands out."""

import hashlib
import logging
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.drills.domain.evidence import MOST_MB
from content.drills.enums import HELD_STATES, State
from content.drills.models import Drill, Evidence, Improvement
from content.drills.models.evidence import FOLDER
from content.drills.refusals import DrillRefused
from content.plans.storage import private_storage
from portal.foundation.audit.services import record
from portal.foundation.files.domain import FileRefused, Limits
from portal.foundation.files.services import run_isolated
from portal.foundation.locks import hold
from portal.people.models import User

logger = logging.getLogger(__name__)

MOST_FILES: Final = 20
SAFE_AGE: Final = timedelta(days=1)
"""No upload takes that long from its first byte to the commit of its row."""
CHECK: Final = "content.drills.domain.evidence:check"
LIMITS: Final = Limits(input_mb=MOST_MB, result_mb=1, memory_mb=1024)


class EvidenceLost(Exception):
    """The row is there and its file is not, or cannot be read."""

    message = gettext_lazy("这份材料不在磁盘上，或者读不了。请管理员从备份恢复。")


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
    digest = hashlib.sha256(data).hexdigest()
    same = Evidence.objects.filter(drill=drill, improvement=improvement)
    known = same.filter(sha256=digest).first()
    if known is not None:
        return known
    _refuse_more(drill, improvement)
    evidence = Evidence(
        drill=drill, improvement=improvement, caption=caption, size=len(data), sha256=digest,
        name=_plain_name(name), kind=_kind(data, name),
    )  # fmt: skip
    try:
        evidence.file.save(digest, ContentFile(data), save=False)
    except OSError as error:
        logger.error("evidence not stored", exc_info=error)
        raise DrillRefused(
            _("服务器的文件夹现在写不进去，材料没有收下。过一会再传；还不行，请告诉管理员。"),
            "file",
        ) from error
    try:
        with transaction.atomic():
            # Looking at the file took a while: who closed it meanwhile was first.
            _refuse_more(*_held(drill, improvement))
            evidence.save()
            _record("content.drill.evidence_added", evidence, actor)
    except IntegrityError:
        evidence.file.delete(save=False)
        known = same.filter(sha256=digest).first()
        if known is None:
            raise
        return known
    except BaseException:
        evidence.file.delete(save=False)
        raise
    return evidence


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
    if Evidence.objects.filter(drill=drill, improvement=improvement).count() >= MOST_FILES:
        raise DrillRefused(
            _("最多 %(most)d 份材料，删掉用不着的再传。") % {"most": MOST_FILES}, "file"
        )


def _plain_name(name: str) -> str:
    """The end of a path, of signs that show."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-255:] or "file"


def _kind(data: bytes, name: str) -> str:
    with tempfile.TemporaryDirectory(prefix="anlan-evidence-") as folder:
        path = Path(folder) / "evidence"
        path.write_bytes(data)
        try:
            found = run_isolated(CHECK, path=path, arguments={"name": name}, limits=LIMITS)
        except FileRefused as refused:
            raise DrillRefused(refused.message, "file") from refused
    return str(found)


@transaction.atomic
def remove_evidence(*, evidence: Evidence, actor: User | None) -> bool:
    """Take away what was sent by mistake. False where it was gone already. Raises DrillRefused
    once the evaluation that rests on it, or its improvement, is closed."""
    drill, improvement = _held(evidence.drill, evidence.improvement)
    if improvement is not None and improvement.done_on is not None:
        raise DrillRefused(_("整改已经完成，材料不能再删。"))
    if improvement is None and drill.state == State.CLOSED:
        raise DrillRefused(_("评估已经完成，材料不能再删。"))
    if not Evidence.objects.filter(pk=evidence.pk).delete()[0]:
        return False
    _record("content.drill.evidence_removed", evidence, actor)

    def delete() -> None:
        evidence.file.storage.delete(str(evidence.file.name))

    # A disk that cannot be written leaves a file that the sweep takes.
    transaction.on_commit(delete, robust=True)
    return True


def open_evidence(*, evidence: Evidence) -> File:
    """The bytes as they came, open for reading. Raises EvidenceLost."""
    try:
        return evidence.file.open("rb")
    except OSError as error:
        logger.error("evidence not readable", exc_info=error, extra={"evidence": evidence.pk})
        raise EvidenceLost from error


def sweep_evidence(now: datetime) -> int:
    """Remove files whose row was rolled back or is gone. Returns how many; what is younger than
    SAFE_AGE stays."""
    storage = private_storage()
    if not storage.exists(FOLDER):
        return 0
    named = set(Evidence.objects.values_list("file", flat=True))
    removed = 0
    for name in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if path not in named and _is_older(storage, path, now - SAFE_AGE):
            storage.delete(path)
            removed += 1
    return removed


def _is_older(storage: Storage, path: str, day: datetime) -> bool:
    """False where somebody took the file away meanwhile."""
    try:
        return storage.get_modified_time(path) < day
    except FileNotFoundError:
        return False


def _record(action: str, evidence: Evidence, actor: User | None) -> None:
    record(
        actor=actor, action=action, target=evidence.drill,
        unit_id=evidence.drill.owner_unit_id,
        data={"kind": evidence.kind, "size": evidence.size, "improvement": evidence.improvement_id},
    )  # fmt: skip
