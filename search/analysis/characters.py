"""Width, compatibility forms and case: ５Ｇ → 5g, ㈠ → (一), Ⅲ → iii, "fi" ligatures.

Together the three rules are Unicode's NFKC_Casefold (Unicode Standard 3.13), with
every change located. They are applied in turn until none finds work.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from search.analysis.edits import Edit

_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]+"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]+")

_COMPOSING_STARTERS: Final = re.compile(
    "[\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e"
    "\u1161-\u1175\u11a8-\u11c2\u1b35\U00011127\U0001133e\U00011357\U000114b0\U000114ba"
    "\U000114bd\U000115af\U00011930]"
)
"""Characters of combining class 0 that may still merge with the one before (NFC_QC=Maybe)."""


def unwanted(text: str) -> list[Edit]:
    """Drop what no reader sees (zero-width, variation selectors, controls)."""
    edits = [Edit(m.start(), m.end(), "") for m in _UNWANTED.finditer(text)]
    if _SURROGATE.search(text):
        edits += [Edit(m.start(), m.end(), "\ufffd") for m in _SURROGATE.finditer(text)]
        edits.sort(key=lambda edit: edit.start)
    return edits


def compatibility(text: str) -> list[Edit]:
    """NFKC, cluster by cluster: a character and what may merge with it."""
    if unicodedata.is_normalized("NFKC", text):
        return []
    edits: list[Edit] = []
    start = 0
    for position in range(1, len(text) + 1):
        if position < len(text) and _joins(text[position]):
            continue
        cluster = text[start:position]
        folded = unicodedata.normalize("NFKC", cluster)
        if folded != cluster:
            edits.append(Edit(start, position, folded))
        start = position
    return edits


def caseless(text: str) -> list[Edit]:
    if text == text.casefold():
        return []
    return [
        Edit(position, position + 1, folded)
        for position, character in enumerate(text)
        if (folded := character.casefold()) != character
    ]


@lru_cache(maxsize=8_192)
def _joins(character: str) -> bool:
    if character < "\u0300":
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.combining(first) != 0 or _COMPOSING_STARTERS.match(first) is not None
