"""Character classes shared by the rules and the tokeniser."""

import re
from typing import Final

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Inside of a character class: Han characters with 々 and 〇."""

MARKS: Final = (
    "\u0300-\u036f\u064b-\u065f\u0670\u093a-\u094f"
    "\u0f18-\u0f19\u0f71-\u0f84\u0f8d-\u0fbc\u1ab0-\u1aff"
)
"""Combining marks that belong to a word but that `\\w` leaves out (Arabic, Devanagari, Tibetan)."""

IS_HAN: Final = re.compile(f"[{HAN}]")
HAN_RUN: Final = re.compile(f"[{HAN}]+")
WORD: Final = re.compile(f"(?:(?![{HAN}_])[\\w{MARKS}])+")
"""Letters and digits of any script but Han."""
