"""Which kind of file this is, by its name and by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from .errors import (
    EmptyDocument,
    FixedLayout,
    LegacyWord,
    MacroDocument,
    PictureFile,
    SavedArchive,
    UnsupportedFormat,
    WrongExtension,
)

TEXT: Final = frozenset({".txt", ".text", ""})
MARKDOWN: Final = frozenset({".md", ".markdown"})
WORD: Final = frozenset({".docx"})
OLD_WORD: Final = frozenset({".doc", ".wps"})
WEB: Final = frozenset({".html", ".htm"})
PDF: Final = frozenset({".pdf"})
READ: Final = TEXT | MARKDOWN | WORD | OLD_WORD | WEB | PDF
OFFERED: Final = (".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".txt", ".md")
"""What a file dialogue offers and a folder is searched for."""

OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_MAGIC: Final = b"%PDF-"
_REFUSALS: Final = {
    ".dot": LegacyWord, ".docm": MacroDocument, ".dotm": MacroDocument, ".ofd": FixedLayout,
    ".mht": SavedArchive, ".mhtml": SavedArchive,
}  # fmt: skip
_PICTURES: Final = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic"}
)
_MAGIC: Final = (
    (b"PK", "压缩包或 Word 文件"), (OLE_MAGIC, "旧版 Word 文件"), (PDF_MAGIC, " PDF"),
    (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"{\\rtf", " RTF"),
    (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"), (b"\x1f\x8b", "压缩包"),
)  # fmt: skip
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(rb"<[!/]?[A-Za-z]")
_WINDOW: Final = 4096


def kind_of(data: bytes, name: str) -> str:
    """The suffix to read the file by, once its bytes agree with it.

    Raises UnsupportedFormat and its kin for what the portal does not read, EmptyDocument, and
    WrongExtension where the name says one kind and the bytes another.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _REFUSALS:
        raise _REFUSALS[suffix]()
    if suffix in _PICTURES:
        raise PictureFile(suffix=suffix)
    if suffix not in READ:
        raise UnsupportedFormat(suffix=suffix)
    if not data.strip():
        raise EmptyDocument()
    actual = _actual(data)
    fits = (
        actual in ("压缩包或 Word 文件", "旧版 Word 文件") if suffix in WORD
        else actual == "旧版 Word 文件" if suffix in OLD_WORD
        else actual in ("网页", "") if suffix in WEB
        else actual == " PDF" if suffix in PDF
        else not actual
    )  # fmt: skip
    if suffix == ".wps" and not fits:
        # What older WPS wrote in a way of its own has no mark that tells it.
        raise LegacyWord()
    if suffix in WEB and not actual and not _has_tags(data):
        actual, fits = "纯文本", False
    if not fits:
        raise WrongExtension(suffix=suffix or ".txt", actual=actual or "纯文本")
    return suffix


def why_unread(name: str) -> str:
    """Why no file of this name is read, and what to do; empty where its kind is one that is."""
    suffix = PurePath(name).suffix.lower()
    if suffix in READ:
        return ""
    if suffix in _PICTURES:
        return PictureFile(suffix=suffix).message
    refusal = _REFUSALS.get(suffix)
    return refusal().message if refusal else UnsupportedFormat(suffix=suffix).message


def _actual(data: bytes) -> str:
    """The kind that the first bytes show; "" for a text like any other."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return "网页" if _PAGE.match(_narrow(data[:_WINDOW])) else ""


def _has_tags(data: bytes) -> bool:
    return _TAG.search(_narrow(data)) is not None


def _narrow(data: bytes) -> bytes:
    """Without the marks and the zero bytes of UTF-16, which hide what is plain ASCII."""
    return data.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
