"""The sentences of a version as the readers of actors and situations take them."""

import re
from collections.abc import Sequence
from typing import Final

from content.plans.domain.actors import Said
from content.plans.domain.paths import Paths
from content.plans.enums import ClauseKind
from content.plans.models import Clause
from content.plans.selectors.readable import ReadableText

_READ: Final = (ClauseKind.PREAMBLE, ClauseKind.CLAUSE, ClauseKind.PARAGRAPH, ClauseKind.ANNEX)
_FULL_NUMBER: Final = re.compile(r"\d+(?:[.．]\d+)+$")


def said_in(text: ReadableText) -> Sequence[Said]:
    """What the reader sees of it, in its order. One query."""
    chapters: dict[int, str] = {}
    places: dict[int, str] = {}
    headings: dict[int, str] = {}
    paths = Paths()
    found: list[Said] = []
    rows = text.clauses.order_by("position").only(
        "version", "parent", "anchor", "kind", "depth", "number", "heading", "text"
    )
    for clause in rows:
        above = chapters.get(clause.parent_id) if clause.parent_id else None
        chapters[clause.pk] = clause.label if above is None else above
        places[clause.pk] = _place(clause, places.get(clause.parent_id or 0, ""))
        headings[clause.pk] = clause.heading
        under = paths.down_to(clause.pk, clause.parent_id, clause.heading)
        if clause.kind in _READ:
            found.append(
                Said(
                    anchor=str(clause.anchor),
                    chapter=chapters[clause.pk],
                    label=clause.label,
                    heading=clause.heading,
                    text=clause.text,
                    depth=clause.depth,
                    place=places[clause.pk],
                    above=headings.get(clause.parent_id or 0, ""),
                    under=under,
                )
            )
    return found


def _place(clause: Clause, above: str) -> str:
    """As a plan cites it: a number that counts only inside its clause stands behind that of it."""
    number = clause.number.strip().rstrip("、.．")
    return number if _FULL_NUMBER.match(number) else above + number
