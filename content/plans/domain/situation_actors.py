"""Whether those who were told apart in what a card shows are all who act in it.

Where a second one stands that could not be told apart, nobody is named: a card that names one of
two is read as if the other had nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from . import situation_words

_BREAK: Final = re.compile(r"[，,：:；;]")
_BY: Final = re.compile(r"(?<![自理事缘经])由(?!于|此|来|衷)")
_SECOND: Final = re.compile(
    r"^(?:同时|并|其中)?(?P<who>[^，。；：由对将把向给]{2,24}?(?:人员|群众|队伍|单位|部门|机构|组织|队员|学生|教师|居民|村民"
    r"|责任人|负责人|负责同志|公司|企业|医院|学校))"
    r"(?:应当|必须|立即|先|不得|及时|全部|逐[户人]|在\d|\d+(?:分钟|小时)内)"
)
_PERSON: Final = re.compile(r"(?:员|群众|学生|教师|公众|居民|村民|责任人|干部|志愿者|家长)$")
_OF_OFFICE: Final = re.compile(r"^(?:暂停|审批|责令|征用|划定|宣布|启动|公布|批准)")
_ORDERED: Final = r"(?:应当|应(?!急)|必须|须|每[\d日天])"
_ORDERED_AT: Final = re.compile(rf"[，,\s]*(?P<order>(?:还|也|就|则)?{_ORDERED})")
_ORDERED_BY: Final = re.compile(rf"[，,\s]*(?P<who>[^，。；：]{{2,30}}?)(?={_ORDERED})")
_OF_OTHERS: Final = 6
"""Characters that may stand before a name: 有关, 当日值班."""


def in_order(written: Iterable[str], part: str) -> list[str]:
    """As the folded part names them; one that is made of two of its words (县、乡镇人民政府) where
    the first stands."""
    return sorted(written, key=lambda name: _place_of(name, part))


def _place_of(name: str, part: str) -> int:
    places = (part.find(name[:end]) for end in range(len(name), 0, -1))
    return next((at for at in places if at >= 0), len(part))


def are_all(part: str, ends: int, written: Collection[str]) -> bool:
    """Whether nobody else acts in the folded part; its situation ends at `ends`. `written`: the
    names as they stand in it."""
    if any(not _is_named(part[by.end() :], written) for by in _BY.finditer(part)):
        return False
    done, *later = _BREAK.split(part[ends:].strip("，,：: "))
    orders = situation_words.ORDERED.match(done)
    if later and orders and not _is_named_in(part[:ends] + done, written):
        return False
    for piece in _BREAK.split(part[:ends]):
        if situation_words.MEETS.search(piece):
            break
        if situation_words.SOMEBODY.search(piece) and not _is_named_in(piece, written):
            return False
    for piece in _BREAK.split(part[ends:]):
        second = _SECOND.match(piece.strip())
        if second and not _is_named_in(second["who"], written):
            return False
        if _OF_OFFICE.match(piece.strip()) and all(_PERSON.search(name) for name in written):
            return False
    return True


def _is_named(following: str, written: Collection[str]) -> bool:
    return any(0 <= following.find(name) <= _OF_OTHERS for name in written)


def _is_named_in(piece: str, written: Collection[str]) -> bool:
    return any(name in piece for name in written)


def ordered_by(part: str, ends: int, written: Sequence[str]) -> str:
    """Who is ordered something right behind the situation that ends at `ends`, as it stands in the
    part; "" where that is not all who act in it."""
    order = _ORDERED_BY.match(part, ends)
    return order["who"] if order and list(written) == [order["who"]] else ""


def carried(part: str, ends: int, who: str) -> str:
    """The part with who is ordered something in the one before it, where it orders more without a
    name: 收到黄色预警后，乡镇应当巡查；收到橙色预警后，应当转移群众."""
    order = _ORDERED_AT.match(part, ends) if who else None
    return f"{part[:ends]}，{who}{part[order.start('order') :]}" if order else part
