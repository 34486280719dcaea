"""Which emergencies a response plan is for: the four classes and what stands below each.

The classes are those of 突发事件应对法 Art. 2, the kinds below them those that the national plan
of 2025 and county plans name. A plan says its own in its title, or by the hazards it is registered
with; one of a whole class (突发公共卫生事件) is for all kinds of it, unless it names some of them
(生产安全事故灾难) or is for what comes after any of them (自然灾害救助); that of public health is
for none of the kinds whose plans other bureaus make. A hazard of everyday life
(火灾, 溺水, 踩踏) belongs to a class and to none of its kinds: it closes no gap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from .script import folded

NATURAL, ACCIDENT, HEALTH, SECURITY = "natural", "accident", "health", "security"
CLASSES: Final = (NATURAL, ACCIDENT, HEALTH, SECURITY)
SEVERAL: Final = "several"
UNSAID: Final = "unsaid"


@dataclass(frozen=True, slots=True)
class Event:
    """`words`: how titles speak of it, as a regular expression. `hazards`: slugs."""

    key: str
    of_class: str
    name: str
    words: str
    hazards: frozenset[str] = frozenset()


def _event(key: str, of_class: str, name: str, words: str, *hazards: str) -> Event:
    return Event(key, of_class, name, words, frozenset(hazards))


_OF_PEOPLE: Final = (
    r"(?<!动物)(?<!植物)(?<!禽流感)(?<!口蹄疫)(?<!猪瘟)(?<!兽疫)(?<![畜禽])(?<!牲畜)(?<!病虫)"
)
"""疫情 of beasts and plants is no disease of people."""
EVENTS: Final = (
    _event("flood-drought", NATURAL, "水旱",
           r"防汛|抗旱|防旱|[山防抗泄]洪|洪[水涝]|水旱|旱灾|干旱|凌汛|水库",
           "flood", "flash-flood", "drought"),
    _event("weather", NATURAL, "气象",
           r"气象|暴雨|台风|强对流|暴雪|雨雪|冰冻|寒潮|低温|高温|雷电|大风|沙尘|冰雹|霜冻|大雾|雾霾",
           "rainstorm", "typhoon", "snow", "heat", "lightning", "gale"),
    _event("earthquake", NATURAL, "地震", r"地震|抗震|防震", "earthquake"),
    _event("geological", NATURAL, "地质", r"地质|滑坡|泥石流|崩塌|地面塌陷", "landslide"),
    _event("marine", NATURAL, "海洋", r"海洋灾害|风暴潮|海浪|海冰|赤潮|海啸"),
    _event("biological", NATURAL, "生物", r"生物灾害|有害生物|植物疫情|病虫|虫害|蝗|鼠害"),
    _event("wildfire", NATURAL, "森林草原火灾", r"(?:森林|草原|林区).{0,6}火|林火",
           "forest-fire"),
    _event("work-safety", ACCIDENT, "企业安全事故",
           r"生产安全|安全生产|危险化学品|危化品|矿山|煤矿|尾矿|烟花爆竹|建筑施工|建设工程|工贸|"
           r"粉尘|冶金", "chemical"),
    _event("transport", ACCIDENT, "交通运输",
           r"交通|道路|公路|铁路|水上|船舶|航空|航班|地铁|轨道", "traffic"),
    _event("facilities", ACCIDENT, "公共设施和设备",
           r"燃气|供[水电热气]|停[水电气]|电网|电力|电梯|特种设备|桥梁|隧道|管网|通信保障|通信网",
           "gas", "electricity", "lift"),
    _event("nuclear", ACCIDENT, "核与辐射", r"核(?:与辐射|事故|应急|电|设施)|辐射|放射"),
    _event("pollution", ACCIDENT, "环境污染和生态破坏",
           r"环境(?:事件|污染|应急|风险|突发)|污染|生态"),
    _event("infectious", HEALTH, "传染病",
           rf"传染病|流感(?<!禽流感)|新冠|鼠疫|{_OF_PEOPLE}疫情|霍乱", "infectious-disease"),
    _event("unknown-disease", HEALTH, "不明原因疾病", r"不明原因"),
    _event("food-work", HEALTH, "食品安全和职业危害", r"食品|食物中毒|餐饮|职业(?:病|危害|中毒)",
           "food-poisoning"),
    _event("animal", HEALTH, "动物疫情", r"动物|禽流感|口蹄疫|猪瘟|兽疫|畜禽|[牲家]畜|家禽"),
    _event("other-health", HEALTH, "其他公共卫生", r"药品|疫苗|饮用水卫生|水污染中毒"),
    _event("crime", SECURITY, "刑事和恐怖", r"恐怖|反恐|刑事|暴恐|治安", "fraud",
           "suspicious-object"),
    _event("unrest", SECURITY, "群体性事件", r"群体性(?:事件|突发|上访)|信访|上访"),
    _event("ethnic", SECURITY, "民族宗教", r"民族宗教|涉[及民].{0,4}(?:民族|宗教)|宗教"),
    _event("economy", SECURITY, "金融和经济", r"金融|集资|经济安全|价格|物价|粮食|市场供应"),
    _event("foreign", SECURITY, "涉外", r"涉外|境外"),
    _event("cyber", SECURITY, "网络和数据安全", r"网络|数据安全|信息安全|信息系统", "cyber"),
)  # fmt: skip
EVERYDAY: Final = (
    _event("accident-everyday", ACCIDENT, "火灾、溺水、踩踏、一氧化碳中毒",
           r"火灾|溺水|防溺|踩踏|一氧化碳|煤气中毒",
           "home-fire", "drowning", "crowd", "carbon-monoxide"),
    _event("health-everyday", HEALTH, "急救", r"急救", "first-aid"),
)  # fmt: skip
"""What plans are for and no list of kinds names. Said only of a plan that is for no kind: 森林火灾
is one of these by its words, too."""
KINDS: Final = frozenset(event.key for event in EVENTS)
_WHOLE: Final = (
    (NATURAL, re.compile(r"自然灾害(?!(?:生活)?救助|救济|灾情|救灾)")),
    (ACCIDENT, re.compile(r"事故灾难")),
    (HEALTH, re.compile(r"公共卫生")),
    (SECURITY, re.compile(r"社会安全")),
)
_OF_OTHERS: Final = frozenset({"food-work", "animal"})
"""A plan for 突发公共卫生事件 is the health bureau's: those for what is in these are others'."""
_OFFICE: Final = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:局(?!部)|委员会|厅)")
"""Whose plan it is says nothing of what it is for: 县气象局地震应急预案."""
_IN_PEOPLE: Final = re.compile(r"人感染[^\s，。、]{0,10}禽流感")
"""A disease of people, though an animal's name is in it."""
_WORDS: Final = tuple((event, re.compile(event.words)) for event in EVENTS)
_EVERYDAY_WORDS: Final = tuple((event, re.compile(event.words)) for event in EVERYDAY)


