"""Files and folders as somebody names them on a command line, and what lies in them."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from content.plans.domain.errors import TooLarge
from content.plans.domain.kinds import OFFERED
from content.plans.domain.limits import size_limit
from portal.foundation.files.domain.limits import MEGABYTE


class NoFile(Exception):
    """A folder, a pipe or a device: its end may never come."""

    @property
    def message(self) -> str:
        return _("这不是普通文件，没有读。写出一个文件或文件夹的路径。")


def read(file: Path) -> bytes:
    """The bytes of a file that is not too large to be read at all. Raises NoFile, TooLarge,
    OSError."""
    size, limit = file.stat().st_size, size_limit(file.name)
    if not file.is_file():
        raise NoFile
    if size <= limit:
        with file.open("rb") as opened:
            data = opened.read(limit + 1)
        if len(data) <= limit:
            return data
        size = len(data)
    raise TooLarge(size=-(-size // MEGABYTE), limit=limit // MEGABYTE)


def why_not_read(error: OSError) -> str:
    """The system says it in its own language."""
    if isinstance(error, FileNotFoundError):
        return _("没有这个文件，检查路径。")
    if isinstance(error, PermissionError):
        return _("没有读这个文件的权限。")
    return _("这个文件读不出来（错误码 %(number)s）。") % {"number": error.errno}


def readable(path: Path | str) -> str:
    """A name as people wrote it: one in the code of Windows is no UTF-8, and could be neither
    printed nor stored."""
    name = os.fspath(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def files_of(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = (f for f in path.rglob("*") if f.suffix.lower() in OFFERED)
            yield from sorted(f for f in found if f.is_file() and not _is_hidden(f))
        else:
            yield path


def passed_over(paths: list[Path]) -> dict[str, list[Path]]:
    """What else lies in the folders, by how its names end; without what a system hides there."""
    found: dict[str, list[Path]] = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else ():
            suffix = file.suffix.lower()
            if file.is_file() and suffix not in OFFERED and not _is_hidden(file):
                found.setdefault(suffix, []).append(file)
    return found


def _is_hidden(file: Path) -> bool:
    """What a system or an open office programme keeps beside its files."""
    return file.name.startswith((".", "~$"))
