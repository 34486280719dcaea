"""Opening a .docx as what it may be: a hostile archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..errors import (
    CorruptDocument,
    DangerousXml,
    EncryptedDocument,
    LegacyWord,
    MacroDocument,
    WrongExtension,
    ZipBomb,
)

OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC: Final = b"PK\x03\x04"
UNPACKED_LIMIT: Final = 64 * 1024 * 1024
ENTRY_LIMIT: Final = 4000
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Archive:
    """The parts of one Word file. Raises PlanImportError for everything that is not one."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE_MAGIC):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise EncryptedDocument()
            raise LegacyWord()
        if not data.startswith(b"PK"):
            raise WrongExtension(suffix=".docx", actual="别的格式")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise CorruptDocument(reason="压缩包不完整") from None
        entries = self._zip.infolist()
        names = {entry.filename for entry in entries}
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise EncryptedDocument()
        # The declared sizes are only a first sieve; `part` counts what really comes out.
        if len(entries) > ENTRY_LIMIT or sum(e.file_size for e in entries) > UNPACKED_LIMIT:
            raise ZipBomb(limit=UNPACKED_LIMIT // 1024 // 1024)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise MacroDocument()
        if "word/document.xml" not in names:
            raise WrongExtension(suffix=".docx", actual="别的压缩包")
        self._names = names

    def part(self, name: str) -> Element | None:
        """Root element of one XML part, or None when the file has no such part."""
        if name not in self._names:
            return None
        chunks, size = [], 0
        try:
            with self._zip.open(name) as handle:
                while chunk := handle.read(1 << 20):
                    size += len(chunk)
                    if size > UNPACKED_LIMIT:
                        raise ZipBomb(limit=UNPACKED_LIMIT // 1024 // 1024)
                    chunks.append(chunk)
            root: Element = fromstring(b"".join(chunks), forbid_dtd=True)
        except DefusedXmlException:
            raise DangerousXml() from None
        except ParseError:
            raise CorruptDocument(reason=f"{name} 不完整") from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            LookupError,
        ):
            raise CorruptDocument(reason=f"{name} 解不开") from None
        return root
