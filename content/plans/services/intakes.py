"""An upload from the moment its bytes are safe to the draft, or to the words that refuse it."""

import hashlib
import logging
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.errors import Classified, PlanImportError
from content.plans.enums import IntakeState
from content.plans.models import Intake, PlanDocument
from content.plans.services.alone import PATIENCE, Busy
from content.plans.services.entries import SaidBefore, SeemsKnown
from content.plans.services.importing import import_document
from content.plans.services.originals import (
    OriginalLost,
    bytes_of,
    keep_original,
    release_original,
)
from content.plans.services.register import PlanRefused
from content.plans.services.waiting import ask_worker, forget, reading
from portal.foundation.files.domain import FileRefused
from portal.foundation.sent import key_of
from portal.people import rights
from portal.people.models import Division, Unit, User
from portal.people.rights import Action

logger = logging.getLogger(__name__)

READ_AT_ONCE: Final = 64 * 1024
"""Bytes that are read in the request: a second of work. More goes to the worker."""

TRIES: Final = 3
MOST_OPEN: Final = 5
"""Uploads of one person that wait, are read or ask something, so that one queue stays
everybody's."""


def receive(
    *, token: UUID, data: bytes, name: str, pasted: bool, owner_unit: Unit, actor: User,
    title: str = "", kind: str = "", slug: str = "", division: Division | None = None,
) -> Intake:  # fmt: skip
    """Keep an upload. The same form sent again is the same upload, with other words or another
    file it is another. A short text is read at once,
    unless somebody is importing the same thing: nobody waits in a request.

    Raises PlanRefused where the person edits no plans of the unit, where they have MOST_OPEN
    uploads that are not settled yet, and where the folders of the portal cannot be written; then
    nothing is kept.
    """
    token = key_of(
        token,
        {"sha256": hashlib.sha256(data).hexdigest(), "name": name, "owner_unit": owner_unit,
         "title": title, "kind": kind, "slug": slug, "division": division},
    )  # fmt: skip
    known = Intake.objects.filter(token=token, actor=actor).first()
    if known is not None:
        return known
    _check_right(actor, owner_unit)
    waiting = Intake.objects.unsettled().filter(actor=actor).count()
    if waiting >= MOST_OPEN:
        raise PlanRefused(
            _(
                "你已有 %(count)d 份上传还没读完，或者在等你选。等它们读完，在列表里选好或去掉，"
                "再传这一份。"
            )
            % {"count": waiting}
        )
    try:
        original = keep_original(data=data, name=name, actor=actor)
    except OSError as error:
        raise _not_stored(error) from error
    options = {
        "title": title, "kind": kind, "slug": slug, "pasted": pasted,
        "division": division.code if division else "",
    }  # fmt: skip
    small = len(data) <= READ_AT_ONCE
    try:
        with transaction.atomic():
            intake = Intake.objects.create(
                token=token, owner_unit=owner_unit, original=original, actor=actor, options=options
            )
            if not small:
                ask_worker(intake)
    except IntegrityError:
        release_original(original=original)
        found = Intake.objects.filter(token=token, actor=actor).first()
        if found is None:
            raise PlanRefused(_("这张表已经用过了。重新打开导入页再传。")) from None
        return found
    if small:
        try:
            _read_or_ask(intake)
        except OSError as error:
            forget(intake=intake)
            raise _not_stored(error) from error
    return intake


def decide_intake(*, intake: Intake, document: PlanDocument | None) -> Intake:
    """Go on with an upload that waits to be told whether it is the next version of `document`
    or, with None, a document of its own. The second answer changes nothing.

    Raises PlanRefused where the person edits no plans of the unit any more.
    """
    _check_right(intake.actor, intake.owner_unit)
    options = {**intake.options, "slug": document.slug if document else intake.options["slug"]}
    options["apart"] = document is None
    small = intake.original is not None and intake.original.size <= READ_AT_ONCE
    with transaction.atomic():
        decided = Intake.objects.filter(pk=intake.pk, state=IntakeState.UNDECIDED).update(
            state=IntakeState.WAITING, options=options, asked_at=timezone.now()
        )
        if decided and not small:
            ask_worker(intake)
    if decided and small:
        try:
            _read_or_ask(intake)
        except OSError:
            # The clock asks a worker for it, as after a killed one.
            logger.exception("upload not read", extra={"intake": intake.pk})
    intake.refresh_from_db()
    return intake


