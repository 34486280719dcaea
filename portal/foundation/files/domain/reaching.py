"""Papers that would run or fetch something for whoever opens them: refused before they are kept for
people to download.

ISO 32000-2 section 12.6.4 (actions of a PDF) and 7.5.7 (objects in a stream); ECMA-376 part 1,
18.14 (external links of a workbook, DDE among them) and 17.16.5 (fields of Word).
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from portal.foundation.files.domain.archive import read_entry
from portal.foundation.files.domain.errors import (
    ArchiveRefused,
    FileRefused,
    TooLarge,
    gettext_noop,
)
from portal.foundation.files.domain.limits import MEGABYTE

ACTS: Final = gettext_noop("这个 PDF 里有打开时会自己运行的内容。用“打印”另存成 PDF 再传。")
LINKED: Final = gettext_noop("表里连着别的文件或者数据源，断开链接，只留数值")
FETCHES: Final = gettext_noop("里面有自动更新的 DDE 域，换成普通文字")

MOST_UNPACKED: Final = 64 * MEGABYTE
_LINKS: Final = ("xl/externallinks/", "xl/connections.xml")
_FIELD: Final = re.compile(
    rb"""<(?:\w+:)?(?:(?P<edge>fldChar\b)|instrText\b[^>]{0,500}>(?P<words>[^<]*)"""
    rb"""|fldSimple\b[^>]{0,500}?\binstr\s*=\s*(?:"(?P<one>[^">]*)|'(?P<other>[^'>]*)))"""
)
_EDGE: Final = "\x01"
_DDE: Final = re.compile(rf"{_EDGE}\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_ACTION: Final = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData)\b|/OpenAction\s*<<[^>]{0,200}?/S\s*/(?!GoTo\b)"
)
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM: Final = re.compile(rb"stream\r?\n(?=x)")
_BLOCK: Final = 64 * 1024
_FEW: Final = 64
_OBJECTS: Final = re.compile(rb"\s*\d+\s+\d+\s")


def refuse_links(path: Path) -> None:
    """A workbook or Word file that was looked through. Raises ArchiveRefused."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            small = name.casefold()
            if small.startswith(_LINKS):
                raise ArchiveRefused(reason=LINKED, name=name)
            is_words = small.startswith("word/") and small.endswith(".xml")
            if is_words and _DDE.search(_fields(read_entry(archive, name))):
                raise ArchiveRefused(reason=FETCHES, name=name)


def _fields(markup: bytes) -> str:
    """What the fields of a part say, an edge before each; Word cuts their words anywhere."""
    said = [
        _EDGE.encode() + (found["one"] or found["other"] or b"")
        if found["words"] is None
        else found["words"]
        for found in _FIELD.finditer(markup.replace(b"\0", b""))
    ]
    return html.unescape(b"".join(said).decode(errors="replace"))


def refuse_actions(path: Path) -> None:
    """A PDF with an action other than going to a place or an address. Raises FileRefused."""
    data = path.read_bytes()
    for part in (data, *_objects(data)):
        if _ACTION.search(_ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), part)):
            raise FileRefused(ACTS)


def _objects(data: bytes) -> Iterator[bytes]:
    """What lies in the deflated streams that begin as a stream of objects does."""
    left = MOST_UNPACKED
    for start in _STREAM.finditer(data):
        part = _unpacked(data, start.end(), left)
        left -= len(part)
        if left <= 0:
            raise TooLarge(limit_mb=MOST_UNPACKED // MEGABYTE)
        yield part


def _unpacked(data: bytes, at: int, most: int) -> bytes:
    """At most `most` bytes of the deflated stream at `at`; what is broken ends it."""
    unpacking, block = zlib.decompressobj(), data[at : at + _BLOCK]
    kept: list[bytes] = []
    try:
        while block and most > 0 and not unpacking.eof:
            at += len(block)
            # The first few say whether anything is to be read.
            part = unpacking.decompress(block, most if kept else min(most, _FEW))
            if not kept and not _OBJECTS.match(part):
                return b""
            kept.append(part)
            most -= len(part)
            at -= len(unpacking.unconsumed_tail)
            block = data[at : at + _BLOCK]
    except zlib.error:
        pass
    return b"".join(kept)
