"""What of the parts of an Office file its reader acts on: fields and formulas, read as XML, so
that they are found however they are written.

ECMA-376 part 1, 17.16 (fields of Word), 18.3.1.40 (formulas) and 18.14 (external links).
"""

from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from portal.foundation.files.domain.errors import ParserFailed
from portal.foundation.files.domain.field_codes import BEGIN, END, SEPARATE

_MARKS_OF_FIELDS: Final = {"begin": BEGIN, "separate": SEPARATE, "end": END}
_CODES: Final = frozenset({"instrText", "delInstrText", "t", "delText"})
"""Where the code of a field stands, and where it may stand as well."""
_FORMULAS: Final = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula",
     "totalsRowFormula"}
)  # fmt: skip
_LINKS: Final = frozenset({"externalLink", "externalBook", "ddeLink", "oleLink", "connections"})
_MARKS: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_MUST_BE_WHOLE: Final = (".xml", ".rels")
"""Drawings in VML need not be: Excel writes some that are no XML."""


@dataclass(slots=True)
class Words:
    """What one part says: its fields, from mark to mark and joined, since Word cuts their words
    anywhere; each formula;
    whether it is a link of a workbook to elsewhere."""

    fields: str = ""
    formulas: list[str] = field(default_factory=list)
    is_link: bool = False


def words_of(name: str, data: bytes) -> Words:
    """Of the part of this name. Raises ParserFailed where it should be XML and is not."""
    reader, must_be_whole = _Reader(), name.casefold().endswith(_MUST_BE_WHOLE)
    if data and (must_be_whole or data[:64].lstrip(_MARKS).startswith(b"<")):
        try:
            parseString(data, reader, forbid_dtd=True)
        except (SAXException, DefusedXmlException, LookupError, ValueError) as error:
            if must_be_whole:
                raise ParserFailed(kind=type(error).__name__) from error
    return Words("".join(reader.fields), reader.formulas, reader.is_link)


class _Reader(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.fields: list[str] = []
        self.deep = 0
        self.formulas: list[str] = []
        self.is_link = False
        # Of each open element its own text, where it is asked for: a fraction of a Word equation
        # is an `f` as well, and has its words further down.
        self._open: list[list[str] | None] = []

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - a name of SAX
        local = name.rsplit(":", 1)[-1]
        is_asked = local in _FORMULAS or (local in _CODES and self.deep > 0)
        self._open.append([] if is_asked else None)
        if local == "fldChar":
            kinds = (value for key, value in attrs.items() if key.endswith("fldCharType"))
            mark = _MARKS_OF_FIELDS.get(next(kinds, "begin"), BEGIN)
            self.deep = max(0, self.deep + {BEGIN: 1, SEPARATE: 0, END: -1}[mark])
            self.fields.append(mark)
        elif local == "fldSimple":
            said = (value for key, value in attrs.items() if key.rsplit(":", 1)[-1] == "instr")
            self.fields += [BEGIN, *said, END]
        elif local in _LINKS:
            self.is_link = True

    def characters(self, content: str) -> None:
        if self._open and (words := self._open[-1]) is not None:
            words.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - a name of SAX
        words = self._open.pop()
        if words is None:
            return
        if name.rsplit(":", 1)[-1] in _CODES:
            self.fields += words
        else:
            self.formulas.append("".join(words))
