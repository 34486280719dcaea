"""Who decides where nothing beside a level says it: in a sentence elsewhere that names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from . import deciding
from .level_names import LEVELS, levels_in
from .response_items import CONDITION
from .response_parts import Outline, Part, Statement
from .response_rows import Response
from .response_told import Found
from .script import folded

_LEVELS: Final = re.compile(LEVELS)
_RESPONSE: Final = re.compile(r"响应")


def tell_deciders(
    outline: Outline, found: Found, left: Mapping[str, str], about: Callable[[Part], str]
) -> None:
    """Adds what a sentence says of levels that it names, or of all levels under its heading, where
    nothing beside the level itself says who decides. `left`: what is left of a clause without what
    is said of one level; `about` tells what a heading is about."""
    undecided = {
        id(response)
        for levels in found.values()
        for response in levels.values()
        if not response.deciders
    }
    for part in outline.parts if undecided else ():
        rest = left.get(part.anchor, part.text)
        for sentence in filter(deciding.decides, deciding.sentences(rest)):
            for response in _meant(outline, found, about, part, folded(sentence)):
                if id(response) in undecided:
                    response.deciders.append(Statement(part.anchor, sentence.strip()))


def _meant(
    outline: Outline, found: Found, about: Callable[[Part], str], part: Part, sentence: str
) -> Iterator[Response]:
    named = levels_in(sentence) if _RESPONSE.search(sentence) else []
    head = outline.headed(part.anchor)
    heading = folded(head.heading) if head else ""
    abouts = {one for _above, one in found if one and one in sentence + heading}
    for (above, one), levels in found.items():
        if abouts and one not in abouts:
            continue
        is_of_all = not named and not _LEVELS.search(sentence)
        if head is not None and is_of_all and CONDITION.search(heading):
            own = (head.parent, about(head))
            if above == head.anchor or (above, one) == own:
                yield from levels.values()
        yield from (levels[level] for level in named if level in levels)
