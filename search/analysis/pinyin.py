"""Readings in brackets after a character, as some government sites insert them:
应(yìng)急 → 应急. Every syllable of a reading carries a tone mark, so 国内生产总值(GDP) and
咖啡(café) stay."""

import re
from collections.abc import Iterator
from typing import Final

from search.analysis.alphabet import HAN
from search.analysis.edits import Edit

_TONES: Final = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}
_ANY_TONE: Final = re.compile(f"[{''.join(_TONES.values())}]")
_INITIAL: Final = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
# fmt: off
FINALS: Final = (
    "iang", "iong", "uang", "ueng", "ang", "eng", "ing", "ong", "iao", "ian", "uai", "uan", "üan",
    "ai", "ei", "ui", "ao", "ou", "iu", "ie", "üe", "ue", "er", "an", "en", "in", "un", "ün",
    "ia", "ua", "uo", "a", "o", "e", "i", "u", "ü",
)
# fmt: on


def _toned(final: str) -> Iterator[str]:
    """The final with the tone on any one of its vowels."""
    for index, letter in enumerate(final):
        if letter in _TONES:
            yield f"{final[:index]}[{_TONES[letter]}]{final[index + 1 :]}"


SYLLABLE: Final = f"{_INITIAL}(?:{'|'.join(form for final in FINALS for form in _toned(final))})r?"
_READING: Final = f"{SYLLABLE}(?:['’ ]?{SYLLABLE}){{0,7}}"
_BRACKETED: Final = re.compile(f"(?<=[{HAN}])(?:[(\\[【〔]\\s?{_READING}\\s?[)\\]】〕])+")


def bracketed_readings(text: str) -> list[Edit]:
    if _ANY_TONE.search(text) is None:
        return []
    return [Edit(match.start(), match.end(), "") for match in _BRACKETED.finditer(text)]
