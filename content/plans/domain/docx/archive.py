"""Opening a .docx as what it may be: a hostile archive."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portal.foundation.files.domain import inspect, read_entry

from ..errors import CorruptDocument, EncryptedDocument, WrongExtension
from ..kinds import OLE_MAGIC

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Archive:
    """The parts of one Word file. Raises PlanImportError for everything that is not one, and
    FileRefused for one that is not safe to read."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE_MAGIC):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise EncryptedDocument()
            raise WrongExtension(suffix=".docx", actual="旧版 Word 文件（.doc）")
        if not data.startswith(b"PK"):
            raise WrongExtension(suffix=".docx", actual="别的格式")
        self._names = {entry.name for entry in inspect(io.BytesIO(data))}
        if "word/document.xml" not in self._names:
            raise WrongExtension(suffix=".docx", actual="别的压缩包")
        self._zip = zipfile.ZipFile(io.BytesIO(data))

    def part(self, name: str) -> Element | None:
        """Root element of one XML part, or None when the file has no such part."""
        if name not in self._names:
            return None
        try:
            root: Element = fromstring(read_entry(self._zip, name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, LookupError):
            raise CorruptDocument(reason=f"{name} 不完整") from None
        return root
