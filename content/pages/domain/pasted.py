"""Characters that only look right in the program a text was pasted from."""

import re
from typing import Final

BULLETS: Final = {
    "\uf0b7": "•", "\uf09f": "•", "\uf06c": "•", "\uf0a7": "▪", "\uf06e": "■", "\uf071": "□",
    "\uf0a8": "□", "\uf0a3": "□", "\uf0fe": "☑", "\uf0fc": "✓", "\uf0fb": "✗", "\uf076": "❖",
    "\uf075": "◆", "\uf0d8": "➢", "\uf0e8": "➔", "\uf0e0": "→", "\uf0b2": "◇", "\uf02d": "–",
}  # fmt: skip
"""List marks of Symbol and Wingdings as Word pastes them, by the sign of everyday fonts."""

PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Drawn by one font and by no other: a box everywhere else."""

# The joiners U+200C and U+200D are letters' business in some scripts and stay.
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")


def tidy(text: str) -> str:
    """Bullets of Word as signs everybody has, without characters nobody sees."""
    return _UNSEEN.sub("", text.translate(_TABLE))


def unreadable(text: str) -> list[str]:
    """Private characters left, each with the words before it, so that it can be found."""
    return [text[max(0, found.start() - 6) : found.start()] for found in PRIVATE.finditer(text)]


_TABLE: Final = str.maketrans(BULLETS)
