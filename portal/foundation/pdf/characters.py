"""Which characters the bundled fonts cannot draw.

A missing glyph is printed as a box while text extraction still looks right, so a
certificate with a rare name (䶮, 㛃, 𬭎) would be wrong without anybody noticing.
"""

import unicodedata
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).resolve().parent / "fonts"
REGULAR: Final = FONTS / "NotoSansSC-Regular.ttf"
BOLD: Final = FONTS / "NotoSansSC-Bold.ttf"
# Controls, joiners, direction marks and variation selectors draw nothing of their own.
INVISIBLE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
VARIATION_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
UNSEEN: Final = frozenset({"style", "script", "template", "head"})


class MissingCharacters(Exception):
    """The bundled fonts lack `characters`; nothing was rendered."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        super().__init__(" ".join(f"U+{ord(one):04X}" for one in characters))

    @property
    def message(self) -> str:
        """What the operator reads: each character with its code."""
        named = "、".join(f"{one}（U+{ord(one):04X}）" for one in self.characters)
        return _("字体里没有这些字：%(characters)s。换字或装上字体后再生成。") % {
            "characters": named
        }


def missing_characters(text: str) -> list[str]:
    """The characters of `text` that regular or bold cannot draw, in order of appearance."""
    known = covered()
    return [one for one in dict.fromkeys(text) if ord(one) not in known and not _is_invisible(one)]


@cache
def covered() -> frozenset[int]:
    """Code points both weights draw."""
    sets = []
    for path in (REGULAR, BOLD):
        with TTFont(path, lazy=True) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)


def visible_text(html: str) -> str:
    """What a reader sees of `html`: text, alternative texts, no styles or head."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


def _is_invisible(one: str) -> bool:
    if unicodedata.category(one) in INVISIBLE_CATEGORIES:
        return True
    return any(ord(one) in selectors for selectors in VARIATION_SELECTORS)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN and not self._unseen:
            self._unseen = tag
        self.parts += [value or "" for name, value in attributes if name in ("alt", "value")]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen or tag in ("html", "body"):
            self._unseen = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)
