"""What the columns of a table of response levels say."""

from __future__ import annotations

from collections.abc import Sequence

from . import deciding
from .response_items import CONDITION
from .script import folded


def columns_of(
    heads: Sequence[str], rows: Sequence[Sequence[str]], heading: str
) -> tuple[list[int], list[int]]:
    """Those that say when a level starts, and those that say who decides; `heading`, folded, is
    that of the table."""
    names = [folded(name) for name in heads]
    decide = [
        at
        for at, name in enumerate(names)
        if at and (deciding.COLUMN.search(name) or deciding.is_of_offices(name, at, rows))
    ]
    columns = [at for at, name in enumerate(names) if at and CONDITION.search(name)]
    if not columns and CONDITION.search(heading):
        columns = [1]
    return [at for at in columns if at not in decide], decide
