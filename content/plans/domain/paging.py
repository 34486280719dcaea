"""Pages of the reading view: a chapter a page, long chapters cut between clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# Markup around one clause (heading, anchor, margin note) in bytes, measured on the page.
CLAUSE_COST: Final = 550
PAGE_BUDGET: Final = 30_000
READ_OUT_BUDGET: Final = 90_000
"""Bytes of a page of what was read out of a plan, before it is compressed: far below what a first
view may weigh."""


def page_numbers(
    depths: Sequence[int], lengths: Sequence[int], budget: int = PAGE_BUDGET
) -> list[int]:
    """Page (from 1) of each clause in reading order; `lengths` in characters, `budget` in bytes.

    A chapter (depth 0) begins a page unless it and the page so far fit together.
    """
    costs = [3 * length + CLAUSE_COST for length in lengths]
    chapters: list[tuple[int, int]] = []
    for index, depth in enumerate(depths):
        if depth == 0 or not chapters:
            chapters.append((index, costs[index]))
        else:
            chapters[-1] = (chapters[-1][0], chapters[-1][1] + costs[index])
    sizes = dict(chapters)
    pages: list[int] = []
    page, used = 1, 0
    whole = sum(costs) <= budget
    for index, cost in enumerate(costs):
        begins = index in sizes and not whole and used + sizes[index] > budget // 3
        if used and (begins or used + cost > budget):
            page, used = page + 1, 0
        used += cost
        pages.append(page)
    return pages
