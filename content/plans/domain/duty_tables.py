"""Tables of units and their duties: 责任单位 | 职责, 工作任务 | 牵头单位 | 配合单位 | 完成时限.

Which column is which its head says; a table whose heads name no unit or nothing to do is another
table. A cell counts where all that stands in it are names, and what there is to do is taken over
word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from . import actor_words as words
from .actor_objects import is_object
from .assignments import names_in
from .level_tables import commanded_in, has_levels
from .script import folded

if TYPE_CHECKING:
    from .actor_reader import Reader
    from .actors import Said

Rows = Sequence[Sequence[str]]

_KIND: Final = r"(?:单位|部门|机构|主体|处室|科室)"
_NAME: Final = r"(?:名称)?"
_HELPS: Final = re.compile(rf"(?:配合|参与|参加|协办|协同|协作|协助|支持)(?:责任)?{_KIND}{_NAME}")
_LEADS: Final = re.compile(rf"(?:牵头|主责|主办|承办)(?:责任)?{_KIND}{_NAME}")
_UNITS: Final = re.compile(
    rf"(?:责任|成员|组成|有关|相关|落实|实施|执行|工作|负责|主管|应急)?{_KIND}{_NAME}"
    rf"|(?:责任|负责|执行)(?:人员|人|岗位)|(?:工作|应急|行动|专项|处置)?(?:小?组){_NAME}|组别"
    r"|(?:工作)?岗位(?:名称)?|(?:应急)?(?:角色|职务)"
)
_BESIDE: Final = re.compile(rf"(?:责任|成员|组成|有关|相关|落实|实施|执行)?{_KIND}{_NAME}")
"""Beside those who lead, these do it with them."""
_DUTIES: Final = re.compile(
    r"(?:主要|工作|应急|具体|岗位|部门|单位|成员单位|日常|平时|战时|防汛|抗旱|抢险|救灾|处置|重点|响应|和|与|及|、)*"
    r"(?:职责|任务|分工|(?:工作)?内容|事项|措施|行动|举措)(?:分工|任务|要求|内容|清单)?"
)
_IS_HEAD: Final = re.compile("|".join(one.pattern for one in (_HELPS, _LEADS, _UNITS, _DUTIES)))
"""A head may come again where the table goes on overleaf."""
_WHEN: Final = re.compile(r"(?:完成|办理|落实|整改|响应|到岗)?(?:时限|时间|期限)(?:要求)?")
_LONGEST_HEAD: Final = 16
HEADS_WITHIN: Final = 3
"""Rows in which the head is looked for: one above may hold the name of the table."""
_TOLD: Final = re.compile(rf"[^\s]{_KIND}")
_POSTS: Final = re.compile(r"岗位|职务|角色|责任人|人员")
_POST: Final = re.compile(
    r"(?!其[他它余]|待定|暂无)[\u4e00-\u9fff]{1,8}(?:长|工|员|岗|师|医|护士|警|主任|经理|书记|司机|保安|助理|秘书)"
)
"""What a cell below such a head may call somebody."""
_CALLED: Final = re.compile(
    r"(?!同[上左右前]|其[他它余]|待定|暂无|全[部体]|[各本]单位|.*[的了应须按见附])[\u4e00-\u9fff]{2,12}"
)
LEAST: Final = 4
"""Characters of something to do."""
_LONGEST_CELL: Final = 200
_EDGES: Final = " \t\r\n\u3000，,；;。、"


@dataclass(frozen=True, slots=True)
class _Head:
    """Columns with the words of their heads; `helps` those of units that only take part."""

    row: int
    units: dict[int, str]
    helps: dict[int, str]
    duties: dict[int, str]
    when: int | None


def has_duties(rows: Rows) -> bool:
    """Whether it is a table of units and what they have to do, or of who commands when."""
    return _head(rows) is not None or has_levels(rows)


@dataclass(frozen=True, slots=True)
class Task:
    """What row number `row` says is to be done, word for word, and by whom: as the cell writes
    them, and as what where they only take part."""

    row: int
    sentence: str
    units: tuple[tuple[str, str], ...]


def tasks_in(said: Said, reader: Reader) -> Iterator[Task]:
    """What there is to do, in the order of the rows; also where no unit was read."""
    head = _head(said.rows)
    if words.PAST.search(folded(said.chapter)):
        return
    for one in commanded_in(said, reader):
        yield Task(one.row, one.sentence, tuple((name, "") for name in one.names))
    if head is None or words.CRITERIA.search(folded(f"{said.heading}{said.above}")):
        return
    offices = [*((column, called, "") for column, called in head.units.items()),
               *((column, called, called) for column, called in head.helps.items())]  # fmt: skip
    for at, row in enumerate(islice(said.rows, head.row + 1, None), head.row + 1):
        units = tuple(
            (name, office)
            for column, called, office in offices
            for name in _names(_cell(row, column), called, reader)
        )
        for sentence in _sentences(row, head):
            yield Task(at, sentence, units)


def _head(rows: Rows) -> _Head | None:
    for at, row in enumerate(islice(rows, HEADS_WITHIN)):
        plain = [re.sub(r"\s", "", folded(cell)) for cell in row]
        named = {c: cell for c, cell in enumerate(plain) if 0 < len(cell) <= _LONGEST_HEAD}
        duties = {c: row[c].strip() for c, cell in named.items() if _DUTIES.fullmatch(cell)}
        helps = {c: row[c].strip() for c, cell in named.items() if _HELPS.fullmatch(cell)}
        units = {
            c: row[c].strip() for c, cell in named.items()
            if _LEADS.fullmatch(cell) or _UNITS.fullmatch(cell)
        }  # fmt: skip
        if any(_LEADS.fullmatch(named[c]) for c in units):
            helps |= {c: units.pop(c) for c in list(units) if _BESIDE.fullmatch(named[c])}
        when = next((c for c, cell in named.items() if _WHEN.fullmatch(cell)), None)
        # A cell that spans the row stands in each of its columns.
        if duties and (units or helps) and len(set(plain)) > 1:
            return _Head(at, units, helps, duties, when)
    return None


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _sentences(row: Sequence[str], head: _Head) -> Iterator[str]:
    """What the row says is to be done, in one column or in several that differ."""
    when = _cell(row, head.when) if head.when is not None else ""
    told: set[str] = set()
    for column, label in head.duties.items():
        written = _cell(row, column)
        if len(written) < LEAST or written in told:
            continue
        told.add(written)
        sentence = f"{label}：{written}" if len(head.duties) > 1 else written
        yield f"{sentence} · {when}" if when else sentence


def _names(written: str, head: str, reader: Reader) -> list[str]:
    """None where the cell is long or says anything else. What a head calls a unit (县防指) need
    not end like one, as long as the head counts nothing."""
    plain = folded(written).strip(_EDGES)
    if not plain or len(plain) > _LONGEST_CELL or _IS_HEAD.fullmatch(plain):
        return []
    listed = names_in(re.sub(r"\s*\n\s*", "、", plain))
    named = [name for name in listed if not words.AND_MORE.fullmatch(name)]
    is_told = _TOLD.search(folded(head)) is not None
    are_posts = _POSTS.search(folded(head)) is not None
    found = [
        reader.split(name)
        or ([name] if is_told and _may_be_called(name) else [])
        or ([name] if are_posts and _POST.fullmatch(name) else [])
        for name in named
    ]
    return list(dict.fromkeys(chain.from_iterable(found))) if all(found) else []


def _may_be_called(name: str) -> bool:
    return (
        _CALLED.fullmatch(name) is not None
        and words.DUTY.match(name) is None
        and words.NO_NAME.search(name) is None
        and not is_object(name)
    )
