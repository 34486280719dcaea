"""Photos and papers beside the entries on progress."""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.plans.models import ProgressAttachment, ProgressNote
from content.plans.models.attachment import TITLE_LENGTH
from content.plans.services.register import PlanRefused
from portal.foundation import personal
from portal.foundation.audit.services import record
from portal.foundation.files.domain import FileRefused, Kind
from portal.foundation.files.domain.keepable import PHOTOS
from portal.foundation.files.domain.naming import says_nothing
from portal.foundation.files.keeping import (
    NOT_WRITTEN,
    Checked,
    checked,
    drop_after_commit,
    keep_once,
    sweep_nameless,
    written,
)
from portal.foundation.locks import hold, hold_as_read
from portal.foundation.pagecache.services import purge
from portal.people.domain.names import has_unseen
from portal.people.models import User

logger = logging.getLogger(__name__)

KINDS: Final = (Kind.JPEG, Kind.PNG, Kind.PDF, Kind.DOCX, Kind.XLSX)
MOST_FILES: Final = 10


def attach(
    *,
    note: ProgressNote,
    data: bytes,
    name: str,
    actor: User | None,
    title: str = "",
    public: bool = False,
) -> ProgressAttachment:
    """Keep a file beside an entry, once however often it is sent; without a title it is called as
    its file. Raises PlanRefused for an entry that was corrected, for more than MOST_FILES, for a
    file that is not what it says, whose name is no title, or that is there under another title, and
    where the disk cannot be written; then nothing is kept."""
    found = _checked(data, name)
    title = title or _title_of(found, note)
    same = ProgressAttachment.objects.filter(note=note, sha256=found.sha256)
    known = same.first()
    if known is None:
        _refuse_more(note)
        row = ProgressAttachment(
            note=note, title=title, public=public, name=found.name, added_by=actor
        )

        def held() -> None:
            """Who corrected the entry meanwhile was first."""
            hold(ProgressNote.objects.filter(pk=note.pk), by="kind")
            _refuse_more(note)

        try:
            known = keep_once(
                row, found.data, same=same, held=held,
                noted=lambda: _record("content.plan.attachment_added", row, actor),
            )  # fmt: skip
        except OSError as error:
            raise _not_written(error) from error
    if (known.title, known.public) != (title, public):
        raise _known(known)
    return known


def change_attachment(
    *,
    attachment: ProgressAttachment,
    title: str,
    public: bool,
    actor: User | None,
    was: Mapping[str, object] | None = None,
    data: bytes | None = None,
    name: str = "",
) -> ProgressAttachment:
    """Another title, other readers and, where there is `data`, another file in the place of this
    one. Raises PlanRefused as `attach`, and ChangedMeanwhile where it no longer is as it `was`."""
    found = _checked(data, name) if data is not None else None
    if found is None or found.sha256 == attachment.sha256:
        with transaction.atomic():
            return _write(attachment, title, public, actor, was, None)
    other = ProgressAttachment(name=found.name)
    try:
        with written(other, found.data), transaction.atomic():
            return _write(attachment, title, public, actor, was, other)
    except IntegrityError:
        twin = ProgressAttachment.objects.filter(
            note_id=attachment.note_id, sha256=found.sha256
        ).first()
        if twin is None:
            raise
        raise _known(twin) from None
    except OSError as error:
        raise _not_written(error) from error


def _write(
    attachment: ProgressAttachment,
    title: str,
    public: bool,
    actor: User | None,
    was: Mapping[str, object] | None,
    other: ProgressAttachment | None,
) -> ProgressAttachment:
    hold_as_read(ProgressAttachment.objects.filter(pk=attachment.pk), was, by="title")
    stored = (
        ProgressAttachment.objects.select_related("note__document").filter(pk=attachment.pk).first()
    )
    if stored is None:
        raise PlanRefused(_("这个附件刚被删掉了，没有改。"))
    if other is None and (stored.title, stored.public) == (title, public):
        return stored
    stored.title, stored.public = title, public
    if other is not None:
        drop_after_commit(str(stored.file.name))
        for field in ("file", "name", "size", "sha256"):
            setattr(stored, field, getattr(other, field))
    stored.save()
    _record("content.plan.attachment_changed", stored, actor)
    return stored


@transaction.atomic
def remove_attachment(*, attachment: ProgressAttachment, actor: User | None) -> bool:
    """Take it away, row and file. False where it was gone already."""
    rows = ProgressAttachment.objects.filter(pk=attachment.pk)
    hold(rows, by="title")
    stored = rows.select_related("note__document").first()
    if stored is None:
        return False
    _record("content.plan.attachment_removed", stored, actor)
    drop_after_commit(str(stored.file.name))
    stored.delete()
    return True


def sweep_attachments(now: datetime) -> int:
    """Remove files whose row was rolled back or is gone. Returns how many."""
    return sweep_nameless(ProgressAttachment, now)


def _refuse_more(note: ProgressNote) -> None:
    if ProgressNote.objects.filter(corrects=note.pk).exists():
        raise PlanRefused(_("这一条刚被更正过，附件加到更正后的那一条上。"))
    if ProgressAttachment.objects.filter(note=note).count() >= MOST_FILES:
        raise PlanRefused(
            _("一条进展最多 %(most)d 个附件，删掉用不着的再传。") % {"most": MOST_FILES}, "file"
        )


def _checked(data: bytes, name: str) -> Checked:
    try:
        return checked(data=data, name=name, accepts=KINDS)
    except FileRefused as refused:
        raise PlanRefused(refused.message, "file") from refused


def _title_of(found: Checked, note: ProgressNote) -> str:
    """Who reads the title did not choose the name of the file: a list of people holds their names.
    Where a telephone numbered it, it is called by what it belongs to."""
    title = PurePath(found.name).stem.strip()[:TITLE_LENGTH]
    if says_nothing(title) and not has_unseen(title):
        return _speaking(found, note)
    if not title or has_unseen(title) or personal.found_in(title):
        raise PlanRefused(
            _(
                "文件名不能当名称：里面有看不见的字符，或者连着 7 位以上的数字、邮箱。"
                "写一个名称，再选一次文件。"
            ),
            "title",
        )
    return title


def _speaking(found: Checked, note: ProgressNote) -> str:
    words = {
        "day": note.noted_on, "kind": note.get_kind_display(),
        "number": ProgressAttachment.objects.filter(note=note).count() + 1,
    }  # fmt: skip
    if found.kind in PHOTOS:
        return _("%(day)s %(kind)s，照片 %(number)d") % words
    return _("%(day)s %(kind)s，材料 %(number)d") % words


def _known(known: ProgressAttachment) -> PlanRefused:
    return PlanRefused(
        _("这个文件已经附在这一条上，叫“%(title)s”。要改名称或公开范围，在那一个上点“改”。")
        % {"title": known.title},
        "file",
    )


def _not_written(error: OSError) -> PlanRefused:
    logger.error("attachment not stored", exc_info=error)
    return PlanRefused(str(NOT_WRITTEN), "file")


def _record(action: str, attachment: ProgressAttachment, actor: User | None) -> None:
    document = attachment.note.document
    record(
        actor=actor, action=action, target=document, unit_id=document.owner_unit_id,
        data={
            "progress": attachment.note_id, "attachment": attachment.pk,
            "public": attachment.public,
        },
    )  # fmt: skip
    purge(reason="plan")
