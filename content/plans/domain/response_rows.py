"""The rows of a table of response levels: what is said of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from . import deciding
from .response_parts import Statement
from .response_starts import Start, decided, starts
from .script import folded

_SAYS_WHEN: Final = re.compile(
    r"(?:的|时|后|之一|情况下)[，,：:；;]?[^。]{0,30}启动|启动条件|(?:条件|情形|情况)之一"
)
_SENTENCE: Final = re.compile(r"[^。\n]*(?:。|\n|$)")


class Kind(Enum):
    """What a text says of a level; `EACH`: its sentences say one thing each, or two."""

    CONDITION = "condition"
    DECISION = "decision"
    ACTION = "action"
    EACH = "each"


@dataclass(slots=True)
class Response:
    level: int
    name: str
    conditions: list[Statement] = field(default_factory=list)
    deciders: list[Statement] = field(default_factory=list)
    actions: list[Statement] = field(default_factory=list)

    def tell(self, statement: Statement, kind: Kind) -> None:
        if kind is Kind.EACH:
            self._tell_each(statement)
        elif kind is Kind.DECISION:
            self.deciders.append(statement)
        else:
            self._tell(statement, kind)

    def tell_cell(self, statement: Statement, kind: Kind) -> None:
        """Of a table, whose column says what it is."""
        if kind is Kind.ACTION:
            self.actions.append(statement)
        else:
            self.tell(statement, kind)

    def begin(self, anchor: str, lead: str, start: Start) -> None:
        """`lead`: the number that stands before the words."""
        self.conditions += [Statement(anchor, lead + words) for words in start.conditions]
        self.deciders += [Statement(anchor, lead + words) for words in start.deciders]
        self.actions += [Statement(anchor, words) for words in start.actions]

    def _tell(self, statement: Statement, kind: Kind) -> None:
        """Who decides is told apart where the text says it in a sentence of its own."""
        for is_decision, words in deciding.parted(statement.text):
            said = replace(statement, text=words)
            if is_decision:
                self.deciders.append(said)
            else:
                (self.conditions if kind is Kind.CONDITION else self.actions).append(said)

    def _tell_each(self, statement: Statement) -> None:
        """Of a text that tells everything of a level: the sentences that say when it starts, who
        decides, or both, and what is done."""
        for sentence in _SENTENCE.findall(statement.text):
            said = replace(statement, text=sentence.strip())
            if decided(sentence):
                self.deciders.append(said)
            if says_when(sentence):
                self.conditions.append(said)
            elif said.text and not decided(sentence):
                self.actions.append(said)


@dataclass(slots=True)
class Ladder:
    """The levels of one kind of response, the gravest first. `about`: 防汛, or "" for all.
    `notes`: what the text says beside them of how they are told apart."""

    about: str
    responses: list[Response]
    notes: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """Of which levels a text spoke and what, for the points and lines below it. `is_open`: it
    ends in a colon or is empty, so that what follows is still of it."""

    responses: Sequence[Response]
    kind: Kind
    is_open: bool

    def go_on(self, statement: Statement) -> None:
        for response in self.responses:
            response.tell(statement, self.kind)


def tell(responses: Sequence[Response], statement: Statement, kind: Kind) -> Told:
    text = statement.text.strip()
    for response in responses if text else ():
        response.tell(statement, kind)
    is_open = not text or text.endswith(("：", ":"))
    if kind is Kind.EACH and is_open and text:
        last = [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()][-1]
        kind = Kind.CONDITION if says_when(last) else Kind.ACTION
    return Told(responses, kind, is_open)


def says_when(text: str) -> bool:
    return _SAYS_WHEN.search(folded(text)) is not None or starts(text)
