"""Which kind of file this is: extension and content must say the same."""

import codecs
import re
import zipfile
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Final

from portal.foundation.files.domain.errors import (
    DisguisedFile,
    FileRefused,
    TooLarge,
    gettext_noop,
)
from portal.foundation.files.domain.limits import MEGABYTE

WINDOW: Final = 1024
EMPTY: Final = gettext_noop("这个文件是空的，换一个再传。")
UNKNOWN: Final = gettext_noop("只收 txt、md、docx、xlsx、pdf、png、jpg，这个文件不是。")
OLD_WORD: Final = gettext_noop("这是旧版 Word 文件。用 Word 另存为 .docx 再传。")
OLD_EXCEL: Final = gettext_noop(
    "这是旧版的或者加了密码的 Excel 文件。去掉密码，另存为 .xlsx 再传。"
)
TWO_KINDS: Final = gettext_noop("这个文件里还藏着另一种文件，不能收。另存一份干净的再传。")


class Kind(StrEnum):
    """The kinds of file the portal reads."""

    TEXT = "txt"
    MARKDOWN = "md"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


EXTENSIONS: Final = {
    ".txt": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".docx": Kind.DOCX,
    ".xlsx": Kind.XLSX,
    ".pdf": Kind.PDF,
    ".png": Kind.PNG,
    ".jpg": Kind.JPEG,
    ".jpeg": Kind.JPEG,
}
MAGIC: Final = {
    Kind.PDF: b"%PDF-",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
    Kind.JPEG: b"\xff\xd8\xff",
    Kind.DOCX: b"PK\x03\x04",
    Kind.XLSX: b"PK\x03\x04",
}
MAIN_PART: Final = {Kind.DOCX: "word/document.xml", Kind.XLSX: "xl/workbook.xml"}
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY_STARTS: Final = (
    *MAGIC.values(),
    OLE,
    b"GIF8",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
# A second one of these in the first or last kilobyte makes a file that two programmes
# read as two things. JPEG's own three bytes are too common inside pictures to count.
HIDDEN: Final = (
    b"%PDF-",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"GIF87a",
    b"GIF89a",
    b"<script",
    b"<html",
    b"<?php",
)
_IN_A_PACK: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG\r\n\x1a\n", b"<html")
OWN: Final = {
    Kind.PDF: (b"%PDF-",),
    Kind.PNG: (b"\x89PNG\r\n\x1a\n",),
    Kind.JPEG: (),
    Kind.DOCX: _IN_A_PACK,
    Kind.XLSX: _IN_A_PACK,
}
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Controls that no text has; tab, line feeds, form feed and escape-free text pass.
CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
MOST_CONTROLS: Final = 0.001


def recognise(path: Path, name: str, *, limit_mb: int = 20) -> Kind:
    """The kind of the file at `path`, uploaded as `name`.

    Raises DisguisedFile where name and content disagree or two kinds hide in one
    file, TooLarge over the limit, FileRefused where it is empty or of a kind the portal
    does not read.
    """
    size = path.stat().st_size
    if size > limit_mb * MEGABYTE:
        raise TooLarge(limit_mb=limit_mb)
    if size == 0:
        raise FileRefused(EMPTY)
    with path.open("rb") as stream:
        head = stream.read(WINDOW)
        stream.seek(max(size - WINDOW, 0))
        tail = stream.read(WINDOW)

    extension = PurePath(name).suffix.lower()
    if head.startswith(OLE) and extension in (".doc", ".docx", ".wps"):
        raise FileRefused(OLD_WORD)
    if head.startswith(OLE) and extension in (".xls", ".xlsx", ".et"):
        raise FileRefused(OLD_EXCEL)
    kind = EXTENSIONS.get(extension)
    if kind is None:
        raise FileRefused(UNKNOWN)
    if kind in (Kind.TEXT, Kind.MARKDOWN):
        if head.startswith(BINARY_STARTS):
            raise DisguisedFile(extension=extension)
        decode_text(path.read_bytes(), extension=extension)
        return kind
    if not head.startswith(MAGIC[kind]):
        raise DisguisedFile(extension=extension)
    _refuse_second_kind(kind, head, tail, extension)
    if kind in MAIN_PART and not _holds(path, MAIN_PART[kind]):
        raise DisguisedFile(extension=extension)
    return kind


def decode_text(raw: bytes, *, extension: str = ".txt") -> str:
    """Text in UTF-8, UTF-16 with a mark, or GB 18030; raises DisguisedFile for anything else."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            try:
                return _plain(raw.decode(encoding), extension)
            except UnicodeDecodeError:
                raise DisguisedFile(extension=extension) from None
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _plain(text, extension)
    raise DisguisedFile(extension=extension)


def _plain(text: str, extension: str) -> str:
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * max(len(text), 1):
        raise DisguisedFile(extension=extension)
    return text


def _refuse_second_kind(kind: Kind, head: bytes, tail: bytes, extension: str) -> None:
    start, end = head.lower(), tail.lower()
    for magic in HIDDEN:
        if magic in OWN[kind]:
            continue
        if magic.lower() in start or magic.lower() in end:
            raise DisguisedFile(TWO_KINDS, extension=extension)
    if kind in (Kind.PDF, Kind.PNG) and MAGIC[kind] in head[1:]:
        raise DisguisedFile(TWO_KINDS, extension=extension)


def _holds(path: Path, main_part: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", main_part} <= names
