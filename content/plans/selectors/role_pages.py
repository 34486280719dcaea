"""The duties of one role as its page shows them: by case, in the order of the plan, as many to a
page as a first view may weigh. And which roles are meant where an address has none."""

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import Final, TypeAlias

from content.plans.domain.actors import Duty
from content.plans.domain.paging import READ_OUT_BUDGET, page_numbers
from content.plans.selectors.roles import Role

Case: TypeAlias = tuple[str, Sequence[Duty]]
"""The chapter and the headings that tell in what case the duties hold."""

_DIGITS: Final = re.compile(r"-[0-9a-f]{6}$")
_NUMBER: Final = re.compile(r"-\d{1,3}$")
_NEAR: Final = 0.5
"""Likeness (0 to 1) of their letters from which two names may be of one role: 村级包保责任人
and 村级转移责任人 have 0.72, 县应急管理局 and 转移责任人 0.36."""
_MOST_NEAR: Final = 5


def near_keys(roles: Sequence[Role], key: str) -> list[Role]:
    """The roles whose names sound most like that of `key`, the nearest first."""
    by_letters: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        by_letters[_DIGITS.sub("", role.key)].append(role)
    asked = _DIGITS.sub("", key)
    near = get_close_matches(asked, by_letters, n=_MOST_NEAR, cutoff=_NEAR)
    return [role for letters in near for role in by_letters[letters]][:_MOST_NEAR]


def spelt_as(roles: Sequence[Role], key: str) -> list[Role]:
    """The roles that an address of former times may mean: letters of a name, and a number where
    several names were spelt so."""
    letters = _NUMBER.sub("", key)
    return [role for role in roles if _DIGITS.sub("", role.key) == letters]


def duty_pages(role: Role) -> list[list[Case]]:
    """One page at least."""
    rows = [(case, duty) for case, duties in role.chapters for duty in duties]
    numbers = page_numbers([1] * len(rows), [_length(duty) for _, duty in rows], READ_OUT_BUDGET)
    pages: list[list[Case]] = []
    for _number, there in groupby(zip(numbers, rows, strict=True), key=lambda each: each[0]):
        cases = groupby((row for _, row in there), key=lambda row: row[0])
        pages.append([(case, [duty for _, duty in found]) for case, found in cases])
    return pages or [[]]


def _length(duty: Duty) -> int:
    return len(duty.sentence) + len(duty.follows) + sum(len(item.text) for item in duty.items)
