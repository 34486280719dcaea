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
    "|不想活|活不下去|(?<![车路了桥])过不下去|没法活(?!动|着出|着逃)|没有活路|活着[真好太]?没有?意[思义]|一了百了|[想求]解脱(?![水贫离])|不想(?:再)?醒来"
    "|永别了|人间不值得|割脉(?!冲)|(?<!车)跳轨|[想要]烧炭(?![取烤火炉盆做卖吃])"
    "|[想要人]投[河江湖海井](?![放入南北苏西外道])|想从.{1,4}跳(?![绳远舞高伞槽水窗过到出]|.{0,2}逃)"
    "|活着[好太真]?累|活够了|活腻|生无可恋|不如死|死了算|想不开|结束生命"
    "|结束自己|伤害自己|杀死自己|割腕|(?<![马车])上吊(?![装车机篮运])|服毒|遗书|绝望|抑郁|心里难受"
)
_LEAP: Final = "跳(?:[楼桥](?![价机甩])|[河江海湖崖井])|跳下去|卧轨|自焚"
_POISON: Final = (
    "(?<![猫狗])[喝吃吞服](?:(?![打喷][过了]).){0,6}"
    "(?:农药(?![残味])|百草枯|敌敌畏|老?鼠药|毒鼠强|安眠药|毒药)"
    "|(?:想不开|自己|偷偷|赌气|吵架).{0,6}喝药|喝药(?:自|寻|轻生|[想要]死)|吞了?.{0,2}把药"
    "|(?:老公|老婆|丈夫|妻子|媳妇|邻居|有人|闹矛盾|生气)喝药(?![前后过吐店酒时没吗])|喝药了.{0,3}(?:救命|快救)"
)

WANTED: Final = re.compile(f"[想要].{{0,5}}(?:{_LEAP})")
"""Of a mind on a roof as well, unless a danger from outside is named: 着火了要跳楼吗."""

AT_THE_EDGE: Final = re.compile(
    "(?:楼[顶上]|屋顶|天台|阳台|窗台|桥上?|[河江]边|悬崖).{0,3}[想要].{0,2}跳(?![绳舞远高广操])"
)

WISHED: Final = re.compile(f"(?<![不别])想(?![问知了着]).{{0,5}}(?:{_LEAP})")

TO_SAVE: Final = re.compile(
    "跳(?:[楼河桥江湖海井水塘池]|[下进入到])[里中水河]?(?:[下进][去来])?[去来]?"
    "(?:救(?![救我命赎不])|[捞捡拿游玩](?![完命什]|回一?条?命))"
)
"""跳下去救 asks how to save another; 想跳河 谁来救我 does not."""

ALSO_SAID_IN_DANGER: Final = re.compile(f"{_LEAP}|{_POISON}|崩溃|受不了了|撑不住|撑不下去")
"""Of a mind, unless `DANGER` stands beside: 着火了能跳楼吗 needs the fire brigade."""

_SIGNS: Final = (
    "[着起失救灭山]火|火[灾场势海]|大火|火太大|浓烟|[被着]烟|烟[雾呛熏太很]|震(?![惊撼怒])|洪|涝|淹|坝|堤"
    "|塌|垮|滑坡|泥石流|被困|困[住在]|埋|被压(?![力得抑])|压[住在伤]|救人|抢救|急救|误[喝服食吸吃]"
    "|[天屋太]热|热[得射]|高温|冻|暑|电梯|煤气|燃气|爆炸"
)
OUTSIDE: Final = re.compile(_SIGNS)
DANGER: Final = re.compile(f"{_SIGNS}|怎么救|[房屋楼]顶")
"""From outside. Never one sign alone that is of a mind too: 压力大, 困难, 误会, 救救我, 发火."""

ASKED: Final = re.compile(
    f"(?:[要能该]不[要能该]|可不可以|能|可以).{{0,5}}(?:{_LEAP})|(?:{_LEAP})[吗么]"
)
"""二楼能跳下去吗: of a fire as likely as of a mind, so the rescue is named first."""

RESCUE: Final = re.compile(
    "被困|困住|被埋|埋住|被.{0,5}压[住在]|埋在|废墟|瓦砾|被夹|[房屋楼]顶|天台|[房屋楼].{0,2}塌|爆炸|割腕|吞药|烧炭"
    f"|{_POISON}|服毒|救命|救人|快救|(?<!心)[疼痛痒]得|(?:胸口?|心口|肚子|头|腰|伤口)[疼痛]|喘不[过上]|呼吸困难|流血|昏迷|没气了"
)
"""The body is in danger already."""

OF_LIFE: Final = frozenset({"fraud", "cyber", "infectious-disease", "drought", "heat", "fog"})
"""Hazards that no rescue ends; every other one is a danger from outside, named before the crisis
line."""

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
    signs = (RESCUE, ASKED, TO_SAVE)
    return any(sign.search(normal) for sign in signs) or bool(_dangers(normal))


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
    if _asks_about_a_danger(joined):
        return said
    edge = AT_THE_EDGE.search(joined)
    if WANTED.search(joined) or edge or not DANGER.search(joined):
        said += tuple(match.group() for match in ALSO_SAID_IN_DANGER.finditer(joined))
        said += (edge.group(),) if edge else ()
    return said


def _asks_about_a_danger(joined: str) -> bool:
    """What would be of a mind is said of a danger from outside, or of saving another from it. Not
    where it is wished: 被生活压垮了想跳楼 and 地震家没了想跳楼 name why."""
    if TO_SAVE.search(joined):
        return True
    if WISHED.search(joined):
        return False
    return bool(OUTSIDE.search(joined) or _dangers(joined))


def _dangers(joined: str) -> frozenset[str]:
    return frozenset(slug for one in mentions(joined) for slug in one.slugs) - OF_LIFE


def _joined(normal: str) -> str:
    return "".join(normal.split())
