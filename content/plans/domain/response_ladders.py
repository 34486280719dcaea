"""The ladders of a text put together: what is done at its levels may stand under another heading
than what starts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Final

from .level_names import COLOURS, GRADE, LEVELS, REACH
from .response_parts import Outline, Part
from .response_rows import Response
from .response_told import Key
from .script import folded

_COMMON: Final = re.compile(
    rf"{GRADE}|突发事件|事件|事故|灾害|（[^）]*）|应急|响应|级别|启动|条件|行动|措施|分级|标准|情形|和|与|及|、|县级|处置"
)

Ladders = MutableMapping[Key, dict[int, Response]]


def about(head: Part) -> str:
    """Of what the levels below a heading are: 防汛, or "" for all."""
    return _COMMON.sub("", re.sub(LEVELS + REACH, "", folded(head.heading)))


def join(outline: Outline, found: Ladders) -> None:
    """Gives the levels of which no condition is told to those that have one: of the same kind, and
    of a heading above theirs, or alone in their chapter. What fits none stays as it is."""
    for key in [key for key, levels in found.items() if not _has_condition(levels)]:
        full = [one for one, levels in found.items() if one[1] == key[1] and _has_condition(levels)]
        above = list(_above(outline, key[0]))
        near = [one for one in full if one[0] in above]
        chapter = [one for one in full if _chapter(outline, one[0]) == _chapter(outline, key[0])]
        fits = sorted(near, key=lambda one: above.index(one[0]))[:1] or chapter
        if len(fits) != 1 or _is_coloured(found[fits[0]]) != _is_coloured(found[key]):
            continue
        for level, response in found.pop(key).items():
            to = found[fits[0]].setdefault(level, Response(level, response.name))
            to.deciders += response.deciders
            to.actions += response.actions


def _has_condition(levels: dict[int, Response]) -> bool:
    return any(response.conditions for response in levels.values())


def _is_coloured(levels: dict[int, Response]) -> bool:
    return any(response.name in COLOURS for response in levels.values())


def _above(outline: Outline, anchor: str | None) -> Iterator[str | None]:
    """The clause itself, those above it from the nearest on, and the text."""
    while anchor is not None:
        yield anchor
        anchor = outline.by_anchor[anchor].parent
    yield None


def _chapter(outline: Outline, anchor: str | None) -> str | None:
    *_, chapter, _text = [None, *_above(outline, anchor)]
    return chapter
