"""The encoding of a web page: its byte order mark, what it declares, what its bytes show."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ..decode import check_characters, decode

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE
)
_REACH: Final = 4096
# Browsers read each of the first three as the last one (WHATWG Encoding, 10.1 and 11.1).
_READ_AS: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "gb18030",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs",
}  # fmt: skip
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_page(data: bytes) -> tuple[str, str]:
    """Text and encoding. What is valid UTF-8 is UTF-8 whatever the page declares: pages are
    often converted and keep their old declaration.

    Raises UndecodableText, NulCharacters, LoneSurrogates.
    """
    declared = _DECLARED.search(data[:_REACH])
    if declared is None or data.startswith(_MARKS):
        return decode(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return decode(data)
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
        encoding = _READ_AS[name]
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return decode(data)
    check_characters(text)
    return text, encoding
