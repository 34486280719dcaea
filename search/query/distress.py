"""Whether somebody who types this may be about to harm themselves, or fears it of another.

Such a search is answered with whom to call, before any hit: a clause that happens to hold the same
words is no answer. The list will never be whole, so every page of hits names the number as well.
"""

from typing import Final

from search.analysis import normalise

SAID: Final = (
    "自杀", "自尽", "自残", "自伤", "自虐", "轻生", "寻死", "寻短见", "想死", "去死", "找死",
    "不想活", "活不下去", "活着没意思", "活着没意义", "不如死", "死了算", "想不开", "结束生命",
    "结束自己", "伤害自己", "跳楼", "跳河", "跳桥", "割腕", "上吊", "服毒", "喝农药", "遗书",
    "绝望", "抑郁", "崩溃", "受不了了", "撑不住", "撑不下去",
)  # fmt: skip


def is_in_distress(text: str) -> bool:
    """`text` as typed, in any script or width."""
    normal = normalise(text).text
    return any(words in normal for words in SAID)
