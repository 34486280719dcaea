"""Response levels as a text gives them: which situation starts which level, and what is done then.

Three forms are in use: items that begin with Ⅰ级：, a table whose first column holds the levels,
and headings such as Ⅰ级、Ⅱ级响应行动. Words are taken over as they stand; a level without a
condition or an action in the text has none here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .script import folded

_LEVELS: Final = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "I": 1, "II": 2, "III": 3, "IV": 4} | {
    "一": 1, "二": 2, "三": 3, "四": 4,
}  # fmt: skip
NAMES: Final = ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
_LEVEL: Final = r"(?:Ⅰ|Ⅱ|Ⅲ|Ⅳ|IV|I{1,3}|[一二三四])级"
_ITEM: Final = re.compile(rf"^({_LEVEL})(?:应急响应|响应)?[：:]\s*")
_CELL: Final = re.compile(rf"^({_LEVEL})(?:应急响应|响应)?$")
_HEADED: Final = re.compile(rf"^((?:{_LEVEL}[、和]?)+)(?:应急)?(?:响应)")
_CONDITION: Final = re.compile(r"条件|情形|标准|启动(?!程序|决定)|分级|响应级别|响应分级")
_ACTION: Final = re.compile(r"行动|措施|处置|应对|响应")
_RESPONSE: Final = re.compile(r"响应")
_COMMON: Final = re.compile(
    r"应急|响应|级别|启动|条件|行动|措施|分级|标准|情形|和|与|及|、|县级|处置"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause as the reader has it; `rows` are the cells of a table, the heads first."""

    anchor: str
    parent: str | None
    number: str
    heading: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says of a level. `label`: the head of its column, where there is one."""

    anchor: str
    text: str
    label: str = ""


@dataclass(slots=True)
class Response:
    level: int
    conditions: list[Statement] = field(default_factory=list)
    actions: list[Statement] = field(default_factory=list)

    @property
    def name(self) -> str:
        return NAMES[self.level - 1]


@dataclass(slots=True)
class Ladder:
    """The levels of one kind of response, the gravest first. `about`: 防汛, or "" for all."""

    about: str
    responses: list[Response]


def ladders_of(parts: Sequence[Part]) -> list[Ladder]:
    """In the order of the plan; only those that state a condition for a level."""
    return _Reader(parts).ladders()


class _Reader:
    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.by_anchor = {part.anchor: part for part in parts}
        self.found: dict[tuple[str | None, str], dict[int, Response]] = {}

    def ladders(self) -> list[Ladder]:
        for part in self.parts:
            if part.rows:
                self._table(part)
            elif item := _ITEM.match(folded(part.text)):
                self._item(part, item)
            else:
                self._under_heading(part)
        return [
            Ladder(about, [levels[level] for level in sorted(levels)])
            for (_above, about), levels in self.found.items()
            if any(response.conditions for response in levels.values())
        ]

    def _item(self, part: Part, item: re.Match[str]) -> None:
        head = self._headed(part.parent)
        if head is None or not _RESPONSE.search(folded(head.heading)):
            return
        text = part.text[item.end() :].split("\n")[0]
        self._say(head, _level(item[1]), Statement(part.anchor, text))

    def _table(self, part: Part) -> None:
        head = self._headed(part.anchor)
        heads, *rows = part.rows
        columns = [at for at, name in enumerate(heads) if _CONDITION.search(folded(name))]
        columns = [at for at in columns if at] or [1]
        if head is None or not _RESPONSE.search(folded(head.heading + heads[0])):
            return
        for row in rows:
            cell = _CELL.match(folded(row[0]).strip()) if row else None
            if cell is None:
                continue
            for at, text in list(enumerate(row))[1:]:
                label = heads[at] if at < len(heads) else ""
                response = self._response(head, _level(cell[1]))
                if at in columns:
                    response.conditions.append(Statement(part.anchor, text))
                elif text:
                    response.actions.append(Statement(part.anchor, text, label))

    def _under_heading(self, part: Part) -> None:
        """The clauses below Ⅰ级、Ⅱ级响应行动; below Ⅰ级响应 those under 启动条件 and 响应措施."""
        at: Part | None = part
        under: Part | None = None
        while at is not None and not (named := _HEADED.match(folded(at.heading))):
            under = under or (at if at.heading else None)
            at = self.by_anchor.get(at.parent or "")
        if at is None or not named or not part.text:
            return
        kind = under or at
        is_condition = bool(re.search(r"条件|情形|标准", folded(kind.heading)))
        if not is_condition and not _ACTION.search(folded(kind.heading)):
            return
        lead = "" if part.heading else part.number
        statement = Statement(part.anchor, lead + part.text)
        for level in re.findall(_LEVEL, named[1]):
            response = self._response(at, _level(level))
            (response.conditions if is_condition else response.actions).append(statement)

    def _headed(self, anchor: str | None) -> Part | None:
        at = self.by_anchor.get(anchor or "")
        while at is not None and not at.heading:
            at = self.by_anchor.get(at.parent or "")
        return at

    def _say(self, head: Part, level: int, statement: Statement) -> None:
        response = self._response(head, level)
        if _CONDITION.search(folded(head.heading)):
            response.conditions.append(statement)
        else:
            response.actions.append(statement)

    def _response(self, head: Part, level: int) -> Response:
        about = _COMMON.sub("", re.sub(_LEVEL, "", folded(head.heading)))
        levels = self.found.setdefault((head.parent, about), {})
        return levels.setdefault(level, Response(level))


def _level(written: str) -> int:
    return _LEVELS[written.removesuffix("级")]
