"""The uploaded bytes: kept as they came, thrown away with the last draft that came from them."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.models import Intake, Original, PlanVersion
from portal.foundation.files.keeping import (
    SAFE_AGE,
    FileLost,
    drop_after_commit,
    lost_of,
    open_kept,
    sweep_nameless,
    written,
)
from portal.people.models import User


def stored_name(name: str) -> str:
    """The name under which a file called `name` is kept; a pasted text has none of its own."""
    return name.rsplit("/", 1)[-1][:255] or _("粘贴的正文") + ".txt"


def keep_original(*, data: bytes, name: str, actor: User | None) -> Original:
    """Store the bytes in the private folder, then their row; a pasted text gets a name."""
    original = Original(name=stored_name(name), uploaded_by=actor)
    with written(original, data):
        original.save()
    return original


class OriginalLost(FileLost):
    """The file that a plan was read from cannot be read."""

    message = gettext_lazy("原件不在磁盘上，或者读不了。条文都还在；请管理员从备份恢复原件。")


def open_original(*, original: Original) -> File:
    """The bytes as they came, open for reading. Raises OriginalLost."""
    return open_kept(original, lost=OriginalLost)


def bytes_of(original: Original) -> bytes:
    """The bytes as they came. Raises OriginalLost."""
    with open_original(original=original) as file:
        try:
            return bytes(file.read())
        except OSError as error:
            raise lost_of(original, error, OriginalLost) from error


@transaction.atomic
def release_original(*, original: Original) -> bool:
    """Delete the row, and after the commit the file, unless a version still comes from it."""
    if PlanVersion.objects.filter(upload=original).exists():
        return False
    Intake.objects.filter(original=original).update(original=None)
    Original.objects.filter(pk=original.pk).delete()
    drop_after_commit(str(original.file.name))
    return True


def sweep_originals(now: datetime) -> int:
    """Remove what no draft and no upload needs: rows of imports that were killed, and files
    whose row was rolled back or is gone. Returns how many; what is younger than SAFE_AGE stays.
    """
    before = now - SAFE_AGE
    unneeded = Original.objects.filter(
        ~Exists(PlanVersion.objects.filter(upload=OuterRef("pk"))),
        ~Exists(Intake.objects.filter(original=OuterRef("pk"))),
        uploaded_at__lt=before,
    )
    released = sum(release_original(original=original) for original in unneeded)
    return released + sweep_nameless(Original, now)
