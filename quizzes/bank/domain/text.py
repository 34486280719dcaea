"""Comparable form of a typed answer: width, case, script, spaces and dashes evened out."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import opencc

_DASHES: Final = re.compile(r"[‐‑‒–—―−~〜-]+")
_RANGE_WORD: Final = re.compile(r"(?<=\d)至(?=\d)")
_SPACE: Final = re.compile(r"\s+")
_OPENING: Final = "\"'“‘（(【[《〈「『"
_CLOSING: Final = "。．.,，、;；:：!！?？\"'”’)）]】》〉」』"


@lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def normalise(text: str) -> str:
    """`" １２０ 米。"` and `"120米"` compare equal, and so do 震級 and 震级.

    Idempotent. 至 between figures is a range dash (5至6 厘米 is 5—6 厘米); elsewhere it
    stays, as 夏至 or 至少 are words. A leading point stays: .5 is not 5.
    """
    # Folding can uncover what an earlier step would have changed, so run to a fixed point.
    for _round in range(6):
        even = _once(text)
        if even == text:
            break
        text = even
    return text


def _once(text: str) -> str:
    even = unicodedata.normalize("NFKC", text).casefold()
    even = _SPACE.sub("", _to_simplified().convert(even))
    even = _RANGE_WORD.sub("-", even)
    even = _DASHES.sub("-", even)
    return even.lstrip(_OPENING).rstrip(_CLOSING)
