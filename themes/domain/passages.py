"""A published text shown beside something else: whole, or up to the end of one of its sentences."""

import re
from typing import Final

LONGEST: Final = 400
"""Characters; beyond them whoever wants to read on follows the link to the text."""

_SENTENCE_END: Final = re.compile(r"[。！？；]|\n")


def shortened(text: str) -> str:
    """Never cut inside a sentence as long as one ends within `LONGEST`: what stands behind the
    cut may be the 除外 or 不得 of what stands before it."""
    if len(text) <= LONGEST:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, LONGEST)]
    cut = ends[-1] if ends else LONGEST
    return f"{text[:cut].rstrip()}……"
