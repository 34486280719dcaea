"""The uploaded bytes: kept as they came, thrown away with the last draft that came from them."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.models import Intake, Original, PlanVersion
from content.plans.storage import FOLDER, private_storage
from portal.people.models import User

logger = logging.getLogger(__name__)

SAFE_AGE: Final = timedelta(days=1)
"""No upload takes that long from its first byte to the commit of its row."""

_SLICE: Final = 500


def stored_name(name: str) -> str:
    """The name under which a file called `name` is kept; a pasted text has none of its own."""
    return name.rsplit("/", 1)[-1][:255] or _("粘贴的正文") + ".txt"


def keep_original(*, data: bytes, name: str, actor: User | None) -> Original:
    """Store the bytes in the private folder, then their row; a pasted text gets a name."""
    name = stored_name(name)
    original = Original(
        name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest(), uploaded_by=actor
    )
    original.file.save(name, ContentFile(data), save=False)
    try:
        original.save()
    except BaseException:
        original.file.delete(save=False)
        raise
    return original


class OriginalLost(Exception):
    """The row is there and its file is not, or cannot be read `for_now`: a disk that is away or
    full of errors may come back. `message` says what to do."""

    def __init__(self, *, for_now: bool) -> None:
        super().__init__()
        self.for_now = for_now

    message = gettext_lazy("原件不在磁盘上，或者读不了。条文都还在；请管理员从备份恢复原件。")


def open_original(*, original: Original) -> File:
    """The bytes as they came, open for reading. Raises OriginalLost."""
    try:
        return original.file.open("rb")
    except OSError as error:
        raise _lost(original, error) from error


def bytes_of(original: Original) -> bytes:
    """The bytes as they came. Raises OriginalLost."""
    with open_original(original=original) as file:
        try:
            return bytes(file.read())
        except OSError as error:
            raise _lost(original, error) from error


def _lost(original: Original, error: OSError) -> OriginalLost:
    logger.error("original not readable", exc_info=error, extra={"original": original.pk})
    is_gone = isinstance(error, FileNotFoundError) and private_storage().exists(FOLDER)
    return OriginalLost(for_now=not is_gone)


@transaction.atomic
def release_original(*, original: Original) -> bool:
    """Delete the row, and after the commit the file, unless a version still comes from it."""
    if PlanVersion.objects.filter(upload=original).exists():
        return False
    Intake.objects.filter(original=original).update(original=None)
    Original.objects.filter(pk=original.pk).delete()

    def delete() -> None:
        original.file.storage.delete(str(original.file.name))

    # A disk that cannot be read often cannot be written either; the sweep takes what is left.
    transaction.on_commit(delete, robust=True)
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
    return released + sum(_remove_nameless(names) for names in _old_files(before))


def _old_files(before: datetime) -> Iterator[list[str]]:
    storage = private_storage()
    if not storage.exists(FOLDER):
        return
    paths = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    for at in range(0, len(paths), _SLICE):
        yield [path for path in paths[at : at + _SLICE] if _is_older(path, before)]


def _is_older(path: str, before: datetime) -> bool:
    try:
        return private_storage().get_modified_time(path) < before
    except FileNotFoundError:
        # Thrown away with its draft since the folder was listed.
        return False


def _remove_nameless(paths: list[str]) -> int:
    storage = private_storage()
    named = set(Original.objects.filter(file__in=paths).values_list("file", flat=True))
    nameless = [path for path in paths if path not in named]
    for path in nameless:
        storage.delete(path)
    return len(nameless)
