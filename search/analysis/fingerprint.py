"""What an index was written with. Two indexes with the same fingerprint hold the same
terms for the same text; a different one means: rebuild."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from typing import Final

from search.analysis import numerals, pinyin, script, tokens
from search.analysis.normalise import RULES_VERSION

_PACKAGES: Final = ("rjieba", "OpenCC")


@cache
def fingerprint() -> str:
    """Twelve hexadecimal digits over rule version, packages and the tables of the rules."""
    stamp = {
        "rules": RULES_VERSION,
        "packages": {name: version(name) for name in _PACKAGES},
        "taiwan": script.TAIWAN_WORDS,
        "units": numerals.UNITS,
        "protected": numerals.PROTECTED,
        "syllable": pinyin.SYLLABLE,
        "longest": tokens.LONGEST,
        "boundary": tokens.BOUNDARY,
    }
    text = json.dumps(stamp, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
