"""Files and folders as somebody names them on a command line, and what lies in them."""

import os
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from content.plans.domain.errors import TooLarge
from content.plans.domain.kinds import OFFERED, why_unread
from content.plans.domain.limits import size_limit
from portal.foundation.files.domain.limits import MEGABYTE

_ORDERS: Final = ("Cc", "Cf", "Zl", "Zp")


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
    printed nor stored; signs that tell a terminal or a page what to do are shown as marks."""
    name = os.fspath(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", "replace")
    return "".join("�" if unicodedata.category(sign) in _ORDERS else sign for sign in name)


def files_of(paths: list[Path]) -> Iterator[Path]:
    """What is named, and of a folder what lies in it: a link may lead anywhere, so nobody follows
    one that was not named."""
    for path in paths:
        if path.is_dir():
            yield from (
                file for file in _in(path) if _is_plain(file) and file.suffix.lower() in OFFERED
            )
        else:
            yield path


def passed_over(paths: list[Path]) -> dict[str, list[Path]]:
    """What else lies in the folders, by what to do about it; without what a system hides there."""
    found: dict[str, list[Path]] = {}
    for file in chain.from_iterable(_in(path) for path in paths if path.is_dir()):
        suffix = file.suffix.lower()
        if file.is_symlink():
            why = _("这是链接，没有跟着去读。要导入，就写出它指的文件或文件夹。")
        elif file.is_dir() or (_is_plain(file) and suffix in OFFERED):
            continue
        elif not file.is_file():
            why = NoFile().message
        else:
            why = why_unread(f"a{suffix}") or _("要导入，就写出它的路径，不写文件夹。")
        found.setdefault(why, []).append(file)
    return found


def _in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if not _is_hidden(file))


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _is_hidden(file: Path) -> bool:
    """What a system or an open office programme keeps beside its files."""
    return file.name.startswith((".", "~$"))
