"""An upload from the moment its bytes are safe to the draft, or to the words that refuse it."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.errors import PlanImportError
from content.plans.enums import IntakeState
from content.plans.models import Intake
from content.plans.services.importing import import_document
from content.plans.services.originals import keep_original, release_original
from content.plans.services.register import PlanRefused
from portal.foundation.files.domain import FileRefused
from portal.foundation.locks import only_one
from portal.people.models import Unit, User

logger = logging.getLogger(__name__)

READ_AT_ONCE: Final = 64 * 1024
"""Bytes that are read in the request: a second of work. More goes to the worker."""

TRIES: Final = 3
KEPT: Final = timedelta(days=7)
STALE: Final = timedelta(minutes=1)


def receive(
    *, token: UUID, data: bytes, name: str, pasted: bool, owner_unit: Unit, actor: User,
    title: str = "", kind: str = "", slug: str = "",
) -> Intake:  # fmt: skip
    """Keep an upload. The same `token` again is the same upload. A short text is read at once."""
    known = Intake.objects.filter(token=token, actor=actor).first()
    if known is not None:
        return known
    original = keep_original(data=data, name=name, actor=actor)
    options = {"title": title, "kind": kind, "slug": slug, "pasted": pasted}
    small = len(data) <= READ_AT_ONCE
    try:
        with transaction.atomic():
            intake = Intake.objects.create(
                token=token, owner_unit=owner_unit, original=original, actor=actor, options=options
            )
            if not small:
                _enqueue(intake)
    except IntegrityError:
        release_original(original=original)
        found = Intake.objects.filter(token=token, actor=actor).first()
        if found is None:
            raise PlanRefused(_("这张表已经用过了。重新打开导入页再传。")) from None
        return found
    if small:
        read_intake(intake=intake)
        intake.refresh_from_db()
    return intake


def _enqueue(intake: Intake) -> None:
    from content.plans.tasks import read

    transaction.on_commit(partial(read.enqueue, intake.pk), robust=True)


def read_intake(*, intake: Intake) -> bool:
    """Read the bytes into a draft. False where another process is at it.

    A reader killed in the middle is followed by another; after three deaths the file is refused.
    """
    with only_one(f"plan-intake-{intake.pk}") as mine:
        if not mine:
            return False
        claimed = Intake.objects.filter(
            Q(state=IntakeState.WAITING) | Q(state=IntakeState.READING), pk=intake.pk
        ).update(state=IntakeState.READING, started_at=timezone.now(), tries=F("tries") + 1)
        intake = Intake.objects.select_related("original", "owner_unit", "actor").get(pk=intake.pk)
        if not claimed:
            return True
        if intake.tries > TRIES:
            _refuse(intake, _("这份文件读了 %(tries)d 次都没读完。按章拆成几份再传。") % {
                "tries": TRIES
            })  # fmt: skip
            return True
        _read(intake)
    return True


def _read(intake: Intake) -> None:
    original, options = intake.original, intake.options
    if original is None:
        _refuse(intake, _("原件已经不在，请重新上传。"))
        return
    with original.file.open("rb") as file:
        data = file.read()
    source = (
        {"text": data.decode("utf-8")} if options["pasted"] else {"data": data}
    )  # fmt: skip
    try:
        imported = import_document(
            actor=intake.actor,
            owner_unit=intake.owner_unit,
            name="" if options["pasted"] else original.name,
            slug=options["slug"],
            title=options["title"],
            kind="" if options["slug"] else options["kind"],
            original=original,
            **source,
        )
    except (PlanImportError, FileRefused, PlanRefused) as refusal:
        _refuse(intake, refusal.message)
        return
    Intake.objects.filter(pk=intake.pk).update(
        state=IntakeState.DONE, version=imported.version, created=imported.created
    )
    release_original(original=original)


def _refuse(intake: Intake, message: str) -> None:
    Intake.objects.filter(pk=intake.pk).update(state=IntakeState.REFUSED, message=message)


def forget(*, intake: Intake) -> None:
    """Delete an upload that came to nothing, with its bytes."""
    if intake.original is not None:
        release_original(original=intake.original)
    Intake.objects.filter(pk=intake.pk).delete()


def tend_intakes(now: datetime) -> tuple[int, int]:
    """Read what a killed worker left, forget what is settled for a week; (read, forgotten)."""
    left = Intake.objects.filter(
        state__in=[IntakeState.WAITING, IntakeState.READING], received_at__lt=now - STALE
    )
    read = 0
    for intake in left:
        try:
            read += read_intake(intake=intake)
        except Exception:
            # One that fails must not keep everybody after it waiting.
            logger.exception("upload cannot be read", extra={"intake": str(intake.pk)})
    old = Intake.objects.filter(
        state__in=[IntakeState.DONE, IntakeState.REFUSED], received_at__lt=now - KEPT
    ).select_related("original")
    forgotten = 0
    for intake in old:
        forget(intake=intake)
        forgotten += 1
    return read, forgotten
