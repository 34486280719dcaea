"""Papers that would run or fetch something for whoever opens them, or carry other files along:
refused before they are kept for people to download.

ISO 32000-2 section 12.6.4 (actions of a PDF) and 7.11.4 (embedded files); ECMA-376 part 1,
18.14 (external links of a workbook, DDE among them), 17.16.5 (fields of Word) and 15.2.11
(embedded objects).
"""

import io
import re
import zipfile
from pathlib import Path
from typing import Final

import pypdfium2

from portal.foundation.files.domain.archive import NESTED, read_entry
from portal.foundation.files.domain.errors import ArchiveRefused, FileRefused, gettext_noop
from portal.foundation.files.domain.field_codes import Harm, harm_of
from portal.foundation.files.domain.office_words import words_of
from portal.foundation.files.domain.pdf_actions import acts_by_itself
from portal.foundation.files.domain.relationships import relationships

ACTS: Final = gettext_noop("这个 PDF 里有打开时会自己运行的内容。用“打印”另存成 PDF 再传。")
CARRIES: Final = gettext_noop(
    "这个 PDF 里附着别的文件，谁下载谁就一起拿走。用“打印”另存成 PDF 再传。"
)
REACHES: Final = gettext_noop(
    "这个 PDF 从网上或别的文件取内容，谁打开谁的电脑就去取。用“打印”另存成 PDF 再传。"
)
NO_PDF: Final = gettext_noop("这个 PDF 打不开，可能坏了，或者加了密码。另存一份没有密码的再传。")
LINKED: Final = gettext_noop("表里连着别的文件或者数据源，断开链接，只留数值")
FETCHES: Final = gettext_noop("里面有自动更新的 DDE 域，换成普通文字")
OLD_FIELDS: Final = gettext_noop(
    "里面有会自己更新的域，谁打开谁的电脑就去运行、去取。换成插入的图片和普通文字再传。"
)
FORMULA: Final = gettext_noop(
    "表里有打开时去网上或别的程序取东西的公式（例如 WEBSERVICE、IMAGE），换成数值"
)
FROM_OUTSIDE: Final = gettext_noop(
    "里面的图片或文字从网上或别的电脑取来，谁打开谁的电脑就去取，换成插入的图片和普通文字"
)

_LINKS: Final = re.compile(r"(?:^|/)(?:externallinks/|connections\.(?:xml|bin)$)")
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\[[^\[\]]*\]')
"""Texts, names of sheets and of columns in a formula."""
_FETCHING: Final = re.compile(
    r"\b(?:WEBSERVICE|IMAGE|STOCKHISTORY|RTD|DDE|CALL|REGISTER(?:\.ID)?|IMPORT[A-Z]+)\s*\("
    r"|\|[^|]*!",
    re.IGNORECASE,
)
"""Functions that ask the network or another programme, and an address of DDE (program|topic!x)."""
_OBJECTS: Final = re.compile(r"/(?:embeddings|activex)/|\.(?:mht|mhtml|html?|rtf)$")
"""Packages, sheets and controls inside a file, and whole pages that Word takes in (altChunk)."""
_ACTION: Final = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE)\b|/OpenAction\s*<<[^>]{0,200}?/S\s*/(?!GoTo\b)"
)
_CARRIED: Final = re.compile(rb"/(?:EF|EmbeddedFile|FileAttachment|RichMedia)\b")
_ELSEWHERE: Final = re.compile(rb"/(?:Filespec|Movie|Rendition)\b|/Ref\s*(?:<<|\d+\s+\d+\s+R\b)")
"""ISO 32000-2, 7.11.3 (a file named), 13.2 and 13.4 (played from it) and 8.10.4 (drawn from it).
The `Ref` of an element of structure is an array."""
_NAMED_FILE: Final = re.compile(rb"/(?:F|UF|DOS|Mac|Unix)\s*(?:[(<](?!<)|(\d+)\s+\d+\s+R\b)")
"""What a file is called: where a stream lies (7.3.8.2), a picture for print (OPI, 14.11.7), the
article that an action reads (12.6.4.7). The flags of an annotation bear the key as well, and are a
number."""
_NO_NUMBER: Final = re.compile(rb"^(\d+) \d+ obj\s*[(<]", re.MULTILINE)
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM: Final = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_WITHOUT_SECURITY: Final = 3
"""FPDF_REMOVE_SECURITY of PDFium: whole, and not locked."""


def refuse_links(path: Path) -> None:
    """A workbook or Word file that was looked through. Raises ArchiveRefused, and ParserFailed
    where a part is no XML."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if _LINKS.search(name.casefold()):
                raise ArchiveRefused(reason=LINKED, name=name)
            # Readers go by what points at a part, not by the folder or the ending of its name.
            said = words_of(name, read_entry(archive, name))
            if said.is_link:
                raise ArchiveRefused(reason=LINKED, name=name)
            harm = harm_of(said.fields)
            if harm is not None:
                reason = FETCHES if harm is Harm.STARTS else FROM_OUTSIDE
                raise ArchiveRefused(reason=reason, name=name)
            if any(_is_fetching(formula) for formula in said.formulas):
                raise ArchiveRefused(reason=FORMULA, name=name)


def _is_fetching(formula: str) -> bool:
    plain = _QUOTED.sub("", formula)
    return _FETCHING.search(plain) is not None


def refuse_fields(text: str) -> None:
    """The text of a Word 97 file, its pieces joined, with the marks of its fields. Raises
    FileRefused where one starts a programme or fetches something."""
    if harm_of(text) is not None:
        raise FileRefused(OLD_FIELDS)


def refuse_objects(path: Path) -> None:
    """A workbook or Word file that was looked through. Raises ArchiveRefused where another file
    lies in it: whoever downloads it takes that along, unseen."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            small = name.casefold()
            if _OBJECTS.search(small) or (
                small.endswith(".rels")
                and any(one.carries_a_file for one in relationships(read_entry(archive, name)))
            ):
                raise ArchiveRefused(reason=NESTED, name=name)


def refuse_actions(path: Path) -> None:
    """A PDF with an action other than going to a place or an address, one that goes to an address
    without being pressed, or with a file in it.

    PDFium reads it and writes it anew: every object plain, outside streams of objects, unlocked,
    its names spelt out. The bytes as they came are looked at as well, for what it passes over.
    Raises FileRefused.
    """
    data = path.read_bytes()
    told = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), data)
    written = _written_anew(data)
    anew = _STREAM.sub(b"", written)
    if any(_ACTION.search(part) for part in (told, anew)) or acts_by_itself(written):
        raise FileRefused(ACTS)
    if _CARRIED.search(anew):
        raise FileRefused(CARRIES)
    if _ELSEWHERE.search(anew) or _names_file(anew):
        raise FileRefused(REACHES)


def _names_file(anew: bytes) -> bool:
    said = {found[1] for found in _NAMED_FILE.finditer(anew)}
    if None in said:
        return True
    return not said.isdisjoint(found[1] for found in _NO_NUMBER.finditer(anew))


def _written_anew(data: bytes) -> bytes:
    out = io.BytesIO()
    try:
        with pypdfium2.PdfDocument(data) as document:
            document.save(out, flags=_WITHOUT_SECURITY)
    except pypdfium2.PdfiumError:
        raise FileRefused(NO_PDF) from None
    return out.getvalue()
