"""The duties of one role as its page shows them: by case, in the order of the plan, as many to a
page as a first view may weigh."""

from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

from content.plans.domain.actors import Duty
from content.plans.domain.paging import READ_OUT_BUDGET, page_numbers
from content.plans.selectors.roles import Role

Case: TypeAlias = tuple[str, Sequence[Duty]]
"""The chapter and the headings that tell in what case the duties hold."""


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