_HAZARDS: Final = {
    slug: re.compile(words)
    for slug, words in {
        "earthquake": r"地震|抗震|防震",
        "flood": r"防汛|洪[水涝]|(?<!山)洪灾|防洪|抗洪|水旱",
        "flash-flood": r"山洪",
        "rainstorm": r"暴雨",
        "typhoon": r"台风|防台",
        "snow": r"暴雪|雨雪|冰冻|寒潮",
        "heat": r"高温",
        "drought": r"抗旱|防旱|干旱|旱灾|水旱",
        "landslide": r"滑坡|泥石流|地质灾害",
        "lightning": r"雷电|防雷|雷击",
        "gale": r"大风|沙尘",
        "forest-fire": r"(?:森林|草原|林区).{0,6}火|林火",
        "home-fire": r"(?<!森林)(?<!草原)(?<!林区)火灾",
        "gas": r"燃气|煤气",
        "chemical": r"危险化学品|危化品",
        "lift": r"电梯",
        "traffic": r"道路交通",
        "crowd": r"踩踏",
        "food-poisoning": r"食物中毒|食品安全",
        "infectious-disease": rf"传染病|{_OF_PEOPLE}疫情",
        "cyber": r"网络安全|数据安全|网络与信息",
    }.items()
}
"""How titles of plans write the hazards that every installation starts with."""


def _plain(title: str) -> str:
    return _IN_PEOPLE.sub("传染病", _OFFICE.sub("", folded(title)))


def events_of(title: str, hazards: Collection[str] = ()) -> frozenset[str]:
    """Keys of the events that the title or a hazard names, of EVERYDAY where they name none of
    EVENTS; none of a plan for everything."""
    plain = _plain(title)
    named = {event for event, words in _WORDS if words.search(plain)}
    whole = {of_class for of_class, words in _WHOLE if words.search(plain)}
    whole -= {event.of_class for event in named}
    kinds = {
        event.key
        for event in EVENTS
        if (event.of_class in whole and event.key not in _OF_OTHERS)
        or event in named
        or not event.hazards.isdisjoint(hazards)
    }
    everyday = (
        event.key
        for event, words in _EVERYDAY_WORDS
        if words.search(plain) or not event.hazards.isdisjoint(hazards)
    )
    return frozenset(kinds or everyday)


def hazards_named(title: str, names: Mapping[str, str]) -> frozenset[str]:
    """Slugs of the hazards that a title is about. `names`: of all hazards, by their slug; one
    that titles are not known to write in another way is named by its own name."""
    plain = _plain(title)
    return frozenset(
        slug
        for slug, name in names.items()
        if (_HAZARDS[slug].search(plain) if slug in _HAZARDS else name in plain)
    )


def class_of(events: Collection[str]) -> str:
    """The class that all of these belong to, SEVERAL where they belong to more, UNSAID for none."""
    classes = {event.of_class for event in (*EVENTS, *EVERYDAY) if event.key in events}
    if not classes:
        return UNSAID
    return classes.pop() if len(classes) == 1 else SEVERAL


@dataclass(frozen=True, slots=True)
class Gap:
    """What a class lacks: `names` of its kinds; `is_whole` where it has none of them."""

    of_class: str
    names: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Pressing:
    """A kind that is lacked though the place has judged a hazard of it frequent or dangerous."""

    key: str
    name: str
    frequent: bool
    dangerous: bool


def pressing_in(
    covered: Collection[str], frequent: Collection[str], dangerous: Collection[str]
) -> list[Pressing]:
    """Kinds that are lacked, by the slugs of the hazards that are judged: those of both first,
    then the dangerous, as plans to be revised are ordered, too."""
    found = [
        Pressing(
            event.key, event.name, not event.hazards.isdisjoint(frequent),
            not event.hazards.isdisjoint(dangerous),
        )
        for event in EVENTS
        if event.key not in covered
    ]  # fmt: skip
    return sorted(
        (one for one in found if one.frequent or one.dangerous),
        key=lambda one: (not (one.frequent and one.dangerous), not one.dangerous),
    )


def gaps_in(covered: Iterable[str], said: Iterable[str] = ()) -> list[Gap]:
    """By class, in order, without the kinds that are `said` elsewhere; a class that lacks nothing
    else is left out."""
    held = {*covered, *said}
    found = []
    for of_class in CLASSES:
        kinds = [event for event in EVENTS if event.of_class == of_class]
        names = tuple(event.name for event in kinds if event.key not in held)
        if names:
            found.append(Gap(of_class, names, len(names) == len(kinds)))
    return found
