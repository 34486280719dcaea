"""What stands above the hits where a query asks for something that is no text: the pages of an
actor. Apps above register what they know."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Row:
    """`name` is shown as written; `meta` are words of ours; `others` lead to the same under other
    names and are shown without their title."""

    title: str
    url: str
    name: str = ""
    meta: str = ""
    others: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """`rows` stand there, `more` behind one tap."""

    title: str
    rows: Sequence[Row]
    more: Sequence[Row] = ()


Source = Callable[[str, Person], Lead | None]

logger = logging.getLogger(__name__)
_sources: Final[list[Source]] = []


def register(source: Source) -> None:
    """`source` gets the query and who asks; None where it asks for nothing of the source's, or
    for nothing that this person may read."""
    if source not in _sources:
        _sources.append(source)


def leads_for(text: str, person: Person) -> list[Lead]:
    """In the order of registration. A source that fails costs its own lead and no hit."""
    return [lead for source in _sources if (lead := _asked(source, text, person)) is not None]


def _asked(source: Source, text: str, person: Person) -> Lead | None:
    try:
        return source(text, person)
    except Exception:
        logger.exception("a source of leads failed")
        return None
