"""Tables of tasks and projects: which column holds what is read from the words of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .assignments import names_in
from .script import folded

_COLUMNS: Final = (
    (
        "when",
        re.compile(r"(?:完成|办理|落实|整改)?(?:时限|时间(?!段)|期限(?!.*建设))|完成日期|进度"),
    ),
    ("built", re.compile(r"建设(?:周期|期限|年限|时间|工期|起止)|起止(?:年限|时间)|建设期|工期")),
    ("costs", re.compile(r"投资|资金(?!来源)")),
    ("leads", re.compile(r"牵头|主责|主办|责任(?:单位|部门|主体)|承办")),
    ("helps", re.compile(r"配合|参与|协办|协同|支持单位")),
    ("makes", re.compile(r"(?:实施|建设|项目|执行)(?:单位|主体)|责任(?:单位|部门|主体)")),
    (
        "name",
        re.compile(
            r"(?:项目|工程)(?:名称)?$"
            r"|(?:工作|重点|主要|建设|具体)?(?:任务|事项|举措)(?:名称)?$|重点工作$"
        ),
    ),
)
"""In the order in which they take their column: 建设时间 is when it is built, not until when."""
_BUILT_FIRST: Final = re.compile(r"建设|起止")
_ABOUT: Final = frozenset({"leads", "makes", "when", "costs", "built"})
_PROJECT: Final = re.compile(r"项目|工程")
_SUMS: Final = frozenset({"合计", "小计", "总计"})
_LONGEST_HEAD: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its number (the head is 0). `wording`: all its cells."""

    number: int
    name: str
    wording: str
    leads: tuple[str, ...]
    helps: tuple[str, ...]
    when: str
    costs: str
    built: str


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table with a column of tasks, and one that says of them who, when or how much."""

    rows: tuple[tuple[str, ...], ...]
    columns: dict[str, int]

    @classmethod
    def of(cls, rows: tuple[tuple[str, ...], ...]) -> TaskTable | None:
        """None where it is another table. The head is its first row."""
        columns = columns_of(rows[0]) if rows else {}
        return cls(rows, columns) if "name" in columns and columns.keys() & _ABOUT else None

    @property
    def is_of_projects(self) -> bool:
        return _PROJECT.search(folded(self.rows[0][self.columns["name"]])) is not None

    @property
    def lines(self) -> Iterator[Line]:
        for number, row in enumerate(self.rows[1:], start=1):
            cells = {role: row[at].strip() for role, at in self.columns.items() if at < len(row)}
            name = cells.get("name", "")
            if len(name) < 2 or folded(name) in _SUMS:
                continue
            costs = cells.get("costs", "")
            if costs:
                costs = _sum_of(costs, self.rows[0][self.columns["costs"]])
            yield Line(
                number, name, " · ".join(one.strip() for one in row if one.strip()),
                *_names(cells), cells.get("when", ""), costs, cells.get("built", ""),
            )  # fmt: skip


def columns_of(head: Sequence[str]) -> dict[str, int]:
    """Which column holds what; each column once."""
    found: dict[str, int] = {}
    plain = [re.sub(r"\s", "", folded(cell)) for cell in head]
    for role, words in _COLUMNS:
        for at, cell in enumerate(plain):
            if at in found.values() or not 0 < len(cell) <= _LONGEST_HEAD:
                continue
            if role == "when" and _BUILT_FIRST.search(cell):
                continue
            if words.search(cell):
                found[role] = at
                break
    return found


def _names(cells: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who helps: beside a column of leads the one of makers helps."""
    leads, makes = names_in(cells.get("leads", "")), names_in(cells.get("makes", ""))
    helps = names_in(cells.get("helps", ""))
    return (leads, tuple(dict.fromkeys((*makes, *helps)))) if leads else (makes, helps)


def _sum_of(written: str, head: str) -> str:
    """1200 below 总投资（万元） is 1200万元."""
    unit = re.search(r"[十百千万亿]*元", folded(head))
    return f"{written}{unit[0]}" if unit and re.fullmatch(r"[\d.,]+", written) else written
