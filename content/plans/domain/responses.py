"""Response levels as a text gives them: which situation starts which level, who decides, and what
is done then.

Four forms are in use: items that begin with Ⅰ级： or 一级响应。, a table whose first column holds
the levels, headings: Ⅰ级、Ⅱ级响应行动, 红色响应 or 特别重大（Ⅰ级）, and sentences that end in
启动Ⅰ级响应. Who decides stands in a column or under a heading of its own, in the middle of a
condition, or in a sentence elsewhere that names the level. Words are taken over as they stand; a
level without a condition, a decider or an action in the text has none here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from . import deciding
from .actor_items import MARK
from .corrections.model import CorrectionKind
from .level_names import CELL, GRADES, LEVELS, NOTE, REACH, names_of, number_of
from .response_common import tell_common
from .response_deciders import tell_deciders
from .response_items import ONE_KIND, labelled, said_of_item
from .response_ladders import about, join
from .response_parts import Outline, Part, Statement
from .response_rows import Kind, Ladder, Response, Told, tell
from .response_starts import begun, may_start
from .response_tables import columns_of
from .response_told import Key, Retelling, cell_of, head_of, kind_of, nearest, put, ranked, told_of
from .script import folded

_ITEM: Final = re.compile(
    rf"^(?:(?P<graded>{GRADES})[：:]"
    rf"|(?P<levels>{LEVELS}{REACH}){NOTE}(?:(?:应急)?响应[：:。]|[：:]))\s*"
)
_ALONE: Final = re.compile(rf"^[（(]?(?P<levels>{LEVELS})[)）]?{NOTE}$")
_HEADED: Final = re.compile(rf"^(?P<levels>{LEVELS}{REACH}){NOTE}(?:应急)?响应")
_GRADED: Final = re.compile(rf"^(?P<levels>{GRADES}(?:[、和]{GRADES})*)")
_ACTION: Final = re.compile(r"行动|措施|处置|应对|响应")
_OVER: Final = re.compile(r"终止|结束|调整|解除|升级|降级|提升|降低|变更|撤销|总结|评估")
_OF_ONE: Final = re.compile(r"启动|^(?!.*预[警防]).*(?:行动|措施)")
_RESPONSE: Final = re.compile(r"响应")


def ladders_of(parts: Sequence[Part]) -> list[Ladder]:
    """In the order of the plan; only those that state a condition for a level."""
    if not any(map(told_of, parts)):
        return _Reader(parts).ladders()
    # A level that is told belongs to a ladder that was read, wherever that stands.
    plain = _Reader([replace(part, told=()) for part in parts])
    plain.ladders()
    return _Reader(parts, ranked(plain.found)).ladders()


class _Reader:
    """`known`: the ladders that the text gives by its words alone."""

    def __init__(self, parts: Sequence[Part], known: Sequence[Key] | None = None) -> None:
        self.outline = Outline(parts)
        self.known = known
        self.found: dict[Key, dict[int, Response]] = {}
        self.told_keys: set[Key] = set()
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
            elif not (self._items(part) or self._starts(part) or self._point(part)):
                self._under_heading(part)
        join(self.outline, self.found)
        retelling = Retelling(self.outline, self.found, self.rest, self._told_responses)
        if self.known is not None:
            retelling.run()
        tell_deciders(self.outline, self.found, self.rest, about)
        tell_common(self.outline, self.found, about, retelling.left)
        return [
            Ladder(
                key[1], [levels[level] for level in sorted(levels)], self._notes(levels.values())
            )
            for key, levels in self.found.items()
            if key in self.told_keys or any(response.conditions for response in levels.values())
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

    def _starts(self, part: Part) -> bool:
        """The lines that say when a level starts, each with the points behind it."""
        head = self.outline.headed(part.anchor)
        early, lines = begun(part.text)
        if not lines or self._is_of_one_level(part):
            return False
        if head is None or not may_start(head, self.outline):
            return False
        lead = "" if part.heading else part.number
        above = self.told.get(part.parent or "") or self.leads.get(part.parent)
        is_glued = bool(early and above and lead)
        if above and is_glued:
            # A point with the next level glued to it: the points behind are of that one.
            above.go_on(Statement(part.anchor, lead + early))
        rest, lead = [] if is_glued else [early], "" if early else lead
        told = Told((), Kind.CONDITION, is_open=False)
        for line, levels in lines:
            for one in levels:
                responses = self._in((head.parent, about(head) or one.about), one.levels)
                for response in responses:
                    response.begin(part.anchor, lead, one)
                told, lead = Told(responses, Kind.CONDITION, one.is_open), ""
                rest += one.rest
            if not levels and told.is_open:
                told.go_on(Statement(part.anchor, line.strip()))
            rest += [] if levels or told.is_open else [line]
        self.rest[part.anchor] = "\n".join(rest)
        self.told.pop(part.parent or "", None)
        self._leave_open(part, told, is_own=not is_glued and bool(part.heading or part.number))
        return True

    def _leave_open(self, part: Part, told: Told, *, is_own: bool) -> None:
        """What follows is of it, too: below the clause itself, or else beside it."""
        if told.is_open and is_own:
            self.told[part.anchor] = told
        elif told.is_open:
            self.leads[part.parent] = told

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
        is_of_levels = head and _RESPONSE.search(folded(head.heading + heads[0]))
        if head is None or not (is_of_levels or told_of(part)):
            return
        columns, decide = columns_of(heads, rows, folded(head.heading))
        for at, row in enumerate(rows, 1):
            cell = CELL.match(folded(row[0]).strip()) if row else None
            of_row = cell_of(part, at, 0)
            written = of_row.called if of_row else cell[0] if cell else ""
            of_level = self._responses(head, written) if written else []
            for place, text in enumerate(row[1:], 1):
                kind = Kind.CONDITION if place in columns else Kind.ACTION
                kind = Kind.DECISION if place in decide else kind
                is_known = place in decide and deciding.COLUMN.search(folded(heads[place]))
                label = heads[place] if place < len(heads) and not is_known else ""
                said = Statement(part.anchor, text, label)
                told = cell_of(part, at, place) if text else None
                if told and (own := kind_of(told, kind)):
                    put(self._told_responses(part, told.called), said, own)
                elif text and not told:
                    for response in of_level:
                        response.tell_cell(said, kind)

    def _under_heading(self, part: Part) -> None:
        """The clauses below Ⅰ级、Ⅱ级响应行动; below Ⅰ级响应 those under headings of their own."""
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
        is_known = is_condition or is_decision or graded or _ACTION.search(kind)
        told_head = head_of(at)
        # Whatever stands below a level is of it, but for how it ends.
        if not (told_head or is_condition or ((is_known or under) and not _OVER.search(kind))):
            return
        lead = "" if part.heading else part.number
        of = Kind.DECISION if is_decision else Kind.CONDITION if is_condition else Kind.ACTION
        if not (is_decision or ONE_KIND.search(kind) or (under and is_known)):
            of = Kind.EACH
        responses = (self._told_responses if told_head else self._responses)(at, named)
        is_labelled = of is Kind.EACH and not lead
        for said, words in labelled(part.text) if is_labelled else [(of, part.text)]:
            told = tell(responses, Statement(part.anchor, lead + words), said or of)
        self.rest[part.anchor] = ""
        self._leave_open(part, told, is_own=bool(part.heading or part.number))

    def _heads_levels(self, part: Part) -> str:
        """ "" where it has none. 特别重大（Ⅰ级） and Ⅰ级 are of a response only where they or the
        heading above say so."""
        if told := head_of(part):
            return told.called if told.kind == CorrectionKind.LEVEL else ""
        heading = folded(part.heading)
        graded = _GRADED.match(heading) or _ALONE.match(heading)
        if graded and (_RESPONSE.search(heading) or self._below_responses(part)):
            return graded[0]
        headed = _HEADED.match(heading)
        return headed[0] if headed else ""

    def _below_responses(self, part: Part) -> bool:
        above = self.outline.headed(part.parent)
        return above is not None and bool(_RESPONSE.search(folded(above.heading)))

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

    def _responses(self, head: Part, written: str) -> list[Response]:
        return self._in((head.parent, about(head)), written)

    def _told_responses(self, part: Part, written: str) -> list[Response]:
        head = self.outline.headed(part.anchor)
        key = nearest(self.known or (), about(head) if head else "", head)
        self.told_keys.add(key)
        return self._in(key, written)

    def _in(self, key: Key, written: str) -> list[Response]:
        levels = self.found.setdefault(key, {})
        return [
            levels.setdefault(number_of(name), Response(number_of(name), name))
            for name in names_of(written)
        ]
