"""A situation under a heading of its own: 1.触发条件 says when, 2.处置措施 what is done then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from .actor_items import Item
from .level_names import LEVELS
from .script import folded

if TYPE_CHECKING:
    from .actors import Said

_WHEN: Final = re.compile(r"(?:触发|适用)(?:条件|情形|情况)|触发(?:情景|标准)")
_DONE: Final = re.compile(
    r"(?:应急|先期|现场|主要|具体)?(?:处置|应对|响应|行动|防范|避险|转移)?(?:措施|行动|处置|要求|程序|流程|应对)"
)
_OF_A_LEVEL: Final = re.compile(LEVELS)
_LONGEST: Final = 160
"""Characters of what still names a situation."""
_MOST: Final = 100


def triggered(clauses: Sequence[Said], at: int) -> tuple[Item, ...]:
    """What is done when the text of the clause at `at` is so; nothing where it is no such clause.

    Of the levels of a response their own table tells it.
    """
    said = clauses[at]
    text = said.text.strip()
    if not text or "\n" in text or len(text) > _LONGEST or text.endswith(("：", ":")):
        return ()
    if not _WHEN.fullmatch(_plain(said.heading)) or _OF_A_LEVEL.search(folded(said.above)):
        return ()
    return tuple(_beside(clauses, at))


def _beside(clauses: Sequence[Said], at: int) -> Iterator[Item]:
    depth = clauses[at].depth
    for place, said in enumerate(islice(clauses, at + 1, at + 1 + _MOST)):
        is_head = place == 0
        is_next = said.depth == depth and _DONE.fullmatch(_plain(said.heading)) is not None
        if not (is_next if is_head else said.depth > depth):
            return
        gap = " " if said.label and said.text else ""
        yield Item(said.anchor, said.label + gap, said.text.strip())


def _plain(heading: str) -> str:
    return re.sub(r"\s", "", folded(heading))
