"""Of whom each number of a sentence is: 城镇和农村分别达到75%、60%; 达到97%，其中山区不低于95%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .quantities import Quantity, base_of
from .target_names import AND, COUNT_UNITS, GROUP, RATE, clip, is_name

EACH_NAME: Final = re.compile(rf"、|{AND}")
_OF_EACH: Final = re.compile(
    rf"^(?P<who>[^的]{{2,30}})的(?P<what>[^的]{{0,20}}(?:{RATE.pattern})[^的]{{0,4}})$"
)
_PART: Final = re.compile(rf"(?:[级区城乡镇]|{GROUP.pattern})$")
_SHARE: Final = re.compile(r"(?:创建|建成|达标|覆盖)?(?:比例|占比|率)$")
"""社区创建比例达到80%，其中国家级3个 counts the 社区."""
_LONGEST_PART: Final = 12
_INSIDE: Final = re.compile(r"^\s*(?:其中|[（(]其中)[：:,，]?")


def head_of(one: Quantity) -> str:
    """培训覆盖率、考核合格率分别达到95%、90%: a name for each. Where they do not match, all."""
    names = EACH_NAME.split(clip(one.head))
    if one.listed != len(names) or one.listed == 1:
        return one.head
    whole = all(map(is_name, names)) and len({bool(RATE.search(name)) for name in names}) == 1
    return names[one.place] if whole else one.head


def of_each(one: Quantity, what: str, stratum: str) -> tuple[str, str]:
    """城镇和农村分别达到75%、60%: a stratum for each. Where they do not match, as they are."""
    if one.listed == 1:
        return what, stratum
    said = None if stratum else _OF_EACH.match(what)
    names = EACH_NAME.split(said["who"] if said else stratum)
    if len(names) != one.listed or not all(names):
        return what, stratum
    return said["what"] if said else what, names[one.place]


@dataclass(slots=True)
class Whole:
    """What the words behind 其中 are a part of: the number that stands before them."""

    what: str = ""
    unit: str = ""
    is_open: bool = False

    def goes_on(self, text: str) -> None:
        """Reads the next piece of the sentence."""
        self.is_open = self.is_open or _INSIDE.match(text) is not None

    def of(self, one: Quantity, what: str, stratum: str) -> tuple[str, str]:
        """山区 of 达到97%，其中山区不低于95% is no indicator, but whom the number is of."""
        part = what if not stratum else ""
        is_part = len(part) <= _LONGEST_PART and _PART.search(part) and not RATE.search(part)
        if self.is_open and self.what and is_part:
            if base_of(one.unit) == self.unit:
                return self.what, part
            thing = _SHARE.sub("", self.what)
            if thing != self.what and is_name(thing) and base_of(one.unit) in COUNT_UNITS:
                return thing, part
        if is_name(what):
            self.what, self.unit = what, base_of(one.unit)
        self.is_open = False
        return what, stratum