def _check_right(actor: User, unit: Unit) -> None:
    if not rights.can(actor, Action.PLAN_EDIT, unit):
        raise PlanRefused(
            _(
                "你现在不能编辑%(unit)s的预案和规划，没有导入。要导入，请它的管理员给你编辑的角色，"
                "或者换一个负责单位再传。"
            )
            % {"unit": unit}
        )


def _read_or_ask(intake: Intake) -> None:
    if not read_intake(intake=intake, patience=0):
        with transaction.atomic():
            ask_worker(intake)
    intake.refresh_from_db()


def _not_stored(error: OSError) -> PlanRefused:
    logger.error("upload not stored", exc_info=error)
    return PlanRefused(
        _("服务器的文件夹现在写不进去，没有导入，库里没有改动。过一会再传；还不行，请告诉管理员。")
    )


def read_intake(*, intake: Intake, patience: float = PATIENCE) -> bool:
    """Read the bytes into a draft. False where another process is at it, or still at the same
    thing after `patience` seconds, and where the disk does not give the bytes: the upload waits on.

    A reader killed in the middle is followed by another; after three deaths the file is refused.
    """
    with reading(intake) as mine:
        if not mine:
            return False
        claimed = (
            Intake.objects.open()
            .filter(pk=intake.pk)
            .update(state=IntakeState.READING, started_at=timezone.now(), tries=F("tries") + 1)
        )
        if not claimed:
            return True
        intake = Intake.objects.select_related("original", "owner_unit", "actor").get(pk=intake.pk)
        if intake.tries > TRIES:
            _refuse(intake, _("这份文件读了 %(tries)d 次都没读完。按章拆成几份再传。") % {
                "tries": TRIES
            })  # fmt: skip
            return True
        try:
            _read(intake, patience)
        except (Busy, OriginalLost) as away:
            now = timezone.now()
            since = (intake.unreadable_since or now) if isinstance(away, OriginalLost) else None
            Intake.objects.filter(pk=intake.pk).update(
                state=IntakeState.WAITING, asked_at=now, tries=F("tries") - 1,
                unreadable_since=since,
            )  # fmt: skip
            return False
    return True


def _read(intake: Intake, patience: float) -> None:
    original, options = intake.original, intake.options
    if original is None:
        _refuse(intake, _("原件已经不在，请重新上传。"))
        return
    try:
        data = bytes_of(original)
    except OriginalLost as lost:
        if lost.for_now:
            raise
        # What is named no more goes with the sweep; nobody is told that it is kept.
        Intake.objects.filter(pk=intake.pk).update(original=None)
        _refuse(intake, _("原件已经不在，请重新上传。"))
        return
    if intake.unreadable_since:
        Intake.objects.filter(pk=intake.pk).update(unreadable_since=None)
    source = (
        {"text": data.decode("utf-8")} if options["pasted"] else {"data": data}
    )  # fmt: skip
    try:
        _check_right(intake.actor, intake.owner_unit)
        imported = import_document(
            actor=intake.actor,
            owner_unit=intake.owner_unit,
            name="" if options["pasted"] else original.name,
            slug=options["slug"],
            title=options["title"],
            kind="" if options["slug"] else options["kind"],
            division=_division(options.get("division", "")),
            apart=options.get("apart", False),
            again=True,
            original=original,
            patience=patience,
            **source,
        )
    except Busy:
        raise
    except SeemsKnown as question:
        Intake.objects.filter(pk=intake.pk).update(
            state=IntakeState.UNDECIDED,
            options={
                **options,
                "read_title": question.title,
                "said_before": isinstance(question, SaidBefore),
                "shared": {str(one.document.pk): one.shared for one in question.found},
            },
        )
        return
    except PlanRefused as refusal:
        _refuse(intake, refusal.message, field=refusal.field)
        return
    except (PlanImportError, FileRefused) as refusal:
        if isinstance(refusal, Classified):
            # Neither its bytes nor what was typed of it may stay.
            intake.options = {**options, "title": "", "read_title": ""}
            release_original(original=original)
        _refuse(intake, refusal.message)
        return
    Intake.objects.filter(pk=intake.pk).update(
        state=IntakeState.DONE, version=imported.version, created=imported.created
    )
    release_original(original=original)


def _division(code: str) -> Division | None:
    return Division.objects.filter(code=code).first() if code else None


def _refuse(intake: Intake, message: str, field: str = "") -> None:
    Intake.objects.filter(pk=intake.pk).update(
        state=IntakeState.REFUSED, message=message, options={**intake.options, "field": field}
    )
