"""Whether somebody who types this may be about to harm themselves, or fears it of another.

Such a search is answered with whom to call, before any hit: a clause that happens to hold the same
words is no answer. The list will never be whole, so every page of hits names the number as well.
"""

import re
from typing import Final

from search.analysis import normalise
from search.analysis.alphabet import IS_HAN
from search.query.hazards import mentions

SAID: Final = re.compile(
    "自杀|自尽|自残|(?<![来各])自伤|自虐|轻生|寻死|寻短见|(?<!不)想要?死|(?<!过)去死|(?<!查)找死"
    "|不想活|活不下去|活着没意思|活着没意义|不如死|死了算|想不开|结束生命|结束自己|伤害自己|割腕"
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

RESCUE: Final = re.compile("被困|困住|被埋|埋住|被压住|[房屋楼]顶|[房屋楼].{0,2}塌|爆炸")
RESCUE_HAZARDS: Final = frozenset({
    "earthquake", "flood", "flash-flood", "landslide", "typhoon", "home-fire", "forest-fire",
    "gas", "lift",
})  # fmt: skip
"""Dangers beside which the rescue is named before the crisis line. They are fewer than `DANGER`,
whose words are also of a mind: 压力大不想活了, 救救我 我想自杀, 天塌了."""

_FILLER: Final = re.compile(
    "怎么办|怎么|如何|什么|为什么|真的|觉得|感觉|已经|现在|今天|一直|有人|别人|孩子|朋友|家人|自己"
    "|[我你他她们想要了真好很太都也就不的啊呀吧吗呢再还没有说总老是人会能被把给得着快这那个一]"
)
"""What may stand beside such words and asks for nothing else."""


def is_in_distress(text: str) -> bool:
    """`text` as typed, in any script or width and however it is spaced."""
    return bool(_said(_joined(normalise(text).text)))


def needs_rescue(text: str) -> bool:
    """Whether it also names a danger to life from outside."""
    normal = _joined(normalise(text).text)
    named = {slug for mention in mentions(normal) for slug in mention.slugs}
    return bool(RESCUE.search(normal)) or not named.isdisjoint(RESCUE_HAZARDS)


def nothing_but_distress(normal: str) -> tuple[str, ...]:
    """What a normalised text says of it; empty if it asks for something else too."""
    joined = _joined(normal)
    said = _said(joined)
    rest = joined
    for words in said:
        rest = rest.replace(words, " ")
    asks = any(IS_HAN.match(character) for character in _FILLER.sub("", rest))
    return () if asks else said


def _said(joined: str) -> tuple[str, ...]:
    said = tuple(match.group() for match in SAID.finditer(joined))
    if any(words in joined for words in DANGER):
        return said
    return (*said, *(words for words in ALSO_SAID_IN_DANGER if words in joined))


def _joined(normal: str) -> str:
    return "".join(normal.split())
