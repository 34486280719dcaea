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
    "自杀|自尽|自残|(?<![来各])自伤|自虐|轻生|寻死|寻短见|(?<!不)想要?死|(?<!过)去死|(?<!查)找死(?![者因亡角])"
    "|不想活|活不下去|活着没有?意[思义]|不如死|死了算|想不开|结束生命|结束自己|伤害自己|杀死自己|割腕"
    "|(?<![马车])上吊(?![装车机篮运])|服毒|遗书|绝望|抑郁"
)
WANTED: Final = re.compile("[想要].{0,5}(?:跳[楼河桥江]|跳下去|卧轨|自焚)")
"""Of a mind on a roof as well, unless a danger from outside is named: 着火了要跳楼吗."""

ALSO_SAID_IN_DANGER: Final = re.compile(
    "跳[楼河桥江]|跳下去|卧轨|自焚|喝(?:了)?(?:农药|百草枯)|崩溃|受不了了|撑不住|撑不下去"
)
"""Of a mind, unless `DANGER` stands beside: 着火了能跳楼吗 needs the fire brigade."""

DANGER: Final = re.compile(
    "[着起失救灭山]火|火[灾场势海]|大火|火太大|浓烟|[被着]烟|烟[雾呛熏太很]|震(?![惊撼怒])|洪|涝|淹|坝|堤"
    "|塌|垮|滑坡|泥石流|被困|困[住在]|埋|被压(?![力得抑])|压[住在伤]|怎么救|救人|抢救|急救|误[喝服食吸]"
    "|[天屋太]热|热[得射]|高温|冻|暑|[房屋楼]顶|电梯|煤气|燃气|爆炸"
)
"""From outside. Never one sign alone that is of a mind too: 压力大, 困难, 误会, 救救我, 发火."""

RESCUE: Final = re.compile(
    "被困|困住|被埋|埋住|被压住|[房屋楼]顶|[房屋楼].{0,2}塌|爆炸|喝(?:了)?(?:农药|百草枯)|服毒|割腕|吞药|烧炭"
)
"""The body is in danger already."""

RESCUE_HAZARDS: Final = frozenset({
    "earthquake", "flood", "flash-flood", "landslide", "typhoon", "home-fire", "forest-fire",
    "gas", "carbon-monoxide", "lift",
})  # fmt: skip
"""Dangers beside which the rescue is named before the crisis line."""

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
    return bool(RESCUE.search(normal)) or _is_outside(normal)


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
    is_wanted = WANTED.search(joined) and not _is_outside(joined)
    if is_wanted or not DANGER.search(joined):
        said += tuple(match.group() for match in ALSO_SAID_IN_DANGER.finditer(joined))
    return said


def _is_outside(joined: str) -> bool:
    named = {slug for mention in mentions(joined) for slug in mention.slugs}
    return not named.isdisjoint(RESCUE_HAZARDS)


def _joined(normal: str) -> str:
    return "".join(normal.split())
