"""Whose duties somebody asks for: 村委会, 村民委员会做什么, 镇政府 职责."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .actor_kin import other_names
from .actor_reader import NAMES, is_name
from .script import folded

LONGEST: Final = 30
_ASKS: Final = re.compile(
    r"(?:(?:都|应该|应当|需要|要|该|得|能)*(?:做|干|管|负责|承担)(?:些|点)?"
    r"(?:什么|啥|哪些)(?:事情?|工作|任务|职责)?"
    r"|的?(?:主要|工作)*(?:职责|任务|责任|分工)(?:有哪些|是什么)?)$"
)
_OFFICE: Final = re.compile(r"(?:局|委|厅|委员会|指挥部|政府|办公室|办事处)$")
"""Without 办, in which half of all questions end."""
_BETWEEN: Final = re.compile(r"[\s，,、：:？?。！!]+")
_VILLAGE: Final = "村（居）民委员会 村（社区） 村民委员会 居民委员会 村（居）委会 村委会 居委会"
_TOWN: Final = "乡镇人民政府 镇人民政府 乡人民政府 各乡镇人民政府"
_SECRETARY: Final = (
    "村（社区）党组织书记 村党组织书记 村党支部书记 村支部书记 村书记 村（社区）书记"
)
_HEADMAN: Final = "村主任 村委会主任 村民委员会主任 村（居）民委员会主任 村（居）委会主任"
_BODIES: Final = {
    "村委会": _VILLAGE, "村民委员会": _VILLAGE, "居委会": _VILLAGE, "居民委员会": _VILLAGE,
    "村支书": _SECRETARY, "村书记": _SECRETARY, "村党支部书记": _SECRETARY,
    "村党组织书记": _SECRETARY, "支书": _SECRETARY,
    "村长": _HEADMAN, "村主任": _HEADMAN, "村委会主任": _HEADMAN,
    "村委": _VILLAGE, "社区居委会": _VILLAGE, "村（居）民委员会": _VILLAGE,
    "镇政府": _TOWN, "乡政府": _TOWN, "乡镇政府": _TOWN,
    "乡镇人民政府": _TOWN, "镇人民政府": _TOWN, "乡人民政府": _TOWN,
    "街道办": "街道办事处", "市政府": "市人民政府", "省政府": "省人民政府",
    "应急局": "应急管理局", "卫健委": "卫生健康委员会 卫生健康委", "卫健局": "卫生健康局",
    "住建局": "住房和城乡建设局", "交通局": "交通运输局", "林草局": "林业和草原局",
    "消防队": "消防救援局 消防救援大队 消防救援支队", "防指": "防汛抗旱指挥部",
    "防汛抗旱指挥部": "防指", "防汛抗旱指挥部办公室": "防办 防指办公室",
    "防办": "防汛抗旱指挥部办公室", "疾控中心": "疾病预防控制中心",
}  # fmt: skip
"""What people call a body: the names under which plans give it duties. 村（社区） acts through its
committee."""
_I_AM: Final = re.compile(r"^我(?:们)?是(?:一[名个])?")
_HOW: Final = re.compile("怎|如何|什么|哪|谁|吗")
_OF_A_PLACE: Final = re.compile(r"..责任人$|[息格林察查全]员$")
_PUT_BEFORE: Final = ("村", "村级", "村组", "村（社区）", "社区", "乡镇", "镇", "镇级", "县级")
"""转移责任人 is in another plan 村级转移责任人, 网格员 村（社区）网格员."""
_NO_COMMON_WORD: Final = 3
"""Characters of a name: 学生 and 群众 stand in every guide."""
_SOME: Final = 2
_LIKE_ONE: Final = re.compile(r"(?:[队组员长人站所岗师班部室会户]|干部|中心)$")
_ANY_NAME: Final = re.compile(r"[\u3400-\u9fffA-Za-z0-9（）“”·]{2,12}")
_PLACES: Final = ("县", "市", "州", "区", "旗", "省", "镇", "乡")


@dataclass(frozen=True, slots=True)
class Asked:
    """`called` in the words of the query; `names`: all that plans may write for them; `least`: so
    many duties they must have in all plans to be meant, where none calls them just so; `office`:
    what the names of others who may be the same person end with, `also`: what they are in a plan
    that has one of `names`. `exact`: words that are nobody's name by their form, and yet are
    looked up as they stand: an editor may have said that 供水抢修队 acts."""

    called: str = ""
    names: tuple[str, ...] = ()
    least: int = 1
    office: str = ""
    also: tuple[str, ...] = ()
    exact: str = ""


NOBODY_ASKED: Final = Asked()


def asked_of(text: str) -> Asked:
    """Nobody where the query asks for something else as well, and where a word that is in every
    guide (学校) stands alone. Whom only a name calls (转移责任人) may be no more than a word of the
    query: a plan has to give them some duties."""
    said = _I_AM.sub("", folded(_BETWEEN.sub("", text)))
    called = _ASKS.sub("", said).removesuffix("的")
    if not called or len(called) > LONGEST:
        return NOBODY_ASKED
    bare = called.removeprefix("我们").removeprefix("各")
    names = {called, bare, NAMES.get(bare, bare), *_BODIES.get(bare, "").split()}
    place = bare[:1] if bare[:1] in _PLACES else ""
    inner = bare.removeprefix(place) if place else ""
    names |= {place + one for one in _BODIES.get(inner, "").split()}
    places = () if place else _PLACES
    names |= {place + one for one in tuple(names) for place in places if one not in NAMES.values()}
    office = bare if _OF_A_PLACE.search(bare) else ""
    if office:
        names |= {place + bare for place in _PUT_BEFORE}
    also = tuple(sorted({one for name in names for one in other_names(name)} - names))
    is_called = is_name(bare) or is_name(f"县{bare}")
    is_office = is_called and _OFFICE.search(bare) is not None
    is_body = bare in _BODIES or inner in _BODIES or is_office
    if is_body or (called != said and (bare in NAMES or is_called)):
        return Asked(called, tuple(sorted(names)), office=office, also=also)
    if called == said and is_called and len(bare) >= _NO_COMMON_WORD and not _HOW.search(bare):
        return Asked(called, tuple(sorted(names)), _SOME, office, also)
    return _as_it_stands(called, outright=called != said)


def _as_it_stands(called: str, *, outright: bool) -> Asked:
    """Only a plan that has an actor of that very name answers; where nobody asks what they do,
    only what ends like one who acts is looked up, and no common word nor half of a question."""
    if not _ANY_NAME.fullmatch(called):
        return NOBODY_ASKED
    if outright:
        return Asked(called, exact=called)
    if len(called) < _NO_COMMON_WORD or not _LIKE_ONE.search(called) or _HOW.search(called):
        return NOBODY_ASKED
    return Asked(called, least=_SOME, exact=called)
