"""Names of people, units and places: what may stand in them."""

import unicodedata
from typing import Final

BETWEEN: Final = frozenset(" ·-'’〇་")
"""Beside letters and their marks; the last parts the syllables of a Tibetan name."""

_IGNORED: Final = (
    range(0x034F, 0x0350), range(0x115F, 0x1161), range(0x17B4, 0x17B6), range(0x180B, 0x1810),
    range(0x2800, 0x2801), range(0x3164, 0x3165), range(0xFE00, 0xFE10), range(0xFFA0, 0xFFA1),
    range(0xE0100, 0xE01F0),
)  # fmt: skip
"""Default_Ignorable_Code_Point of Unicode, as far as Python calls them printable, and the blank of
Braille: with one of them a name reads as another's, or as none."""


def has_unseen(name: str) -> bool:
    """Whether something in it is not seen, breaks a line or turns the reading direction."""
    return any(
        (not character.isprintable() and unicodedata.category(character) != "Zs")
        or any(ord(character) in ignored for ignored in _IGNORED)
        for character in set(name)
    )


def is_a_name(text: str) -> bool:
    """A person's name is printed, mailed and exported: it never begins like a formula."""
    return (
        bool(text)
        and unicodedata.category(text[0]).startswith("L")
        and not has_unseen(text)
        and all(
            character in BETWEEN or unicodedata.category(character)[0] in "LM" for character in text
        )
    )
