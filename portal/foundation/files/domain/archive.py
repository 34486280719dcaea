"""What a packed file may hold, decided before anything in it is parsed.

DOCX and XLSX are ZIP archives of XML. The limits are the project's (OWASP ASVS 5.0
5.2.3): entries, unpacked size, ratio; and no name that leaves the folder, no link, no
archive in the archive but what Word embeds, no macro, no DTD, no outside part but
hyperlinks and the writer's own template.
"""

import lzma
import os
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Final

from portal.foundation.files.domain.errors import (
    ArchiveRefused,
    ParserFailed,
    TooLarge,
    gettext_noop,
)
from portal.foundation.files.domain.limits import MEGABYTE
from portal.foundation.files.domain.relationships import relationships

TOO_MANY: Final = gettext_noop("里面有 %(count)s 个部件，最多 %(limit)s 个")
TOO_MUCH: Final = gettext_noop(
    "文件解开以后超过 %(limit)s MB。重新另存一份，或者分成几份再传。库里没有改动。"
)
TOO_DENSE: Final = gettext_noop("压缩得太密，像是压缩炸弹")
BAD_NAME: Final = gettext_noop("部件的名字指到了文件外面")
TWICE: Final = gettext_noop("两个部件同名")
LINK: Final = gettext_noop("里面有链接文件")
LOCKED: Final = gettext_noop("加了密码，去掉密码")
NESTED: Final = gettext_noop("里面还嵌着别的压缩文件或表格，删掉嵌入的对象")
MACRO: Final = gettext_noop("里面有宏")
DOCTYPE: Final = gettext_noop("里面有 DTD 声明")
OUTSIDE: Final = gettext_noop("里面引用了外部的文件或模板")

ARCHIVES: Final = [
    ".zip",
    ".docx",
    ".docm",
    ".xlsx",
    ".xlsm",
    ".pptx",
    ".pptm",
    ".odt",
    ".ods",
    ".jar",
    ".war",
    ".apk",
    ".epub",
    ".7z",
    ".rar",
    ".gz",
    ".tgz",
    ".bz2",
    ".xz",
    ".zst",
    ".tar",
    ".cab",
    ".iso",
    ".lz",
    ".lzma",
]
ARCHIVE_STARTS: Final = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"MSCF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)
# zipfile says RuntimeError where a part is locked, the rest where it is damaged.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
HEAD: Final = 16
SMALL: Final = 64 * 1024
EMBEDDED: Final = "word/embeddings/"
"""Drawings and sheets inside a Word file. Its text is read without opening them."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a packed file may unpack to."""

    entries: int = 2000
    unpacked_mb: int = 100
    ratio: int = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of an archive: its name and its unpacked size in bytes."""

    name: str
    size: int


def inspect(source: Path | BinaryIO, limits: ArchiveLimits = ArchiveLimits()) -> list[Entry]:
    """The parts of the archive, once it is sure that reading them is safe.

    Raises ArchiveRefused with the reason, TooLarge over the unpacked size, and
    ParserFailed where it is no archive at all.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            return _inspect(archive, _size(source), limits)
    except BROKEN as error:
        raise ParserFailed(kind=type(error).__name__) from error


def _size(source: Path | BinaryIO) -> int:
    return source.stat().st_size if isinstance(source, Path) else source.seek(0, os.SEEK_END)


def read_entry(archive: zipfile.ZipFile, name: str, *, limit_mb: int = 100) -> bytes:
    """The bytes of one part, stopped at the limit whatever its header claims."""
    limit = limit_mb * MEGABYTE
    with archive.open(name) as part:
        data = part.read(limit + 1)
    if len(data) > limit:
        raise _too_much(limit_mb)
    return data


def _too_much(limit_mb: int) -> TooLarge:
    """What was sent may be small; it is what it unpacks to."""
    return TooLarge(TOO_MUCH % {"limit": limit_mb}, limit_mb=limit_mb)


def _inspect(archive: zipfile.ZipFile, packed: int, limits: ArchiveLimits) -> list[Entry]:
    infos = archive.infolist()
    if len(infos) > limits.entries:
        counts = {"count": len(infos), "limit": limits.entries}
        raise ArchiveRefused(reason=TOO_MANY % counts)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_mb * MEGABYTE:
        raise _too_much(limits.unpacked_mb)
    if unpacked > SMALL and unpacked > limits.ratio * packed:
        raise ArchiveRefused(reason=TOO_DENSE)
    seen: set[str] = set()
    for info in infos:
        _check_name(info, seen)
    left = limits.unpacked_mb * MEGABYTE
    for info in infos:
        if not info.is_dir():
            left -= _check_content(archive, info, left, limits)
    return [Entry(info.filename, info.file_size) for info in infos if not info.is_dir()]


def _check_name(info: zipfile.ZipInfo, seen: set[str]) -> None:
    # Python cuts a name at the first NUL; the other reader may not.
    name = info.orig_filename.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in parts[0] or "\x00" in name:
        raise ArchiveRefused(reason=BAD_NAME, name=name)
    if name.casefold() in seen:
        raise ArchiveRefused(reason=TWICE, name=name)
    seen.add(name.casefold())
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ArchiveRefused(reason=LINK, name=name)
    if info.flag_bits & 0x1:
        raise ArchiveRefused(reason=LOCKED, name=name)
    if "vbaproject" in name.casefold() or "vbadata" in name.casefold():
        raise ArchiveRefused(reason=MACRO, name=name)
    if not _is_embedded(name) and name.casefold().endswith(tuple(ARCHIVES)):
        raise ArchiveRefused(reason=NESTED, name=name)


def _is_embedded(name: str) -> bool:
    return name.casefold().startswith(EMBEDDED)


def _check_content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, limits: ArchiveLimits
) -> int:
    """Bytes really unpacked; headers may lie, so the count is kept while reading."""
    is_markup = info.filename.casefold().endswith((".xml", ".rels", ".vml"))
    if not is_markup:
        with archive.open(info) as part:
            head = part.read(HEAD)
            if head.startswith(ARCHIVE_STARTS) and not _is_embedded(info.filename):
                raise ArchiveRefused(reason=NESTED, name=info.filename)
            return len(head) + _drain(part, left - len(head), limits)
    with archive.open(info) as part:
        markup = part.read(left + 1)
    if len(markup) > left:
        raise _too_much(limits.unpacked_mb)
    narrow = _narrow(markup)
    if b"<!DOCTYPE" in narrow or b"<!ENTITY" in narrow:
        raise ArchiveRefused(reason=DOCTYPE, name=info.filename)
    is_pointing = info.filename.casefold().endswith(".rels")
    if is_pointing and any(one.reaches_out for one in relationships(markup)):
        raise ArchiveRefused(reason=OUTSIDE, name=info.filename)
    return len(markup)


def _drain(part: IO[bytes], left: int, limits: ArchiveLimits) -> int:
    count = 0
    while block := part.read(MEGABYTE):
        count += len(block)
        if count > left:
            raise _too_much(limits.unpacked_mb)
    return count


def _narrow(markup: bytes) -> bytes:
    """Markup with UTF-16 (marked or not) made searchable: its zero bytes are dropped."""
    return markup.replace(b"\x00", b"") if b"\x00" in markup[:HEAD] else markup
