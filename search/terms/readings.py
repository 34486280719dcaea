"""How Han text is read aloud, without tones: 应急 → ying ji; ü is written v, as people type it."""

from functools import lru_cache
from itertools import islice, product
from typing import Final

from search.analysis.alphabet import HAN_RUN

MOST_READINGS: Final = 8
"""Readings of a stretch that are tried: characters such as 长, 行, 重 have several."""
OF_A_CHARACTER: Final = 3


def reading(text: str) -> tuple[str, ...]:
    """The syllables of Han text as its words are read: 长城 chang, 校长 zhang; signs of other
    scripts as they are."""
    # Its dictionary costs a tenth of a second and 30 MB: most queries never need it.
    from pypinyin import lazy_pinyin

    parts: list[str] = []
    place = 0
    for run in HAN_RUN.finditer(text):
        parts += text[place : run.start()]
        parts += lazy_pinyin(run.group())
        place = run.end()
    parts += text[place:]
    return tuple(parts)


def readings(text: str) -> tuple[str, ...]:
    """The ways in which a stretch of Han characters may be read, each without gaps."""
    ways = (_of_character(character) for character in text)
    found = ["".join(reading(text)), *map("".join, islice(product(*ways), MOST_READINGS))]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4_000)
def _of_character(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0][:OF_A_CHARACTER])
