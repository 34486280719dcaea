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
from dataclasses import replace
from typing import Final

from . import deciding
from .actor_items import MARK
from .level_names import GRADE, LEVELS, NOTE, REACH, levels_in, names_of, number_of
from .response_common import tell_common
from .response_items import CONDITION, ONE_KIND, labelled, said_of_item
from .response_parts import Outline, Part, Statement
from .response_rows import Kind, Ladder, Response, Told, tell
from .script import folded

_RESPONSE_OF: Final = r"(?:应急)?(?:响应)?"
_GRADES: Final = rf"{GRADE}[^（，。：]{{0,12}}（{LEVELS}{_RESPONSE_OF}）{_RESPONSE_OF}"
_ITEM: Final = re.compile(
    rf"^(?:(?P<graded>{_GRADES})[：:]"
    rf"|(?P<levels>{LEVELS}{REACH}){NOTE}(?:(?:应急)?响应[：:。]|[：:]))\s*"
)
_LEVELS: Final = re.compile(LEVELS)
_ALONE: Final = re.compile(rf"^[（(]?(?P<levels>{LEVELS})[)）]?{NOTE}$")
_CELL: Final = re.compile(rf"^(?:{_GRADES}|{LEVELS}{REACH}{NOTE}(?:(?:应急)?响应)?{NOTE})$")
_HEADED: Final = re.compile(rf"^(?P<levels>{LEVELS}{REACH}){NOTE}(?:应急)?响应")
_GRADED: Final = re.compile(rf"^(?P<levels>{_GRADES}(?:[、和]{_GRADES})*)")
_ACTION: Final = re.compile(r"行动|措施|处置|应对|响应")
_OF_ONE: Final = re.compile(r"启动|^(?!.*预[警防]).*(?:行动|措施)")
_RESPONSE: Final = re.compile(r"响应")
_COMMON: Final = re.compile(
    rf"{GRADE}|突发事件|事件|事故|灾害|（[^）]*）|应急|响应|级别|启动|条件|行动|措施|分级|标准|情形|和|与|及|、|县级|处置"
)


def ladders_of(parts: Sequence[Part]) -> list[Ladder]:
    """In the order of the plan; only those that state a condition for a level."""
    return _Reader(parts).ladders()


