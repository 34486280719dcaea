"""Whether somebody who types this may be about to harm themselves, or fears it of another.

Such a search is answered with whom to call, before any hit: a clause that happens to hold the same
words is no answer. The list will never be whole, so every page of hits names the number as well.
"""

import re
from typing import Final

from search.analysis import normalise

SAID: Final = re.compile(
    "自杀|自尽|自残|(?<![来各])自伤|自虐|轻生|寻死|寻短见|想死|(?<!过)去死|(?<!查)找死|不想活"
    "|活不下去|活着没意思|活着没意义|不如死|死了算|想不开|结束生命|结束自己|伤害自己|割腕"
    "|(?<!马)上吊(?![装车机篮运])|服毒|遗书|绝望|抑郁"
)
ALSO_SAID_IN_DANGER: Final = (
    "跳楼", "跳河", "跳桥", "喝农药", "崩溃", "受不了了", "撑不住", "撑不下去",
)  # fmt: skip
"""Of a mind, unless a word of `DANGER` stands beside: 着火了能跳楼吗 needs the fire brigade."""

DANGER: Final = (
    "火", "烟", "震", "洪", "涝", "淹", "坝", "堤", "塌", "垮", "滑坡", "泥石流", "困", "埋", "压",
    "救", "误", "热", "冻", "暑", "房顶", "屋顶", "电梯", "煤气", "燃气", "爆炸",
)  # fmt: skip


def is_in_distress(text: str) -> bool:
    """`text` as typed, in any script or width and however it is spaced."""
    normal = "".join(normalise(text).text.split())
    if SAID.search(normal):
        return True
    return any(words in normal for words in ALSO_SAID_IN_DANGER) and not any(
        words in normal for words in DANGER
    )
