"""What is done at each colour of a warning: 蓝色预警：护林员加强巡护；黄色预警：…"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from . import actor_words
from .situation_words import ENDS, LEFT_ALONE

_WARNED: Final = re.compile(
    r"\s*(?P<when>(?:发布|收到)?[^，。；：]{0,6}[红橙黄蓝]色预警(?:信号)?(?:发布)?[时后]?)[：:]\s*(?P<done>[^；]{2,})"
)
_CRITERION: Final = re.compile(
    r"达到|超过|以上|以下|毫米|可能|预计|降雨量|降水量|风力|气温|等级|级别|表示|是指|标志"
)
"""What tells when there is such a warning, not what is done then."""
_FEWEST: Final = 2


def warned_in(plain: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """[start, end) of each part of a folded sentence and of the warning that it begins with; none
    where any part is none, or says when it is given."""
    cuts = [0, *(mark.end() for mark in ENDS.finditer(plain)), len(plain)]
    parts = [(low, high) for low, high in pairwise(cuts) if plain[low:high].strip()]
    found = [_WARNED.match(plain, low, high) for low, high in parts]
    told = [match for match in found if match and _is_done(match["done"])]
    if len(told) < max(_FEWEST, len(parts)):
        return []
    return [(part, match.span("when")) for part, match in zip(parts, told, strict=True)]


def _is_done(said: str) -> bool:
    orders = LEFT_ALONE.match(said) or actor_words.PERSONAL.search(said)
    return orders is not None and _CRITERION.search(said) is None