class _Reader:
    def __init__(self, parts: Sequence[Part]) -> None:
        self.outline = Outline(parts)
        self.found: dict[tuple[str | None, str], dict[int, Response]] = {}
        self.rest: dict[str, str] = {}
        """What is left of a clause without what is said of one level."""
        self.told: dict[str, Told] = {}
        """By clause: what the points below it are said of."""
        self.leads: dict[str | None, Told] = {}
        """By the clause above: what the points behind a paragraph without a number are said of."""
        self.last = {
            part.parent: part.anchor for part in parts if _ITEM.match(folded(part.text[:40]))
        }

    def ladders(self) -> list[Ladder]:
        for part in self.outline.parts:
            if part.rows:
                self._table(part)
            elif not (self._items(part) or self._point(part)):
                self._under_heading(part)
        self._decided_elsewhere()
        tell_common(self.outline, self.found, self._about)
        return [
            Ladder(about, [levels[level] for level in sorted(levels)], self._notes(levels.values()))
            for (_above, about), levels in self.found.items()
            if any(response.conditions for response in levels.values())
        ]

    def _items(self, part: Part) -> bool:
        """The lines that begin with a level, each with those that belong to it. A line without a
        mark behind the last level speaks of all."""
        lines = part.text.split("\n")
        items = [_ITEM.match(folded(line)) for line in lines]
        if not any(items) or self._is_of_one_level(part):
            return False
        head = self.outline.headed(part.anchor)
        if head is None:
            return True
        is_of_a_response = self._of_a_response(head)
        last = max(at for at, item in enumerate(items) if item)
        is_last = bool(part.heading) or self.last.get(part.parent) == part.anchor
        told: Told | None = None
        rest: list[str] = []
        for at, (line, item) in enumerate(zip(lines, items, strict=True)):
            if item and (is_of_a_response or _RESPONSE.search(item[0])):
                said = Statement(part.anchor, line[item.end() :])
                heading = folded(head.heading) if is_of_a_response else None
                told = None
                for kind, words in said_of_item(heading, item[0], said.text):
                    told = tell(self._responses(head, item[0]), replace(said, text=words), kind)
            elif told and (told.is_open or MARK.match(line) or at < last or not is_last):
                told.go_on(Statement(part.anchor, line.strip()))
                continue
            if not (item and told):
                rest.append(line)
        self.rest[part.anchor] = "\n".join(rest)
        if told:
            self.told[part.anchor] = told
        return True

    def _point(self, part: Part) -> bool:
        """A point below what is said of a level."""
        if part.heading:
            return False
        if not part.number:
            self.leads.pop(part.parent, None)
        told = self.told.get(part.parent or "") or self.leads.get(part.parent)
        if told is None or not part.text:
            return False
        own, rest = part.text, ""
        if part.parent in self.last.values() and self.outline.is_last_below(part):
            # Behind the points of the last level a line speaks of all levels.
            own, _, rest = part.text.partition("\n")
        told.go_on(Statement(part.anchor, part.number + own))
        self.told[part.anchor] = told
        self.rest[part.anchor] = rest
        return True

    def _of_a_response(self, head: Part) -> bool:
        """启动条件 below 应急响应 is of a response as 响应启动条件 is."""
        if _RESPONSE.search(folded(head.heading)):
            return True
        above = self.outline.headed(head.parent)
        starts = _OF_ONE.search(folded(head.heading)) is not None
        return starts and above is not None and bool(_RESPONSE.search(folded(above.heading)))

    def _table(self, part: Part) -> None:
        head = self.outline.headed(part.anchor)
        heads, *rows = part.rows
        names = [folded(name) for name in heads]
        decide = [
            at
            for at, name in enumerate(names)
            if at and (deciding.COLUMN.search(name) or deciding.is_of_offices(name, at, rows))
        ]
        columns = [at for at, name in enumerate(names) if at and CONDITION.search(name)]
        if head is None or not _RESPONSE.search(folded(head.heading + heads[0])):
            return
        if not columns and CONDITION.search(folded(head.heading)):
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
                        response.tell(said, Kind.CONDITION)
                    elif text and at in decide:
                        is_known = deciding.COLUMN.search(names[at])
                        response.deciders.append(replace(said, label="") if is_known else said)
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
        is_condition = bool(re.search(r"条件|情形|情况|标准", kind))
        is_decision = deciding.HEADING.search(kind) is not None
        graded = bool(_GRADED.match(kind) or _ALONE.match(kind))
        if not (is_condition or is_decision or graded or _ACTION.search(kind)):
            return
        lead = "" if part.heading else part.number
        of = Kind.CONDITION if is_condition else Kind.ACTION
        if is_decision:
            of = Kind.DECISION
        elif under is None and not ONE_KIND.search(kind):
            of = Kind.EACH
        responses = self._responses(at, named[0])
        is_labelled = of is Kind.EACH and not lead
        for said, words in labelled(part.text) if is_labelled else [(of, part.text)]:
            told = tell(responses, Statement(part.anchor, lead + words), said or of)
        self.rest[part.anchor] = ""
        if told.is_open and (part.heading or part.number):
            self.told[part.anchor] = told
        elif told.is_open:
            self.leads[part.parent] = told

    def _heads_levels(self, part: Part) -> re.Match[str] | None:
        """特别重大（Ⅰ级） and Ⅰ级 are of a response only where they or the heading above say so."""
        heading = folded(part.heading)
        graded = _GRADED.match(heading) or _ALONE.match(heading)
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
            rest = self.rest.get(part.anchor, part.text)
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
            if head is not None and is_of_all and CONDITION.search(heading):
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
        return [note for head in told for note in self.outline.notes(head, self.rest, shown)]

    def _is_of_one_level(self, part: Part) -> bool:
        at: Part | None = part
        while at is not None and not self._heads_levels(at):
            at = self.outline.by_anchor.get(at.parent or "")
        return at is not None

    def _about(self, head: Part) -> str:
        return _COMMON.sub("", re.sub(LEVELS + REACH, "", folded(head.heading)))

    def _responses(self, head: Part, written: str) -> list[Response]:
        levels = self.found.setdefault((head.parent, self._about(head)), {})
        return [
            levels.setdefault(number_of(name), Response(number_of(name), name))
            for name in names_of(written)
        ]
