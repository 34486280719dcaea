"""Who decides that a response starts and who commands it, out of a table of its levels.

Levels stand one below the other or side by side; the head says that a column (or row) is of who
decides or commands. A cell counts where all that stands in it are names or offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from . import actor_words as words
from . import deciding
from .assignments import names_in
from .level_names import CELL
from .script import folded

if TYPE_CHECKING:
    from .actor_reader import Reader
    from .actors import Said

Rows = Sequence[Sequence[str]]

_HEADS_WITHIN: Final = 3
_COMMANDS: Final = re.compile(
    r"(?:谁|负责|现场|应急|响应|任)?(?:总?指挥)(?:人|者|员|长|官|机构|主体|机关|层级)?|启动|决定"
)
_ARRIVES: Final = re.compile(r"到[岗位场](?:时限|时间|要求)?|集结时限")
_NOT_WHO: Final = re.compile(r"条件|情形|标准|程序|时限|方式|措施")
_LONGEST_HEAD: Final = 12
_LONGEST_CELL: Final = 80
_EDGES: Final = " \t\r\n\u3000，,；;。、"
_WHO: Final = re.compile(
    r"(?:由|报|经|请)?(?P<who>.+?)(?:(?:兼|担|(?<!主)(?<!兼)(?<!担))任(?:现场|前线)?(?:总指挥|指挥长)"
    r"|(?:决定|批准|审批|同意|宣布|签发)(?:后?启动(?:响应)?)?|(?:负责|统一|现场|坐镇)+指挥)?"
)
_TO_COME: Final = re.compile(
    r"(?P<who>.+?)(?:应当|必须|须)?在?\d{1,3}(?:分钟|小时)[之以]?内(?:全部)?到.*"
)
_MEMBERS: Final = re.compile(r"[\u4e00-\u9fff]{0,12}(?:指挥部|应急委)(?:全体)?成员")
_VAGUE: Final = re.compile(r"领导$|^(?:有关|相关|其他)")
_WARNING: Final = re.compile(r"预警")


class Commanded(NamedTuple):
    """`row`: of the table; `sentence`: the level, the head and the cell, as they are written."""

    row: int
    sentence: str
    names: tuple[str, ...]


def has_levels(rows: Rows) -> bool:
    """Whether the first rows of a table may be of one that says who commands at which level."""
    near = rows[:_HEADS_WITHIN]
    is_down = any(row and _is_level(row[0]) for row in near)
    return (is_down and any(map(_of_who, chain(*near)))) or _across(near) is not None


def commanded_in(said: Said, reader: Reader) -> Iterator[Commanded]:
    """In the order of the table; only of one that says that it is of a response."""
    across = _across(said.rows[:_HEADS_WITHIN])
    if across is not None:
        head = said.rows[across]
        written = f"{said.heading}{said.above}{head[0]}"
        found = [
            Commanded(at, _sentence(level, row[0], cell), _names(row[0], cell, reader))
            for at, row in enumerate(said.rows)
            if at > across and row and _of_who(row[0])
            for level, cell in zip(head[1:], row[1:], strict=False)
            if _is_level(level)
        ]
    else:
        first = next((at for at, row in enumerate(said.rows) if row and _is_level(row[0])), 0)
        heads = said.rows[:first][-_HEADS_WITHIN:]
        written = "".join([said.heading, said.above, *(row[0] for row in heads if row)])
        columns = {at: cell for row in heads for at, cell in enumerate(row) if at and _of_who(cell)}
        found = [
            Commanded(at, _sentence(row[0], head, row[column]), _names(head, row[column], reader))
            for at, row in enumerate(said.rows)
            if at >= first and row and _is_level(row[0])
            for column, head in columns.items()
            if column < len(row)
        ]
    if "响应" in folded(written) and not _WARNING.search(folded(written)):
        yield from (one for one in found if one.names)


def _across(rows: Rows) -> int | None:
    """The row that holds levels side by side."""
    return next((at for at, row in enumerate(rows) if sum(map(_is_level, row[1:])) > 1), None)


def _is_level(cell: str) -> bool:
    return CELL.match(folded(cell).strip()) is not None


def _of_who(head: str) -> bool:
    plain = re.sub(r"\s", "", folded(head))
    if not plain or len(plain) > _LONGEST_HEAD:
        return False
    if _COMMANDS.fullmatch(plain) or _ARRIVES.fullmatch(plain):
        return True
    return deciding.COLUMN.search(plain) is not None and not _NOT_WHO.search(plain)


def _sentence(level: str, head: str, cell: str) -> str:
    return f"{level.strip()} {head.strip()}：{cell.strip()}"


def _names(head: str, cell: str, reader: Reader) -> tuple[str, ...]:
    """None where the cell is long or says anything else."""
    plain = re.sub(r"\s*\n\s*", "、", folded(cell).strip(_EDGES))
    arrives = _ARRIVES.fullmatch(re.sub(r"\s", "", folded(head))) is not None
    match = (
        (_TO_COME if arrives else _WHO).fullmatch(plain) if len(plain) <= _LONGEST_CELL else None
    )
    if match is None:
        return ()
    found = [_split(name, reader, arrives) for name in names_in(match["who"])]
    return tuple(dict.fromkeys(chain(*found))) if all(found) else ()


def _split(name: str, reader: Reader, arrives: bool) -> list[str]:
    if arrives and _MEMBERS.fullmatch(name):
        return [name]
    is_office = deciding.is_office(name) and not words.NO_NAME.search(name)
    return reader.split(name) or ([name] if is_office and not _VAGUE.search(name) else [])
