"""Who in one plan may be the same under another name: 水利部门 and 县水利局, 转移责任人 and
村级转移责任人, 公众 and 群众. It is a pointer for the reader, and nothing is put together by it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_OFFICE: Final = re.compile(
    r"([\u4e00-\u9fff]{2}(?:责任人|管理员)|信息员|网格员|护林员|观察员|巡查员|安全员)$"
)
"""What one person in a village is: 转移责任人, whether or not the name says of which place."""
_PUBLIC: Final = re.compile(
    r"(?:社会)?公众|个人|任何单位和个人|用户|[\u4e00-\u9fff]{0,8}(?:群众|居民|村民|市民|住户)"
)
_LEVELS: Final = ("县", "市", "州", "区", "旗", "省")
_PLACE: Final = r"(?:[\u4e00-\u9fff]{2,5}?)?(?P<level>[县州旗]|市(?!场)|区(?!域)|省(?!略))"
_BUREAU: Final = re.compile(
    rf"(?:{_PLACE})?(?:(?P<stem>[\u4e00-\u9fff]{{2,12}}?)(?:局|厅|大队|支队"
    r"|(?:(?<=卫生健康)|(?<=和改革)|(?<=卫健)|(?<=发改))委(?:员会)?)"
    r"|委(?P<part>[\u4e00-\u9fff]{2})部)"
)
_DEPARTMENT: Final = re.compile(
    rf"(?:{_PLACE})?(?P<stem>[\u4e00-\u9fff]{{2,10}}?)(?:行政)?(?:主管)?部门"
)
_BY_COMMISSION: Final = ("卫生健康", "发展和改革")
_FAMILIES: Final = (
    "应急管理 应急", "卫生健康 卫健 卫生", "住房和城乡建设 住房城乡建设 住建",
    "林业和草原 林业草原 林草 林业", "发展和改革 发展改革 发改", "市场监督管理 市场监管",
    "交通运输 交通", "农业农村 农业", "生态环境 环境保护 环保", "消防救援 消防",
    "工业和信息化 工业信息化 工信", "文化和旅游 文化旅游 文旅", "自然资源 自然资源和规划",
    "人力资源和社会保障 人力资源社会保障 人社", "城市管理 城管", "水利 水务",
)  # fmt: skip
"""What one trade is called; of the first a bureau bears the name."""
_FAMILY: Final = {one: family.split() for family in _FAMILIES for one in family.split()}


@dataclass(frozen=True, slots=True)
class _Called:
    office: str = ""
    is_public: bool = False
    trade: str = ""
    is_department: bool = False
    level: str = ""

    @property
    def alike(self) -> tuple[str, bool, str]:
        return self.office, self.is_public, self.trade

    def may_be(self, other: _Called) -> bool:
        if not self.trade:
            return True
        is_elsewhere = self.level and other.level and self.level != other.level
        return self.is_department != other.is_department and not is_elsewhere


def office_of(name: str) -> str:
    """What one person is, without the place."""
    found = _OFFICE.search(name)
    return found[1] if found else ""


def is_public(name: str) -> bool:
    return _PUBLIC.fullmatch(name) is not None


def other_names(name: str) -> tuple[str, ...]:
    """What else a plan may call a bureau or the department of a trade."""
    called = _called(name)
    if not called.trade:
        return ()
    trades = _FAMILY.get(called.trade, [called.trade])
    places = ("", called.level) if called.level else ("", *_LEVELS)
    if called.is_department:
        ends = ["局"]
        ends += ["委", "委员会"] if trades[0] in _BY_COMMISSION else []
        ends += ["大队"] if trades[0] == "消防救援" else []
        return tuple(f"{place}{trades[0]}{end}" for place in places for end in ends)
    return tuple(f"{place}{trade}部门" for place in places for trade in trades)


class Kin:
    """Of the names of one plan."""

    def __init__(self, names: Sequence[str]) -> None:
        self._called = [_called(name) for name in names]
        self._alike: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
        for at, called in enumerate(self._called):
            self._alike[called.alike].append(at)

    def of(self, at: int) -> list[int]:
        """Which others may be the same as that with the number `at`, in their order."""
        own = self._called[at]
        if not any(own.alike):
            return []
        return [
            one for one in self._alike[own.alike] if one != at and own.may_be(self._called[one])
        ]


def _called(name: str) -> _Called:
    if office := office_of(name):
        return _Called(office)
    if is_public(name):
        return _Called(is_public=True)
    department = _DEPARTMENT.fullmatch(name)
    found = department or _BUREAU.fullmatch(name)
    if found is None:
        return _Called()
    stem = found["stem"] or found["part"]
    trade = _FAMILY.get(stem, [stem])[0]
    return _Called("", False, trade, department is not None, found["level"] or "")
