"""The clauses of a text as the reader of response levels takes them, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .actor_told import Told
from .script import folded

_OF_LEVELS: Final = re.compile(r"级|响应|启动|条件|标准|情形|符合|之一|“以上”")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause as the reader has it; `rows` are the cells of a table, the heads first; `told`:
    what the editors say of it."""

    anchor: str
    parent: str | None
    number: str
    heading: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says of a level. `label`: the head of its column, where there is one."""

    anchor: str
    text: str
    label: str = ""


class Outline:
    """The parts by their anchors, in the order of the text."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.by_anchor = {part.anchor: part for part in parts}
        self.order = {part.anchor: at for at, part in enumerate(parts)}
        self._last = {part.parent: part.anchor for part in parts}
        self._below: dict[str, list[Part]] = {}
        heads: dict[str, str] = {}
        for part in parts:
            head = part.anchor if part.heading else heads.get(part.parent or "", "")
            heads[part.anchor] = head
            self._below.setdefault(head, []).append(part)

    def headed(self, anchor: str | None) -> Part | None:
        """The clause itself, or the next above it, that has a heading."""
        at = self.by_anchor.get(anchor or "")
        while at is not None and not at.heading:
            at = self.by_anchor.get(at.parent or "")
        return at

    def is_last_below(self, part: Part) -> bool:
        """Of all that stand directly below the same clause."""
        return self._last[part.parent] == part.anchor

    def notes(
        self, head: Part, rest: Mapping[str, str], shown: Container[str]
    ) -> Iterator[Statement]:
        """What stands below a heading without being said of one level: whether one condition is
        enough, what holds where two levels fit, when a level is raised. `rest`: what is left of
        clauses that say something of a level; `shown`: sentences told elsewhere."""
        for part in self._below[head.anchor]:
            for line in rest.get(part.anchor, part.text).split("\n"):
                text = line.strip()
                if not part.rows and text not in shown and _OF_LEVELS.search(folded(text)):
                    yield Statement(part.anchor, text)
