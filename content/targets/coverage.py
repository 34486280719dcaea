"""Which targets a figure answers. Every source counts the whole register of the portal
(`registry.Source`), so its figure is the whole place's, and nobody's part of it."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from portal.people.enums import RUNS_A_PORTAL
from portal.people.models import Unit
from portal.people.selectors import government_units

KINDS: Final = ("地区", "县", "市", "区", "旗", "州", "盟")
"""In what the name of a county or a prefecture ends."""


@dataclass(frozen=True, slots=True)
class Place:
    """called: all of it in one word, 全县; units: who speaks today for the whole place; words:
    strata that mean all of it."""

    name: str
    called: str
    units: frozenset[int]
    words: frozenset[str]

    def is_all(self, stratum: str) -> bool:
        """全县, 安澜县, 全县范围内 and nothing are the whole of 安澜县; 全镇 and 城镇 are not."""
        return stratum.strip().removesuffix("内").removesuffix("范围") in self.words

    def stored(self, stratum: str) -> str:
        """One stratum in whatever words is one value, so that the database sees what is twice."""
        return "" if self.is_all(stratum) else stratum

    def covers(self, unit_id: int, stratum: str) -> bool:
        return unit_id in self.units and self.is_all(stratum)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """`message` says in Chinese what to do about `field` of a target."""

    field: str
    message: str


def uncovered(indicator: str, unit: Unit, stratum: str) -> Uncovered | None:
    """Why what is counted has no answer for a unit and a stratum: the figure of the whole place
    beside them would be none."""
    place = whole_place()
    said = {"indicator": indicator, "place": place.name, "unit": unit, "stratum": stratum}
    if unit.pk not in place.units:
        words = _(
            "“%(indicator)s”从名册算，只有%(place)s整个的数，没有%(unit)s自己的。"
            "换一个没接名册的指标，没有就请%(place)s的管理员建；要么由%(place)s或它的部门负责。"
        )
        return Uncovered("unit", words % said)
    if not place.is_all(stratum):
        words = _(
            "“%(indicator)s”从名册算，只有%(place)s整个的数，分不出“%(stratum)s”。"
            "范围留空；要分开考核，换一个没接名册的指标，没有就请%(place)s的管理员建。"
        )
        return Uncovered("stratum", words % said)
    return None


def whole_place() -> Place:
    """One query."""
    units = government_units()
    leading = [unit.name for unit in units if unit.kind in RUNS_A_PORTAL]
    return Place(
        name="、".join(leading),
        called="、".join(dict.fromkeys(map(all_of, leading))),
        units=frozenset(unit.pk for unit in units),
        words=frozenset({"", "不分", *leading, *map(all_of, leading)}),
    )


def all_of(name: str) -> str:
    """全县 of 安澜县, 全州 of a 自治州, 全地区 of a 地区; of any other name, that name."""
    return next((f"全{kind}" for kind in KINDS if name.endswith(kind)), name)
