"""Which goals of a document are one, said in a clause and again in a row of a table.

Only a hint for who decides on them: the same number of the same unit by the same time, of what is
called alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from content.targets.domain.duties import PERIODIC
from content.targets.domain.measures import in_measure, unit_of

from .script import folded
from .targets import years_of

MOST: Final = 40
"""Goals of one number and time that are compared: of more the number says nothing."""
_SHORTEST: Final = 4
_SHARE: Final = re.compile(r"覆盖率|覆盖面|占比|比例|比重")
_LETTERS: Final = re.compile(r"[^\u4e00-\u9fff\w%]|的")
_YEARLY: Final = re.compile(r"/年$")
_FLOORS: Final = frozenset({"", "ge", "gt", "eq"})
_NAMED_ALIKE: Final = {"名": "人", "场": "次", "场次": "次"}


@dataclass(frozen=True, slots=True)
class StatedGoal:
    """A number as it is stated; see `parse.TargetDraft`."""

    subject: str
    stratum: str
    comparator: str
    value: Decimal
    unit: str
    period: str


def alike(goals: Sequence[StatedGoal]) -> dict[int, list[int]]:
    """By the place of each goal that is stated more than once: the places of the others."""
    groups: dict[tuple[Decimal, str, str], list[int]] = defaultdict(list)
    for place, goal in enumerate(goals):
        groups[_key(goal)].append(place)
    found: dict[int, list[int]] = defaultdict(list)
    for group in groups.values():
        for one, other in combinations(group[:MOST], 2):
            if _are_one(goals[one], goals[other]):
                found[one].append(other)
                found[other].append(one)
    return dict(found)


def _key(goal: StatedGoal) -> tuple[Decimal, str, str]:
    unit = _YEARLY.sub("", goal.unit)
    base = unit_of(unit).base
    rhythm = "每年" if unit != goal.unit else ""
    if not rhythm and (match := PERIODIC.search(goal.period)):
        rhythm = match[0]
    year = str(years_of(goal.period)[1] or "")
    return in_measure(goal.value, unit), _NAMED_ALIKE.get(base, base), rhythm or year


def _are_one(one: StatedGoal, other: StatedGoal) -> bool:
    ways = {(goal.comparator in _FLOORS) for goal in (one, other) if goal.comparator}
    return len(ways) < 2 and (_is_in(one, other) or _is_in(other, one))


def _is_in(one: StatedGoal, other: StatedGoal) -> bool:
    """综合应急演练 of 县人民政府 is in 县级综合应急演练, and 知晓率 of 城镇 in 知晓率（城镇）."""
    name, who = _plain(one.subject), _plain(one.stratum)
    whole, theirs = _plain(other.subject), _plain(other.stratum)
    if len(name) < _SHORTEST or name not in whole:
        return False
    if who == theirs:
        return True
    left = whole.replace(name, "", 1)
    return not theirs and bool(left) and left[0] == who[:1]


def _plain(words: str) -> str:
    return _SHARE.sub("率", _LETTERS.sub("", folded(words)))
