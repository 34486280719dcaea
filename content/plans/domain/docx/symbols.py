"""Characters that a Word file names by their place in a font of symbols."""

from __future__ import annotations

from typing import Final

from content.pages.domain.pasted import BULLETS

_GREEK: Final = dict(
    zip(
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL: Final = {
    **_GREEK, 0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xDE: "⇒", 0xE0: "◊",
    0xE5: "∑",
}  # fmt: skip
"""Adobe's Symbol encoding: Greek letters, and the signs that thresholds are written with."""

_WINGDINGS: Final = {
    **{ord(char) - 0xF000: sign for char, sign in BULLETS.items()},
    0x6F: "□", 0xFD: "☒", **{0x81 + n: chr(0x2460 + n) for n in range(10)},
}  # fmt: skip
_WINGDINGS_2: Final = {0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"}
_FONTS: Final = {
    "symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": {},
    "webdings": {},
}  # fmt: skip
_UNKNOWN: Final = 0xF700
"""Private characters that stand for no list mark, so that none is guessed."""


def symbol(code: str, font: str = "") -> str:
    """The character by its hexadecimal code, "" where it is none; of a font of symbols whose sign
    is not known, a private one, which the report counts."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    # Symbol fonts sit in the private area; the low byte is the character they replace.
    if 0xF000 <= value <= 0xF0FF:
        value -= 0xF000
    signs = _FONTS.get(font.strip().lower())
    if signs is not None and 0x21 <= value <= 0xFF:
        is_figure = signs is _SYMBOL and value < 0x40
        return signs.get(value, chr(value if is_figure else _UNKNOWN + value))
    return chr(value) if 0x20 <= value < 0xD800 else ""
