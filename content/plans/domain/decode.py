"""Bytes of a text file to text: UTF-8, UTF-16 and GB18030, found by evidence, not by hope."""

from __future__ import annotations

import codecs
import re

from .errors import LoneSurrogates, NulCharacters, UndecodableText

_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMON_HAN = frozenset("的和是在应急管理工作预案一二三四五规划县市人民政府组织应該會對應機構體")


def decode(data: bytes) -> tuple[str, str]:
    """Text and the encoding it was in.

    Raises UndecodableText, NulCharacters, LoneSurrogates.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _looks_utf16(data, encoding):
                return _strict(data, encoding), encoding
        return _strict(data, "gb18030"), "gb18030"
    # Latin text in UTF-16 is valid UTF-8 too, with a NUL at every other place.
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        nuls = data[offset::2].count(0)
        if nuls == data.count(0) and len(data) % 2 == 0 and nuls >= 0.4 * len(data):
            return _strict(data, encoding), encoding
    check_characters(text)
    return text, "utf-8"


def check_characters(text: str) -> None:
    """Refuse what no database can keep. Raises NulCharacters, LoneSurrogates."""
    if nuls := text.count("\x00"):
        raise NulCharacters(count=nuls)
    if broken := _SURROGATE.findall(text):
        first = _SURROGATE.search(text)
        raise LoneSurrogates(count=len(broken), position=first.start() + 1 if first else 1)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise UndecodableText() from None
    check_characters(text)
    if encoding == "gb18030" and _garbled(text):
        raise UndecodableText()
    return text


def _looks_utf16(data: bytes, encoding: str) -> bool:
    """True for UTF-16 without mark: most characters Han or ASCII, and no sign of UTF-8."""
    sample = data[:4096]
    if len(data) % 2 or b"\x00" not in sample:
        return False
    text = sample.decode(encoding, errors="replace")
    if "\x00" in text or "\ufffd" in text:
        return False
    plain = sum(1 for ch in text if ch.isascii() or ch in _COMMON_HAN or "\u3000" <= ch <= "\u303f")
    return plain / len(text) > 0.1


def _garbled(text: str) -> bool:
    """GB18030 accepts almost any bytes: require that most letters are Han, or plain ASCII."""
    letters = [ch for ch in text[:20_000] if not ch.isascii()]
    if not letters:
        return False
    private = sum(1 for ch in letters if "\ue000" <= ch <= "\uf8ff" or ord(ch) > 0x2FFFF)
    han = sum(1 for ch in letters if "\u4e00" <= ch <= "\u9fff" or "\u3000" <= ch <= "\u303f"
              or "\uff00" <= ch <= "\uffef" or "\u2010" <= ch <= "\u203b")  # fmt: skip
    return private > len(letters) * 0.02 or han < len(letters) * 0.6
