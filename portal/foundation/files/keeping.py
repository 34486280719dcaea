"""Private files on their way in and out: looked at in a process apart, written once under a name
of our own, opened for whoever a view let in, gone with their rows."""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar, Final, TypeVar

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from portal.foundation.files.domain import Kind, Limits
from portal.foundation.files.domain.keepable import MOST_MB, PLAIN
from portal.foundation.files.models import PrivateFile
from portal.foundation.files.services import run_isolated
from portal.foundation.files.storage import private_storage

logger = logging.getLogger(__name__)

SAFE_AGE: Final = timedelta(days=1)
"""No upload takes that long from its first byte to the commit of its row."""
CHECK: Final = "portal.foundation.files.domain.keepable:check"
LIMITS: Final = Limits(
    input_mb=MOST_MB, result_mb=1, memory_mb=1024, cpu_seconds=20, wall_seconds=60
)
"""A photo that lies on its side is drawn anew."""
OFFER_LIMITS: Final = Limits(
    input_mb=64, result_mb=1, memory_mb=1024, cpu_seconds=30, wall_seconds=60
)
NOT_WRITTEN: Final = gettext_lazy(
    "服务器的文件夹现在写不进去，文件没有收下。过一会再传；还不行，请告诉管理员。"
)

_SLICE: Final = 500
Kept = TypeVar("Kept", bound=PrivateFile)


class FileLost(Exception):
    """The row is there and its file is not, or cannot be read `for_now`: a disk that is away or
    full of errors may come back. `message` says what to do."""

    message: ClassVar[Promise] = gettext_lazy(
        "这个文件不在磁盘上，或者读不了。请管理员从备份恢复。"
    )

    def __init__(self, *, for_now: bool) -> None:
        super().__init__()
        self.for_now = for_now


@dataclass(frozen=True, slots=True)
class Checked:
    """What is kept of an upload: of a photo the picture alone."""

    name: str
    kind: Kind
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def checked(*, data: bytes, name: str, accepts: Collection[Kind]) -> Checked:
    """Look at an upload before anything of it is kept. Raises FileRefused with the sentence that
    says what to do."""
    with tempfile.TemporaryDirectory(prefix="anlan-file-") as folder:
        path = Path(folder) / "upload"
        path.write_bytes(data)
        arguments = {"name": name, "accepts": [str(kind) for kind in accepts]}
        kind = run_isolated(CHECK, path=path, arguments=arguments, limits=LIMITS)
        plain = path.with_suffix(PLAIN)
        return Checked(
            plain_name(name), Kind(str(kind)), plain.read_bytes() if plain.exists() else data
        )


def refuse_offer(*, data: bytes, name: str, check: str) -> None:
    """Look at what would be handed to everybody as it came. `check` (module:name)
    reads it in a process of its own. Raises FileRefused with the sentence that says what to do."""
    with tempfile.TemporaryDirectory(prefix="anlan-file-") as folder:
        path = Path(folder) / "offered"
        path.write_bytes(data)
        run_isolated(check, path=path, arguments={"name": name}, limits=OFFER_LIMITS)


def plain_name(name: str) -> str:
    """The end of a path, of signs that show."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-255:] or "file"


@contextmanager
def written(row: PrivateFile, data: bytes) -> Iterator[None]:
    """The bytes lie on the disk while the row is saved; where that fails they are gone again.
    Raises OSError where the disk cannot be written."""
    row.size, row.sha256 = len(data), hashlib.sha256(data).hexdigest()
    row.file.save(row.sha256, ContentFile(data), save=False)
    try:
        yield
    except BaseException:
        row.file.delete(save=False)
        raise


def keep_once(
    row: Kept,
    data: bytes,
    *,
    same: QuerySet[Kept],
    held: Callable[[], None],
    noted: Callable[[], None],
) -> Kept:
    """Keep the file and its row, and return the row; of two who send the same at once the second
    gets that of the first, which is one of `same`. In the transaction `held` comes before the row
    and may refuse it: looking at the file took a while. `noted` comes after it. Raises OSError
    where the disk cannot be written; then nothing is kept."""
    try:
        with written(row, data), transaction.atomic():
            held()
            row.save()
            noted()
    except IntegrityError:
        known = same.first()
        if known is None:
            raise
        return known
    return row


def open_kept(row: PrivateFile, *, lost: type[FileLost] = FileLost) -> File:
    """The bytes as they are kept, open for reading. Raises `lost`."""
    try:
        return row.file.open("rb")
    except OSError as error:
        raise lost_of(row, error, lost) from error


def lost_of(row: PrivateFile, error: OSError, lost: type[FileLost] = FileLost) -> FileLost:
    """What to raise where the file of the row cannot be read."""
    logger.error("file not readable", exc_info=error, extra={"file": str(row.file.name)})
    is_gone = isinstance(error, FileNotFoundError) and private_storage().exists(row.folder)
    return lost(for_now=not is_gone)


def as_download(file: File, name: str) -> FileResponse:
    """Always as a file to save: nothing that was uploaded is ever shown as a page of ours."""
    response = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["Cache-Control"] = "no-store, private"
    return response


def drop_after_commit(name: str) -> None:
    """Delete the file of this name once its row is really gone. A disk that cannot be written
    leaves a file that the sweep takes."""
    transaction.on_commit(lambda: private_storage().delete(name), robust=True)


def sweep_nameless(model: type[PrivateFile], now: datetime) -> int:
    """Remove files of the model's folder whose row was rolled back or is gone. Returns how many;
    what is younger than SAFE_AGE stays."""
    storage, before = private_storage(), now - SAFE_AGE
    if not storage.exists(model.folder):
        return 0
    paths = [f"{model.folder}/{name}" for name in storage.listdir(model.folder)[1]]
    removed = 0
    for at in range(0, len(paths), _SLICE):
        old = [path for path in paths[at : at + _SLICE] if _is_older(path, before)]
        rows = model._default_manager.filter(file__in=old)
        for path in set(old).difference(rows.values_list("file", flat=True)):
            storage.delete(path)
            removed += 1
    return removed


def _is_older(path: str, before: datetime) -> bool:
    """False where somebody took the file away meanwhile."""
    try:
        return private_storage().get_modified_time(path) < before
    except FileNotFoundError:
        return False
