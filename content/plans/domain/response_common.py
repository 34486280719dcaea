"""What a text has done at every level of a response, and what stands in all rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from .level_names import levels_in
from .response_parts import Outline, Part, Statement
from .response_rows import Ladder, Response
from .script import folded

_HEADING: Final = re.compile(r"响应(?:行动|措施|处置)$")
"""Of a clause that stands beside the conditions of its levels and names none itself."""
_RESPONSE: Final = re.compile(r"响应")
Levels = tuple[int, ...]
_SENTENCE: Final = re.compile(r"[^。\n]*(?:。|\n|$)")


def tell_common(
    outline: Outline,
    found: Mapping[tuple[str | None, str], Mapping[int, Response]],
    about: Callable[[Part], str],
    left: Mapping[str, str],
) -> None:
    """Adds what a clause beside the conditions has done to the levels of which nothing else says
    what is done. `found`: by the clause above its headings and what it is about; `about` tells
    that of a heading; `left`: the text of clauses without what editors said of it."""
    idle = {
        key: levels
        for key, levels in found.items()
        if not any(response.actions for response in levels.values())
    }
    below: dict[str | None, Levels] = {}
    for part in outline.parts if idle else ():
        is_point = bool(part.number) and not part.heading
        of_list = below.get(part.parent, ()) if is_point else ()
        own = part.parent if not (part.number or part.heading) else part.anchor
        below[own] = of_list if own == part.anchor else ()
        head = outline.headed(part.anchor)
        if head is None or part.rows or not _HEADING.search(folded(head.heading)):
            continue
        levels = idle.get((head.parent, about(head)), {})
        lead = "" if part.heading else part.number
        text = left.get(part.anchor, part.text)
        told = list(_told_of(text, of_list)) if levels else []
        for named, words in told:
            for level in named or levels:
                if level in levels:
                    levels[level].actions.append(Statement(part.anchor, lead + words))
        if told and text.rstrip().endswith(("：", ":")):
            below[own] = told[-1][0]


def _told_of(text: str, of_list: Levels) -> Iterator[tuple[Levels, str]]:
    """The text in stretches: of which levels each is, none for all, and its words. Where it begins
    with levels, what names none goes on with them. `of_list`: those that the words above name."""
    said = list(filter(str.strip, _SENTENCE.findall(text)))
    first = of_list or (_named(said[0]) if said else ())
    for levels, group in groupby(said, key=lambda one: _named(one) or first):
        yield levels, "".join(group).strip()


def _named(sentence: str) -> Levels:
    plain = folded(sentence)
    return tuple(levels_in(plain)) if _RESPONSE.search(plain) else ()


def told_once(ladder: Ladder) -> tuple[Response, Ladder]:
    """What is said of every level alike, and the ladder without it; nothing where there is one
    level alone."""
    first, *others = ladder.responses
    common = Response(0, "")
    for name in ("conditions", "deciders", "actions"):
        for said in getattr(first, name) if others else ():
            if all(said in getattr(other, name) for other in others):
                getattr(common, name).append(said)
    rest = [
        replace(
            one,
            conditions=[said for said in one.conditions if said not in common.conditions],
            deciders=[said for said in one.deciders if said not in common.deciders],
            actions=[said for said in one.actions if said not in common.actions],
        )
        for one in ladder.responses
    ]
    return common, replace(ladder, responses=rest)
