"""Response levels as a text gives them: which situation starts which level, who decides, and what
is done then.

Three forms are in use: items that begin with Ⅰ级： or 一级响应。, a table whose first column holds
the levels, and headings: Ⅰ级、Ⅱ级响应行动, 红色响应 or 特别重大（Ⅰ级）. Who decides stands in
a column or under a heading of its own, in the middle of a condition, or in a sentence elsewhere
that names the level. Words are taken over as they stand; a level without a condition, a decider
or an action in the text has none here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from . import deciding
from .level_names import GRADE, LEVELS, NOTE, REACH, levels_in, names_of, number_of
from .response_parts import Outline, Part, Statement
from .script import folded

_RESPONSE_OF: Final = r"(?:应急)?(?:响应)?"
_GRADES: Final = rf"{GRADE}[^（，。：]{{0,12}}（{LEVELS}{_RESPONSE_OF}）{_RESPONSE_OF}"
_ITEM: Final = re.compile(
    rf"^(?:(?P<graded>{_GRADES})[：:]"
    rf"|(?P<levels>{LEVELS}{REACH}){NOTE}(?:(?:应急)?响应[：:。]|[：:]))\s*"
)
_LEVELS: Final = re.compile(LEVELS)
_CELL: Final = re.compile(rf"^(?:{_GRADES}|{LEVELS}{REACH}{NOTE}(?:(?:应急)?响应)?{NOTE})$")
_HEADED: Final = re.compile(rf"^(?P<levels>{LEVELS}{REACH}){NOTE}(?:应急)?响应")
_GRADED: Final = re.compile(rf"^(?P<levels>{_GRADES}(?:[、和]{_GRADES})*)")
_CONDITION: Final = re.compile(r"条件|情形|标准|启动(?!程序|决定)|分级|响应级别|响应分级")
_ACTION: Final = re.compile(r"行动|措施|处置|应对|响应")
_ONE_KIND: Final = re.compile(r"条件|情形|标准|行动|措施|处置|程序|权限|决定")
"""Headings below which a text says one thing of a level; below others it says all."""
_SAYS_WHEN: Final = re.compile(
    r"(?:的|时|后|之一|情况下)[，,：:；]?[^。]{0,30}启动|启动条件|(?:条件|情形|情况)之一"
)
_SENTENCE: Final = re.compile(r"[^。\n]*(?:。|\n|$)")
_RESPONSE: Final = re.compile(r"响应")
_COMMON: Final = re.compile(
    rf"{GRADE}|突发事件|事件|事故|灾害|（[^）]*）|应急|响应|级别|启动|条件|行动|措施|分级|标准|情形|和|与|及|、|县级|处置"
)


@dataclass(slots=True)
class Response:
    level: int
    name: str
    conditions: list[Statement] = field(default_factory=list)
    deciders: list[Statement] = field(default_factory=list)
    actions: list[Statement] = field(default_factory=list)


@dataclass(slots=True)
class Ladder:
    """The levels of one kind of response, the gravest first. `about`: 防汛, or "" for all.
    `notes`: what the text says beside them of how they are told apart."""

    about: str
    responses: list[Response]
    notes: list[Statement] = field(default_factory=list)


def ladders_of(parts: Sequence[Part]) -> list[Ladder]:
    """In the order of the plan; only those that state a condition for a level."""
    return _Reader(parts).ladders()


class _Reader:
    def __init__(self, parts: Sequence[Part]) -> None:
        self.outline = Outline(parts)
        self.found: dict[tuple[str | None, str], dict[int, Response]] = {}
        self.taken: dict[str, int] = {}
        """How many characters of a clause are those of one level."""

    def ladders(self) -> list[Ladder]:
        for part in self.outline.parts:
            if part.rows:
                self._table(part)
            elif item := _ITEM.match(folded(part.text)):
                self._item(part, item)
            else:
                self._under_heading(part)
        self._decided_elsewhere()
        return [
            Ladder(about, [levels[level] for level in sorted(levels)], self._notes(levels.values()))
            for (_above, about), levels in self.found.items()
            if any(response.conditions for response in levels.values())
        ]

    def _item(self, part: Part, item: re.Match[str]) -> None:
        head = self.outline.headed(part.parent)
        if head is None or not self._of_a_response(head):
            return
        text = part.text[item.end() :].split("\n")[0]
        self.taken[part.anchor] = item.end() + len(text)
        statement = Statement(part.anchor, text)
        for response in self._responses(head, item[0]):
            if _SAYS_WHEN.search(folded(text)) and not _ONE_KIND.search(folded(head.heading)):
                self._say_each(response, statement)
            else:
                is_condition = bool(_CONDITION.search(folded(head.heading)))
                self._say(response, statement, is_condition=is_condition)

    def _of_a_response(self, head: Part) -> bool:
        """启动条件 below 应急响应 is of a response as 响应启动条件 is."""
        if _RESPONSE.search(folded(head.heading)):
            return True
        above = self.outline.headed(head.parent)
        starts = "启动" in folded(head.heading)
        return starts and above is not None and bool(_RESPONSE.search(folded(above.heading)))

    def _table(self, part: Part) -> None:
        head = self.outline.headed(part.anchor)
        heads, *rows = part.rows
        names = [folded(name) for name in heads]
        decide = [at for at, name in enumerate(names) if at and deciding.COLUMN.search(name)]
        columns = [at for at, name in enumerate(names) if at and _CONDITION.search(name)]
        if head is None or not _RESPONSE.search(folded(head.heading + heads[0])):
            return
        if not columns and _CONDITION.search(folded(head.heading)):
            columns = [1]
        columns = [at for at in columns if at not in decide]
        for row in rows:
            cell = _CELL.match(folded(row[0]).strip()) if row else None
            if cell is None:
                continue
            for response in self._responses(head, cell[0]):
                for at, text in list(enumerate(row))[1:]:
                    said = Statement(part.anchor, text, heads[at] if at < len(heads) else "")
                    if at in columns:
                        self._say(response, said, is_condition=True)
                    elif text and at in decide:
                        response.deciders.append(replace(said, label=""))
                    elif text:
                        response.actions.append(said)

    def _under_heading(self, part: Part) -> None:
        """The clauses below Ⅰ级、Ⅱ级响应行动; below Ⅰ级响应 those under 启动条件, 启动程序 and
        响应措施."""
        at: Part | None = part
        under: Part | None = None
        while at is not None and not (named := self._heads_levels(at)):
            under = under or (at if at.heading else None)
            at = self.outline.by_anchor.get(at.parent or "")
        if at is None or not named or not part.text:
            return
        kind = folded((under or at).heading)
        is_condition = bool(re.search(r"条件|情形|标准", kind))
        is_decision = deciding.HEADING.search(kind) is not None
        graded = _GRADED.match(kind) is not None
        if not (is_condition or is_decision or graded or _ACTION.search(kind)):
            return
        lead = "" if part.heading else part.number
        statement = Statement(part.anchor, lead + part.text)
        self.taken[part.anchor] = len(part.text)
        for response in self._responses(at, named[0]):
            if is_decision:
                response.deciders.append(statement)
            elif under is None and not _ONE_KIND.search(kind):
                self._say_each(response, statement)
            else:
                self._say(response, statement, is_condition=is_condition)

    def _heads_levels(self, part: Part) -> re.Match[str] | None:
        """特别重大（Ⅰ级） is of a response only where it or the heading above it says so."""
        heading = folded(part.heading)
        graded = _GRADED.match(heading)
        if graded and (_RESPONSE.search(heading) or self._below_responses(part)):
            return graded
        return _HEADED.match(heading)

    def _below_responses(self, part: Part) -> bool:
        above = self.outline.headed(part.parent)
        return above is not None and bool(_RESPONSE.search(folded(above.heading)))

    def _decided_elsewhere(self) -> None:
        """What a sentence says of levels that it names, or of all levels under its heading, where
        nothing beside the level itself says who decides."""
        undecided = {
            id(response)
            for levels in self.found.values()
            for response in levels.values()
            if not response.deciders
        }
        for part in self.outline.parts if undecided else ():
            rest = part.text[self.taken.get(part.anchor, 0) :]
            for sentence in filter(deciding.decides, deciding.sentences(rest)):
                for response in self._meant(part, folded(sentence)):
                    if id(response) in undecided:
                        response.deciders.append(Statement(part.anchor, sentence.strip()))

    def _meant(self, part: Part, sentence: str) -> Iterator[Response]:
        named = levels_in(sentence) if _RESPONSE.search(sentence) else []
        head = self.outline.headed(part.anchor)
        heading = folded(head.heading) if head else ""
        abouts = {about for _above, about in self.found if about and about in sentence + heading}
        for (above, about), levels in self.found.items():
            if abouts and about not in abouts:
                continue
            is_of_all = not named and not _LEVELS.search(sentence)
            if head is not None and is_of_all and _CONDITION.search(heading):
                own = (head.parent, self._about(head))
                if above == head.anchor or (above, about) == own:
                    yield from levels.values()
            yield from (levels[level] for level in named if level in levels)

    def _notes(self, responses: Collection[Response]) -> list[Statement]:
        """Of the headings that conditions stand below, and of those above them."""
        heads: dict[str, Part] = {}
        for response in responses:
            for statement in response.conditions:
                head = self.outline.headed(statement.anchor)
                for _above in range(2):
                    while head is not None and self._is_of_one_level(head):
                        head = self.outline.headed(head.parent)
                    if head is not None:
                        heads[head.anchor] = head
                        head = self.outline.headed(head.parent)
        shown = {one.text for response in responses for one in response.deciders}
        told = sorted(heads.values(), key=lambda head: self.outline.order[head.anchor])
        return [note for head in told for note in self.outline.notes(head, self.taken, shown)]

    def _is_of_one_level(self, part: Part) -> bool:
        at: Part | None = part
        while at is not None and not self._heads_levels(at):
            at = self.outline.by_anchor.get(at.parent or "")
        return at is not None

    def _say(self, response: Response, statement: Statement, *, is_condition: bool) -> None:
        """Who decides is told apart where the text says it in a sentence of its own."""
        for is_decision, words in deciding.parted(statement.text):
            said = replace(statement, text=words)
            if is_decision:
                response.deciders.append(said)
            else:
                (response.conditions if is_condition else response.actions).append(said)

    def _say_each(self, response: Response, statement: Statement) -> None:
        """Of a text that tells everything of a level: the sentences that say when it starts, who
        decides, or both, and what is done."""
        for sentence in _SENTENCE.findall(statement.text):
            said = replace(statement, text=sentence.strip())
            says_when = _SAYS_WHEN.search(folded(sentence)) is not None
            if deciding.decides(sentence):
                response.deciders.append(said)
            if says_when:
                response.conditions.append(said)
            elif said.text and not deciding.decides(sentence):
                response.actions.append(said)

    def _about(self, head: Part) -> str:
        return _COMMON.sub("", re.sub(LEVELS + REACH, "", folded(head.heading)))

    def _responses(self, head: Part, written: str) -> list[Response]:
        levels = self.found.setdefault((head.parent, self._about(head)), {})
        return [
            levels.setdefault(number_of(name), Response(number_of(name), name))
            for name in names_of(written)
        ]
